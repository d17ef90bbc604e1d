/** Milliseconds an answer of the chain is used: a revoked role is gone within that. */
export const ROLE_CACHE = 15_000
/** Accounts kept at once; the oldest go first. */
const MOST = 1_000

type Entry<T> = { askedAt: number; answer: Promise<T> }

/** Answers per account, each used for at most 15 s after it was asked for. A refused answer is not kept. */
export class RoleCache<T> {
  readonly #entries = new Map<string, Entry<T>>()
  readonly #read: (address: `0x${string}`) => Promise<T>
  readonly #now: () => number

  constructor(read: (address: `0x${string}`) => Promise<T>, now = () => performance.now()) {
    this.#read = read
    this.#now = now
  }

  get(address: `0x${string}`): Promise<T> {
    const key = address.toLowerCase()
    const known = this.#entries.get(key)
    if (known && this.#now() - known.askedAt < ROLE_CACHE) return known.answer
    const answer = this.#read(address)
    const entry = { askedAt: this.#now(), answer }
    // Deleted first, so that the order of the map is the order of asking.
    this.#entries.delete(key)
    this.#entries.set(key, entry)
    answer.catch(() => this.#entries.get(key) === entry && this.#entries.delete(key))
    const oldest = this.#entries.keys().next().value
    if (this.#entries.size > MOST && oldest !== undefined) this.#entries.delete(oldest)
    return answer
  }
}
