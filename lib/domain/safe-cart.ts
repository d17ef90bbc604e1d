import { type Address, type Hex, isAddress, isHex } from 'viem'
import { MOST_CALLS } from './safe-batch'

/** A call of a batch, always without ETH. */
type CartCall = { to: Address; data: Hex }
/** A change that waits for its batch. `reason` is empty where somebody else's file gave none for this call. */
export type CartItem = CartCall & { title: string; reason: string }

const FORMAT = 'cxpt-safe-cart'

export const cartText = (items: readonly CartItem[]): string => JSON.stringify({ format: FORMAT, version: 1, items })

/** Reads what `cartText` wrote: all of it or null. */
export function readCart(text: string): CartItem[] | null {
  try {
    const { format, version, items } = JSON.parse(text) as Record<string, unknown>
    if (format !== FORMAT || version !== 1 || !Array.isArray(items) || items.length > MOST_CALLS) return null
    return items.every(isItem) ? items.map(({ title, reason, to, data }) => ({ title, reason, to, data })) : null
  } catch {
    return null
  }
}

function isItem(json: unknown): json is CartItem {
  const { title, reason, to, data } = (json ?? {}) as Record<string, unknown>
  if (typeof title !== 'string' || typeof reason !== 'string') return false
  return typeof to === 'string' && isAddress(to) && isHex(data) && data.length % 2 === 0
}

export const isSameCall = (a: CartCall, b: CartCall): boolean =>
  a.to.toLowerCase() === b.to.toLowerCase() && a.data.toLowerCase() === b.data.toLowerCase()

/** Why a change cannot be added: the manager refuses the same operation twice, and a batch has its bound. Null when it can. */
export function cartFault(items: readonly CartItem[], item: CartCall): 'twice' | 'full' | null {
  if (items.some((one) => isSameCall(one, item))) return 'twice'
  return items.length >= MOST_CALLS ? 'full' : null
}

/** The item at `index` one place earlier; the calls of a batch happen in their order. */
export function movedUp(items: readonly CartItem[], index: number): CartItem[] {
  const item = items[index]
  if (!item || index === 0) return [...items]
  const others = items.filter((_, i) => i !== index)
  return [...others.slice(0, index - 1), item, ...others.slice(index - 1)]
}
