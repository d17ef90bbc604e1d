import { unstable_rethrow } from 'next/navigation'
import { sayError } from '@/lib/errors/say'

export type Outcome<T> = { ok: true; value: T } | { ok: false; code: string; status: number; say: string }

/** A failure we have a sentence for is shown in its place on the page; anything else is the error page's. */
export async function outcome<T>(read: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await read() }
  } catch (error) {
    unstable_rethrow(error)
    const said = sayError(error)
    if (said.code === 'UNEXPECTED') throw error
    return { ok: false, ...said }
  }
}
