import { AppError } from '@/lib/errors/app-error'

/** The bytes of a body, read up to `most`: BODY_TOO_LARGE as soon as there are more, whatever the header said. */
export async function boundedBody(request: Request, most: number): Promise<Uint8Array> {
  const limit = `${Math.floor(most / 1_000)} kB`
  if (Number(request.headers.get('content-length') ?? 0) > most) throw new AppError('BODY_TOO_LARGE', { limit })
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.body ?? []) {
    length += part.length
    if (length > most) throw new AppError('BODY_TOO_LARGE', { limit })
    parts.push(part)
  }
  return Buffer.concat(parts)
}
