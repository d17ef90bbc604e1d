import type { Hex } from 'viem'

/** What somebody looks for: a transaction, one payment of it by its log index, or a receipt by gateway and request id. */
export type TraceTarget =
  | { kind: 'tx'; hash: Hex; log: number | null }
  | { kind: 'receipt'; gateway: string; requestId: string }

const TX = /^(0x[0-9a-f]{64})(?:[:#](\d{1,9}))?$/i
const RECEIPT = /^([A-Za-z0-9._-]{1,64})[/ ]([A-Za-z0-9._:-]{1,128})$/

/** Reads what was pasted; an address of our own pages too. Null when it is none of them. */
export function parseTrace(text: string): TraceTarget | null {
  const plain = text
    .trim()
    .replace(/^https?:\/\/[^/]+\/(payments|account\/usage|api\/v1\/receipts)\//, '')
    .replace(/\?log=/, ':')
  const [, hash, log] = TX.exec(plain) ?? []
  if (hash) return { kind: 'tx', hash: hash.toLowerCase() as Hex, log: log === undefined ? null : Number(log) }
  const [, gateway, requestId] = RECEIPT.exec(plain) ?? []
  return gateway && requestId ? { kind: 'receipt', gateway, requestId } : null
}
