import 'server-only'
import { unstable_rethrow } from 'next/navigation'
import pino from 'pino'
import { toAppError } from '../errors/say'
import type { ErrorCode } from '../errors/table'

const log = pino({ name: 'actions' })

/** What every action answers: nothing is thrown to a browser, and no message, stack or SQL reaches it. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; code: ErrorCode; say: string }

/** An `AppError` is said, a parse failure is `BAD_INPUT`, and anything else is `UNEXPECTED` and reported to us. */
export async function runAction<T>(act: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await act() }
  } catch (error) {
    // redirect() and notFound() are thrown too, and are Next's own.
    unstable_rethrow(error)
    const known = toAppError(error)
    if (known.code === 'UNEXPECTED') log.error({ msg: 'action failed', err: error })
    return { ok: false, code: known.code, say: known.say }
  }
}
