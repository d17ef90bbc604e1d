import * as v from 'valibot'
import type { Address, Hash, Hex } from 'viem'
import type { Request } from './stage'

const address = v.custom<Address>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value))
const hash = v.custom<Hash>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{64}$/.test(value))
const hex = v.custom<Hex>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]*$/.test(value))
const request = v.custom<Request>((value) => ['permit', 'approval', 'transaction', 'batch'].includes(value as string))

const shared = {
  id: v.string(),
  key: v.string(),
  title: v.string(),
  request,
  /** An approval is followed by the call itself, so its end is not the end of the flow. */
  isLast: v.boolean(),
  account: address,
  chainId: v.number(),
  to: address,
  data: hex,
  nonce: v.number(),
  /** Decimal: the head when the wallet was asked. Nothing of this write lies before it. */
  fromBlock: v.string(),
  blockTime: v.string(),
}
const record = v.variant('state', [
  /** The wallet was asked and has not answered: it may still send, or the tab died between its answer and our note. */
  v.object({ state: v.literal('asked'), ...shared }),
  v.object({ state: v.literal('sent'), hash, ...shared }),
  /** `hash` is a Safe hash: no node knows it. */
  v.object({ state: v.literal('proposed'), hash, ...shared }),
  /** `callsId` is the wallet's name for a batch (EIP-5792). */
  v.object({ state: v.literal('batched'), callsId: v.string(), ...shared }),
])

/** A write that has left for the wallet and whose end is not known yet. */
export type PendingTx = v.InferOutput<typeof record>
export type SentTx = Extract<PendingTx, { state: 'sent' }>

export type KeyValueStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export type PendingStore = {
  list(): PendingTx[]
  put(pending: PendingTx): void
  remove(id: string): void
}

export function pendingKey(chainId: number, account: Address): string {
  return `cxpt.pending.${chainId}.${account.toLowerCase()}`
}

/** What is under way for one account on one chain. Every read goes to the storage: another tab may have written. */
export function pendingStore(storage: KeyValueStorage, chainId: number, account: Address): PendingStore {
  const key = pendingKey(chainId, account)
  const list = () => parse(storage.getItem(key))
  const write = (all: PendingTx[]) =>
    all.length === 0 ? storage.removeItem(key) : storage.setItem(key, JSON.stringify(all))
  return {
    list,
    put: (pending) => write([...list().filter(({ id }) => id !== pending.id), pending]),
    remove: (id) => write(list().filter((one) => one.id !== id)),
  }
}

/** Entries of an older version or a foreign hand are dropped one by one, never the readable ones beside them. */
function parse(text: string | null): PendingTx[] {
  if (!text) return []
  try {
    const entries: unknown = JSON.parse(text)
    if (!Array.isArray(entries)) return []
    return entries.flatMap((entry) => {
      const parsed = v.safeParse(record, entry)
      return parsed.success ? [parsed.output] : []
    })
  } catch {
    return []
  }
}
