import { createHmac } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import type { ClientRequest, IncomingMessage } from 'node:http'
import { request as httpsRequest, type RequestOptions } from 'node:https'
import type { Delivery } from '../db/delivery-rows'
import { isPublicAddress } from './public-address'

const TIMEOUT_MS = 10_000

/** A way out of the house. `send` resolves when the other side took the alert, and throws what kept it from that. */
export type AlertChannel = { name: 'webhook' | 'email'; send: (alert: Delivery) => Promise<void> }

type Address = { address: string; family: number }

/** What differs in tests, where the receiver is on this machine. */
export type Network = {
  resolve: (host: string) => Promise<Address[]>
  isAllowed: (address: string) => boolean
  request: (url: URL, options: RequestOptions, answer: (message: IncomingMessage) => void) => ClientRequest
  protocol: 'https:' | 'http:'
  timeoutMs: number
}

const INTERNET: Network = {
  resolve: (host) => lookup(host, { all: true }),
  isAllowed: isPublicAddress,
  request: httpsRequest,
  protocol: 'https:',
  timeoutMs: TIMEOUT_MS,
}

/** The one address that is called: every answer of the resolver must be public, so that a second look-up cannot bring another one. */
async function pin(url: URL, { resolve, isAllowed, protocol }: Network): Promise<Address> {
  if (url.protocol !== protocol) throw new Error('A webhook must be https.')
  const addresses = await resolve(url.hostname.replace(/^\[|\]$/g, ''))
  const [first] = addresses
  if (!first) throw new Error('The host of the webhook has no address.')
  if (!addresses.every(({ address }) => isAllowed(address))) {
    throw new Error('The host of the webhook is not on the public internet.')
  }
  return first
}

/** `t` in seconds of this machine, `v1` the HMAC-SHA-256 of `t.body`: the receiver refuses old and foreign ones. */
export function signatureOf(body: string, secret: string, seconds: number): string {
  return `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`
}

function post(url: URL, body: string, headers: Record<string, string>, to: Address, network: Network): Promise<number> {
  return new Promise((resolve, reject) => {
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      signal: AbortSignal.timeout(network.timeoutMs),
      // No kept connection and no second look-up: the socket goes to the address that was checked.
      agent: false,
      lookup: (_, wanted, done) => (wanted.all ? done(null, [to]) : done(null, to.address, to.family)),
    }
    const sent = network.request(url, options, (answer) => {
      // What it says beyond the status is nobody's business: not read, so that it cannot fill the memory.
      answer.destroy()
      resolve(answer.statusCode ?? 0)
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/**
 * Alerts as signed JSON to one configured URL. Redirects are failures. The same alert may come twice: `x-cxpt-alert` is its id.
 */
export function webhookChannel(address: string, secret: string, network: Partial<Network> = {}): AlertChannel {
  const url = new URL(address)
  const way = { ...INTERNET, ...network }
  const send = async ({ id, key, severity, say, detail, openedAt }: Delivery) => {
    const to = await pin(url, way)
    const body = JSON.stringify({ id, key, severity, say, detail, openedAt: openedAt.toISOString() })
    const signature = signatureOf(body, secret, Math.floor(Date.now() / 1_000))
    const status = await post(url, body, { 'x-cxpt-alert': id, 'x-cxpt-signature': signature }, to, way)
    if (status < 200 || status > 299) throw new Error(`The webhook answered ${status}.`)
  }
  return { name: 'webhook', send }
}
