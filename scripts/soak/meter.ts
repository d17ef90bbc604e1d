/** Takes usage and observations over HTTP as the console's routes do, in a process that can be killed: `PORT`, `DATABASE_URL`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { z } from 'zod'
import { connect } from '../../lib/db/connect'
import { secondsOf } from '../../lib/domain/time'
import { env } from '../../lib/env/env'
import { problemOf } from '../../lib/errors/say'
import { marketTime } from '../../lib/metering/clock'
import { receiveUsage } from '../../lib/metering/receive'
import { authorise, type SignedRequest } from '../../lib/metering/signed-request'
import { UsageWriter } from '../../lib/metering/writer'
import { type Observer, type Taken, takeCapacity, takeJobs, takeProbes } from '../../lib/rewards/observations'
import { capacitySchema, jobsSchema, probesSchema } from '../../lib/rewards/provider-input'

const { db } = connect(env.DATABASE_URL, { applicationName: 'cxpt-meter' })
const writer = new UsageWriter(db, env.CHAIN_ID)

async function usage(request: SignedRequest): Promise<unknown> {
  const at = await marketTime(db, env.CHAIN_ID)
  return { results: await receiveUsage({ db, writer }, request, new Date(), at) }
}

const observed =
  <T extends z.ZodType>(
    scope: 'probe' | 'capacity',
    schema: T,
    take: (of: typeof db, observer: Observer, body: z.infer<T>) => Promise<Taken>,
  ) =>
  async (request: SignedRequest): Promise<unknown> => {
    const { gateway: name } = await authorise(db, request, scope, new Date())
    const now = secondsOf(await marketTime(db, env.CHAIN_ID))
    const body = schema.parse(JSON.parse(new TextDecoder().decode(request.body)))
    return take(db, { chainId: env.CHAIN_ID, name, now }, body)
  }

const ROUTES: Record<string, (request: SignedRequest) => Promise<unknown>> = {
  '/api/v1/usage': usage,
  '/api/v1/providers/probes': observed('probe', probesSchema, takeProbes),
  '/api/v1/providers/jobs': observed('probe', jobsSchema, takeJobs),
  '/api/v1/providers/capacity': observed('capacity', capacitySchema, takeCapacity),
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

createServer(async (request, response) => {
  try {
    const headers = { get: (name: string) => (request.headers[name.toLowerCase()] as string | undefined) ?? null }
    const route = ROUTES[request.url ?? '']
    if (route) answer(response, 200, await route({ headers, body: await bodyOf(request) }))
    else answer(response, 404, {})
  } catch (error) {
    const problem = problemOf(error)
    answer(response, problem.status, problem)
  }
}).listen(env.PORT, '127.0.0.1')
