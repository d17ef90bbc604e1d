import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const KEY_ID = 'AKIDEXAMPLE'
export const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
export const REGION = 'eu-central-1'
/** Keys a listing gives at once: few, so that tests see a second page. */
const PAGE = 2

export type S3Server = {
  url: string
  objects: Map<string, Buffer>
  /** What arrived, as `PUT path`; refused requests too. */
  asked: string[]
  /** Does something else with a request when it returns true. */
  trouble: ((request: IncomingMessage, response: ServerResponse) => boolean) | null
  stop: () => void
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Signature Version 4 as its specification says it, by nothing of ours and nothing of the library that signs. */
function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/
  const [, keyId, day, region, names = '', signature] = form.exec(request.headers.authorization ?? '') ?? []
  const { 'x-amz-date': at, 'x-amz-content-sha256': content } = request.headers
  const isFresh = typeof at === 'string' && at.startsWith(day ?? '-') && Math.abs(Date.now() - timeOf(at)) < 300_000
  if (keyId !== KEY_ID || region !== REGION || !isFresh || content !== sha256(body)) return false
  const query = [...url.searchParams].map(([key, value]) => `${escaped(key)}=${escaped(value)}`).sort()
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), names, content].join('\n')
  const text = ['AWS4-HMAC-SHA256', at, `${day}/${region}/s3/aws4_request`, sha256(canonical)].join('\n')
  const key = [region, 's3', 'aws4_request'].reduce(hmac, hmac(`AWS4${SECRET}`, day ?? ''))
  return hmac(key, text).toString('hex') === signature && ['host', 'x-amz-date'].every((name) => names.includes(name))
}

const timeOf = (at: string) => Date.parse(at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
const escaped = (text: string) =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

function list({ searchParams }: URL, objects: Map<string, Buffer>, bucket: string): string {
  const prefix = `${bucket}/${searchParams.get('prefix') ?? ''}`
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort()
  // A token with characters that XML and URLs escape, as real ones have.
  const from = Number(/^page&\/(\d+)=$/.exec(searchParams.get('continuation-token') ?? 'page&/0=')?.[1])
  const rows = keys
    .slice(from, from + PAGE)
    .map((key) => `<Contents><Key>${key.slice(bucket.length + 1)}</Key></Contents>`)
  const isMore = from + PAGE < keys.length
  const next = isMore ? `<NextContinuationToken>page&amp;/${from + PAGE}=</NextContinuationToken>` : ''
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${isMore}</IsTruncated>${rows.join('')}${next}</ListBucketResult>`
}

/** A small store on loopback that speaks as much of S3 as we use, and refuses what is not signed. */
export async function startS3(): Promise<S3Server> {
  const objects = new Map<string, Buffer>()
  const s3: S3Server = { url: '', objects, asked: [], trouble: null, stop: () => {} }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://store')
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    s3.asked.push(`${request.method} ${url.pathname}`)
    if (s3.trouble?.(request, response)) return
    const key = url.pathname.slice(1)
    if (!isSigned(request, url, body)) return void response.writeHead(403).end()
    if (request.method === 'PUT') {
      objects.set(key, body)
      return void response.end()
    }
    if (!key.includes('/')) return void response.end(list(url, objects, key))
    const found = objects.get(key)
    response.writeHead(found ? 200 : 404).end(found ?? '<Error><Code>NoSuchKey</Code></Error>')
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  s3.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket`
  s3.stop = () => {
    server.closeAllConnections()
    server.close()
  }
  return s3
}
