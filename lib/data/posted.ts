import 'server-only'
import { database } from '../auth/database'
import { countFailure } from '../metering/refusals'

/** What arrived with a POST, its body read up to the limit of its route. */
export type Posted = { headers: Headers; body: Uint8Array }

/** Counts what is refused, whatever the reason, and throws it on. */
export async function counting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    countFailure(database(), new Date(), error)
    throw error
  }
}
