/** Takes usage over HTTP as the console's route does, in a process that can be killed: `PORT`, `DATABASE_URL`. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from '../../lib/db/connect'
import { env } from '../../lib/env/env'
import { problemOf } from '../../lib/errors/say'
import { receiveUsage } from '../../lib/metering/receive'
import { UsageWriter } from '../../lib/metering/writer'

const { db } = connect(env.DATABASE_URL, { applicationName: 'cxpt-meter' })
const writer = new UsageWriter(db, env.CHAIN_ID)

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
    const results = await receiveUsage({ db, writer }, { headers, body: await bodyOf(request) }, new Date())
    answer(response, 200, { results })
  } catch (error) {
    const problem = problemOf(error)
    answer(response, problem.status, problem)
  }
}).listen(env.PORT, '127.0.0.1')
