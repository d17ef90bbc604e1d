import 'server-only'
import { type Address, getAddress, isAddress } from 'viem'
import type { z } from 'zod'
import { database } from '../auth/database'
import { publicClient } from '../chain/clients'
import {
  findProvider,
  listMaintenance,
  listPayoutChanges,
  listProviders,
  type ProviderRow,
  payoutChangeOf,
} from '../db/provider-rows'
import { effectivePayout } from '../domain/provider'
import { dateOf, secondsOf } from '../domain/time'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import { authorise } from '../metering/signed-request'
import { announceMaintenance } from '../rewards/maintenance'
import { type Observer, type Taken, takeCapacity, takeJobs, takeProbes } from '../rewards/observations'
import {
  capacitySchema,
  jobsSchema,
  maintenanceSchema,
  probesSchema,
  registrationSchema,
} from '../rewards/provider-input'
import { register } from '../rewards/registration'

/** Bytes: a signed message has a few hundred, a full batch of observations about a megabyte. */
const MOST_MESSAGE = 65_536
const MOST_BATCH = 2_097_152
const PAGE = 100

/** The bytes of a body, read no further than the limit. Throws BODY_TOO_LARGE. */
async function bytesOf(request: Request, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done || !value) break
    size += value.byteLength
    if (size > limit) {
      await reader?.cancel()
      throw new AppError('BODY_TOO_LARGE', { limit: `${limit / 1_024} KiB` })
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

function parse<T extends z.ZodType>(schema: T, body: Uint8Array): z.infer<T> {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    throw new AppError('BAD_BODY')
  }
  return schema.parse(json)
}

const clock = (): bigint => secondsOf(new Date())
const verifier = () => ({ client: publicClient(), chainId: env.CHAIN_ID, now: clock() })

/** Public: who sends it does not matter, the provider signed it. */
export async function postProvider(request: Request) {
  const body = parse(registrationSchema, await bytesOf(request, MOST_MESSAGE))
  const { provider, payout, isNew, change } = await register(database(), verifier(), body)
  return {
    provider: getAddress(provider),
    isNew,
    payout: getAddress(payout),
    payoutChange: change && { to: getAddress(change.to), effectiveAt: dateOf(change.effectiveAt).toISOString() },
  }
}

/** Public: signed by the provider. */
export async function postMaintenance(request: Request) {
  const body = parse(maintenanceSchema, await bytesOf(request, MOST_MESSAGE))
  return announceMaintenance(database(), verifier(), body)
}

/** Signed by a machine's key before anything of the body is looked at. */
async function observed<T extends z.ZodType>(
  request: Request,
  scope: 'probe' | 'capacity',
  schema: T,
  take: (observer: Observer, body: z.infer<T>) => Promise<Taken>,
): Promise<Taken> {
  const body = await bytesOf(request, MOST_BATCH)
  const now = new Date()
  const { gateway } = await authorise(database(), { headers: request.headers, body }, scope, now)
  return take({ chainId: env.CHAIN_ID, name: gateway, now: secondsOf(now) }, parse(schema, body))
}

/** Key with the scope `probe`. */
export const postProbes = (request: Request) =>
  observed(request, 'probe', probesSchema, (observer, body) => takeProbes(database(), observer, body))

/** Key with the scope `probe`. */
export const postJobs = (request: Request) =>
  observed(request, 'probe', jobsSchema, (observer, body) => takeJobs(database(), observer, body))

/** Key with the scope `capacity`. */
export const postCapacity = (request: Request) =>
  observed(request, 'capacity', capacitySchema, (observer, body) => takeCapacity(database(), observer, body))

const viewOf = ({ provider, name, classes, endpoint, registeredAt, updatedAt }: ProviderRow) => ({
  provider: getAddress(provider),
  name,
  classes,
  endpoint,
  registeredAt: registeredAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
})

/** Public: providers by address, a page after one of them. */
export async function getProviders(after: string | null) {
  if (after !== null && !isAddress(after)) throw new AppError('BAD_ADDRESS', { value: after })
  const rows = await listProviders(database(), env.CHAIN_ID, { after: after ?? '', limit: PAGE + 1 })
  const page = rows.slice(0, PAGE).map(viewOf)
  return { providers: page, next: rows.length > PAGE ? (page.at(-1)?.provider ?? null) : null }
}

/** Public: one provider, its payout address with what waits, and its announced maintenance. */
export async function getProvider(text: string) {
  if (!isAddress(text)) throw new AppError('BAD_ADDRESS', { value: text })
  const [db, chainId, now] = [database(), env.CHAIN_ID, clock()]
  const row = await findProvider(db, chainId, text)
  if (!row) throw new AppError('PROVIDER_NOT_FOUND', { provider: text })
  const changes = (await listPayoutChanges(db, chainId, text)).map(payoutChangeOf)
  const spans = await listMaintenance(db, chainId, text as Address)
  return {
    ...viewOf(row),
    payout: getAddress(effectivePayout(row.payout, changes, now)),
    payoutChanges: changes.map(({ askedAt, from, to, effectiveAt, isCancelled }) => ({
      askedAt: dateOf(askedAt).toISOString(),
      from: getAddress(from),
      to: getAddress(to),
      effectiveAt: dateOf(effectiveAt).toISOString(),
      isCancelled,
    })),
    maintenance: spans.map(({ id, from, until, reason }) => ({
      id,
      from: from.toISOString(),
      until: until.toISOString(),
      reason,
    })),
  }
}
