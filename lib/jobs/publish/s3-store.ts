import { AwsClient } from 'aws4fetch'
import { type Store, sha256Of } from './store'

/** Of one request with its body: 20 MB at 350 kB/s. */
const TIMEOUT_MS = 60_000

export type S3Settings = {
  /** `https://host/bucket` or `https://host/bucket/folder`: the bucket is the first part of the path. */
  url: string
  keyId: string
  secret: string
  region: string
  timeoutMs?: number
}

/** Keys and tokens of a listing. Ours need no escapes; a token may have some. */
const textsOf = (xml: string, tag: string): string[] =>
  [...xml.matchAll(new RegExp(`<${tag}>([^<]*)</${tag}>`, 'g'))].map(([, text = '']) =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&'),
  )

/** What went wrong on the way: fetch says it in the cause only. */
async function reached<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    const why = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : String(cause)
    throw new Error(`The second place does not answer: ${why}`, { cause: error })
  }
}

/** Whatever speaks the S3 protocol: objects by PUT and GET, signed with the hash of the body. A redirect is a failure. */
export function s3Store({ url, keyId, secret, region, timeoutMs = TIMEOUT_MS }: S3Settings): Store {
  const base = new URL(url)
  const [bucket = '', ...folders] = base.pathname.split('/').filter((part) => part !== '')
  const root = folders.map((folder) => `${folder}/`).join('')
  const signer = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    service: 's3',
    region,
    // The queue tries again, with longer pauses.
    retries: 0,
  })

  async function ask(method: 'GET' | 'PUT', address: URL, body: Uint8Array = new Uint8Array()): Promise<Response> {
    const headers = { 'x-amz-content-sha256': sha256Of(body).slice(2) }
    const signal = AbortSignal.timeout(timeoutMs)
    const sent = method === 'PUT' ? { body: Buffer.from(body) } : {}
    return reached(signer.fetch(address, { method, headers, redirect: 'manual', signal, ...sent }))
  }

  const addressOf = (path: string) => new URL(`/${bucket}/${root}${path}`, base)
  const refused = async (what: string, answer: Response): Promise<Error> => {
    await answer.body?.cancel()
    return new Error(`The second place answered ${answer.status} to ${what}.`)
  }

  const put = async (path: string, bytes: Uint8Array) => {
    const answer = await ask('PUT', addressOf(path), bytes)
    if (!answer.ok) throw await refused(`the writing of ${path}`, answer)
    await answer.body?.cancel()
  }
  const get = async (path: string) => {
    const answer = await ask('GET', addressOf(path))
    if (answer.ok) return new Uint8Array(await reached(answer.arrayBuffer()))
    const failure = await refused(`the reading of ${path}`, answer)
    if (answer.status === 404) return null
    throw failure
  }
  const list = async (prefix: string) => {
    const paths: string[] = []
    for (let token: string | undefined, isFirst = true; isFirst || token; isFirst = false) {
      const address = new URL(`/${bucket}`, base)
      address.search = String(
        new URLSearchParams({
          'list-type': '2',
          prefix: root + prefix,
          ...(token ? { 'continuation-token': token } : {}),
        }),
      )
      const answer = await ask('GET', address)
      if (!answer.ok) throw await refused('a listing', answer)
      const xml = await reached(answer.text())
      paths.push(...textsOf(xml, 'Key').map((key) => key.slice(root.length)))
      token = textsOf(xml, 'NextContinuationToken')[0]
    }
    return paths.sort()
  }
  return { place: `${base.origin}/${bucket}/${root}`, put, get, list }
}
