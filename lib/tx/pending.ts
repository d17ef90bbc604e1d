import type { Address, Hash, Hex } from 'viem'
import * as z from 'zod/mini'
import type { Request } from './stage'

const address = z.custom<Address>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{40}$/.test(value))
const hash = z.custom<Hash>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]{64}$/.test(value))
const hex = z.custom<Hex>((value) => typeof value === 'string' && /^0x[0-9a-fA-F]*$/.test(value))
const request = z.custom<Request>((value) => ['permit', 'approval', 'transaction', 'batch'].includes(value as string))

const shared = {
  id: z.string(),
  key: z.string(),
  title: z.string(),
  request,
  /** An approval is followed by the call itself, so its end is not the end of the flow. */
  isLast: z.boolean(),
  account: address,
  chainId: z.number(),
  to: address,
  data: hex,
  nonce: z.number(),
  /** Decimal: the head when the wallet was asked. Nothing of this write lies before it. */
  fromBlock: z.string(),
  blockTime: z.string(),
}
const record = z.discriminatedUnion('state', [
  /** The wallet was asked and has not answered: it may still send, or the tab died between its answer and our note. */
  z.object({ state: z.literal('asked'), ...shared }),
  z.object({ state: z.literal('sent'), hash, ...shared }),
  /** `hash` is a Safe hash: no node knows it. */
  z.object({ state: z.literal('proposed'), hash, ...shared }),
  /** `callsId` is the wallet's name for a batch (EIP-5792). */
  z.object({ state: z.literal('batched'), callsId: z.string(), ...shared }),
])

/** A write that has left for the wallet and whose end is not known yet. */
export type PendingTx = z.infer<typeof record>
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
      const parsed = record.safeParse(entry)
      return parsed.success ? [parsed.data] : []
    })
  } catch {
    return []
  }
}
