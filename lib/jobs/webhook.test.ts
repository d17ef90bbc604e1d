import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import type { Delivery } from '../db/delivery-rows'
import { type Network, webhookChannel } from './webhook'

const SECRET = 'a secret of at least thirty-two characters'
const ALERT: Delivery = {
  id: 'b7e2',
  key: 'oracle-age',
  severity: 'warning',
  say: 'The price is old.',
  detail: {},
  openedAt: new Date('2026-11-02T12:00:00Z'),
  tries: 0,
}
/** The receiver is on this machine, by http: the channel's own rules about both are tested by themselves. */
const here: Partial<Network> = {
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  isAllowed: () => true,
  request,
  protocol: 'http:',
}

let receiver: Server | undefined
afterEach(() => {
  receiver?.closeAllConnections()
  receiver?.close()
})

type Got = { url: string | undefined; headers: IncomingHttpHeaders; body: string }

async function receive(status: number | null, headers: Record<string, string> = {}) {
  const got: Got[] = []
  receiver = createServer(async (asked, answer) => {
    let body = ''
    for await (const chunk of asked) body += chunk
    got.push({ url: asked.url, headers: asked.headers, body })
    if (status !== null) answer.writeHead(status, headers).end('x'.repeat(100_000))
  })
  await new Promise<void>((ready) => receiver?.listen(0, '127.0.0.1', ready))
  const { port } = receiver.address() as AddressInfo
  return { got, url: `http://alerts.example:${port}/hook` }
}

test('the body is signed with the time, and the host is the one that is configured', async () => {
  const { got, url } = await receive(204)
  await webhookChannel(url, SECRET, here).send(ALERT)
  const [{ headers, body }] = got as [Got]
  const [, time, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-cxpt-signature'])) ?? []
  expect(createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex')).toBe(signature)
  expect(headers.host).toMatch(/^alerts\.example:/)
  expect(headers['x-cxpt-alert']).toBe('b7e2')
  expect(JSON.parse(body)).toEqual({
    id: 'b7e2',
    key: 'oracle-age',
    severity: 'warning',
    say: 'The price is old.',
    detail: {},
    openedAt: '2026-11-02T12:00:00.000Z',
  })
})

test.each([[301], [302], [307], [400], [500]])(
  'an answer of %i is a failure, and nobody is followed',
  async (status) => {
    const { got, url } = await receive(status, { location: '/elsewhere' })
    await expect(webhookChannel(url, SECRET, here).send(ALERT)).rejects.toThrow(`answered ${status}`)
    expect(got.map(({ url: asked }) => asked)).toEqual(['/hook'])
  },
)

test('a receiver that never answers is given up', async () => {
  const { url } = await receive(null)
  await expect(webhookChannel(url, SECRET, { ...here, timeoutMs: 200 }).send(ALERT)).rejects.toThrow()
})

test.each([
  ['loopback', '127.0.0.1', 4],
  ['the metadata service of a cloud', '169.254.169.254', 4],
  ['an IPv4 address written as IPv6', '::ffff:10.0.0.1', 6],
])('a host that resolves to %s is refused before anything is sent', async (_, address, family) => {
  const { got, url } = await receive(204)
  const resolve = async () => [
    { address: '93.184.215.14', family: 4 },
    { address, family },
  ]
  const { isAllowed: _allowed, ...rest } = here
  await expect(webhookChannel(url, SECRET, { ...rest, resolve }).send(ALERT)).rejects.toThrow(
    'not on the public internet',
  )
  expect(got).toEqual([])
})

test.each(['https://127.0.0.1/hook', 'https://[::1]/hook', 'https://[::ffff:7f00:1]/hook', 'https://2130706433/hook'])(
  '%s is refused',
  async (url) => {
    await expect(webhookChannel(url, SECRET).send(ALERT)).rejects.toThrow('not on the public internet')
  },
)

test('a webhook without TLS is refused', async () => {
  await expect(webhookChannel('http://alerts.example/hook', SECRET).send(ALERT)).rejects.toThrow('must be https')
})
