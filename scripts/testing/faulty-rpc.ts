import { createServer, type IncomingMessage } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'

export type Call = { id: unknown; method: string; params: unknown[] }
export type Answer = { id: unknown; result?: unknown; error?: { code: number; message: string } }

/** What a node does to us. Called with each request and the real answer; returns what the client sees, after `waitMs` where given. */
export type Fault = (call: Call, answer: Answer) => Answer | 'busy' | 'hang up' | { waitMs: number; answer: Answer }

export type FaultyRpc = { url: string; calls: Map<string, number>; stop: () => Promise<void> }

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

/** A proxy before a real node that answers as badly as real ones do. */
export async function startFaultyRpc(target: string, fault: Fault): Promise<FaultyRpc> {
  const calls = new Map<string, number>()
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const headers = { 'content-type': 'application/json' }
    const upstream = await fetch(target, { method: 'POST', headers, body }).catch(() => null)
    if (!upstream) return request.socket.destroy()
    const asked: Call | Call[] = JSON.parse(body)
    const answered: Answer | Answer[] = JSON.parse(await upstream.text())
    const [questions, answers] = [[asked].flat(), [answered].flat()]
    const seen = questions.map((call) => {
      calls.set(call.method, (calls.get(call.method) ?? 0) + 1)
      const answer = answers.find(({ id }) => id === call.id) ?? { id: call.id }
      return fault(call, answer)
    })
    if (seen.includes('hang up')) return request.socket.destroy()
    if (seen.includes('busy')) {
      return response.writeHead(429, { ...headers, 'retry-after': '1' }).end('{"error":"Too Many Requests"}')
    }
    const late = seen.map((one) => (typeof one === 'object' && 'waitMs' in one ? one : { waitMs: 0, answer: one }))
    const waitMs = Math.max(...late.map((one) => one.waitMs))
    if (waitMs > 0) await pause(waitMs)
    const said = late.map(({ answer }) => answer)
    return response.writeHead(200, headers).end(JSON.stringify(Array.isArray(asked) ? said : said[0]))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const stop = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return { url: `http://127.0.0.1:${port}`, calls, stop }
}
