/**
 * How a gateway signs a request: `X-Cxpt-Signature: v1=<hex HMAC-SHA256(key, timestamp + "." + body)>`. Runs wherever Web Crypto does; the
 * server and the client share it.
 */
export const TIMESTAMP_HEADER = 'x-cxpt-timestamp'
export const SIGNATURE_HEADER = 'x-cxpt-signature'
const VERSION = 'v1='

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const
const text = new TextEncoder()

/** The value of the signature's header. `timestamp`: seconds, as sent. */
export async function sign(key: string, timestamp: string, body: Uint8Array): Promise<string> {
  const mac = await crypto.subtle.sign(HMAC, await imported(key, 'sign'), signed(timestamp, body))
  return VERSION + Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Compares in constant time (Web Crypto's `verify`). False for a header of another form. */
export async function isSignedBy(key: string, timestamp: string, body: Uint8Array, header: string): Promise<boolean> {
  const mac = bytesOf(header)
  if (!mac) return false
  return crypto.subtle.verify(HMAC, await imported(key, 'verify'), mac, signed(timestamp, body))
}

function imported(key: string, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', text.encode(key), HMAC, false, [usage])
}

function signed(timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = text.encode(`${timestamp}.`)
  const whole = new Uint8Array(head.length + body.length)
  whole.set(head)
  whole.set(body, head.length)
  return whole
}

function bytesOf(header: string): Uint8Array<ArrayBuffer> | null {
  if (!/^v1=[0-9a-f]{64}$/.test(header)) return null
  const digits = header.slice(VERSION.length)
  return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16))
}
