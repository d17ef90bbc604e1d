import 'server-only'
import { type Address, getAddress, isAddress } from 'viem'
import type { z } from 'zod'
import { database } from '../auth/database'
import { limit, limitVisitor } from '../auth/rate-limit'
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
import { marketTime } from '../metering/clock'
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
import { parseBody } from './json-body'
import type { Posted } from './posted'

/** Bytes: a signed message has a few hundred, a full batch of observations about a megabyte. */
export const MESSAGE_BODY_BYTES = 64_000
export const OBSERVATION_BODY_BYTES = 2_000_000
const PAGE = 100

const clock = (): bigint => secondsOf(new Date())
const verifier = () => ({
  client: publicClient(),
  chainId: env.CHAIN_ID,
  now: clock(),
  onSigned: (provider: Address) => limit(database(), 'registration of', provider),
})

/** Public: who sends it does not matter, the provider signed it. */
export async function postProvider({ headers, body }: Posted) {
  const db = database()
  await limitVisitor(db, 'registration', headers)
  const wish = parseBody(registrationSchema, body)
  const { provider, payout, isNew, change } = await register(db, verifier(), wish)
  return {
    provider: getAddress(provider),
    isNew,
    payout: getAddress(payout),
    payoutChange: change && { to: getAddress(change.to), effectiveAt: dateOf(change.effectiveAt).toISOString() },
  }
}

/** Public: signed by the provider. */
export async function postMaintenance({ headers, body }: Posted) {
  const db = database()
  await limitVisitor(db, 'registration', headers)
  return announceMaintenance(db, verifier(), parseBody(maintenanceSchema, body))
}

/** Signed by a machine's key before anything of the body is looked at. */
async function observed<T extends z.ZodType>(
  post: Posted,
  scope: 'probe' | 'capacity',
  schema: T,
  take: (observer: Observer, body: z.infer<T>) => Promise<Taken>,
): Promise<Taken> {
  const { gateway } = await authorise(database(), post, scope, new Date())
  const now = secondsOf(await marketTime(database(), env.CHAIN_ID))
  return take({ chainId: env.CHAIN_ID, name: gateway, now }, parseBody(schema, post.body))
}

/** Key with the scope `probe`. */
export const postProbes = (post: Posted) =>
  observed(post, 'probe', probesSchema, (observer, body) => takeProbes(database(), observer, body))

/** Key with the scope `probe`. */
export const postJobs = (post: Posted) =>
  observed(post, 'probe', jobsSchema, (observer, body) => takeJobs(database(), observer, body))

/** Key with the scope `capacity`. */
export const postCapacity = (post: Posted) =>
  observed(post, 'capacity', capacitySchema, (observer, body) => takeCapacity(database(), observer, body))

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
