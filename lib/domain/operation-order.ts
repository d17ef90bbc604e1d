/** An open operation as its order among others needs it. Texts as people read them; times in seconds. */
export type Ordered = {
  id: string
  nonce: number
  /** What it sets; two of one kind touch the same thing. Null: of no kind we know. */
  kind: string | null
  /** Whether it sets a value in the place of another; else it adds to what is there. */
  replaces: boolean
  /** What it was based on, and what it sets. */
  from: string | null
  to: string | null
  readyAt: number
  block: bigint
  logIndex: number
}

export type Neighbour = { id: string; to: string | null }

export type Order = {
  /** 1 can execute first. */
  place: number
  of: number
  before: Neighbour | null
  after: Neighbour | null
  /** The base has moved once the one before has executed: what it was based on is then another value, `meets`. */
  isConflict: boolean
  meets: string | null
  /** Once the one before has executed it sets what is in force already. */
  isSame: boolean
}

export const orderKey = ({ id, nonce }: { id: string; nonce: number }): string => `${id}.${nonce}`

/** By when each can execute first; of two that are ready together the one that was scheduled first. */
function inOrder(a: Ordered, b: Ordered): number {
  if (a.readyAt !== b.readyAt) return a.readyAt - b.readyAt
  if (a.block !== b.block) return a.block < b.block ? -1 : 1
  return a.logIndex - b.logIndex
}

const neighbour = (one: Ordered | undefined): Neighbour | null => (one ? { id: one.id, to: one.to } : null)

/** The order of those that are not alone of their kind, by `orderKey`. */
export function ordersOf(open: readonly Ordered[]): Map<string, Order> {
  const kinds = new Map<string, Ordered[]>()
  for (const one of open) {
    if (one.kind !== null) kinds.set(one.kind, [...(kinds.get(one.kind) ?? []), one])
  }
  const orders = new Map<string, Order>()
  for (const list of kinds.values()) {
    if (list.length < 2) continue
    const sorted = [...list].sort(inOrder)
    for (const [i, one] of sorted.entries()) orders.set(orderKey(one), orderOf(one, sorted, i))
  }
  return orders
}

function orderOf(one: Ordered, sorted: readonly Ordered[], i: number): Order {
  const before = sorted[i - 1]
  const isAfterOther = before?.replaces === true && one.replaces
  return {
    place: i + 1,
    of: sorted.length,
    before: neighbour(before),
    after: neighbour(sorted[i + 1]),
    isConflict: isAfterOther && before.to !== one.from,
    meets: isAfterOther ? before.to : null,
    isSame: isAfterOther && before.to === one.to,
  }
}
