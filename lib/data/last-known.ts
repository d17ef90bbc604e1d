import 'server-only'
import { type Said, sayError } from '../errors/say'

/** An answer, and why it is not today's: the sentence when its source is away. */
export type Known<T> = { data: T; away: Said | null }

/**
 * The last answers of a public read in this process, for the minutes in which its source is away: a page with old figures that says so is
 * worth more than none. Never for what only its owner may see. The oldest of more than `limit` keys is forgotten.
 */
export class LastKnown<T> {
  private readonly kept = new Map<string, T>()

  constructor(private readonly limit: number) {}

  /** Throws what `read` throws when the failure is not an absence, or nothing is kept. */
  async read(key: string, read: () => Promise<T>): Promise<Known<T>> {
    try {
      const data = await read()
      this.keep(key, data)
      return { data, away: null }
    } catch (error) {
      const said = sayError(error)
      const data = this.kept.get(key)
      const isAway = said.code === 'DATABASE_AWAY' || said.code === 'RPC_AWAY'
      if (!isAway || data === undefined) throw error
      return { data, away: said }
    }
  }

  private keep(key: string, data: T): void {
    this.kept.delete(key)
    this.kept.set(key, data)
    const [oldest] = this.kept.keys()
    if (this.kept.size > this.limit && oldest !== undefined) this.kept.delete(oldest)
  }
}
