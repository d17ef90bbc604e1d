import { AppError } from '@/lib/errors/app-error'
import { toAppError } from '@/lib/errors/say'
import { refuse, respond } from './respond'

/** Seconds after which a database or a chain that is away is asked again. */
const AWAY_SECONDS = 5

/** As `respond`; a refusal that ends by waiting (429, 503) says how long in `Retry-After`. */
export async function respondOrWait<T>(read: () => Promise<T>): Promise<Response> {
  try {
    const answer = await read()
    return await respond(() => Promise.resolve(answer))
  } catch (error) {
    const { status } = toAppError(error)
    if (status !== 429 && status !== 503) return refuse(error)
    const seconds = error instanceof AppError ? error.values.seconds : undefined
    return refuse(error, { 'retry-after': String(seconds ?? AWAY_SECONDS) })
  }
}
