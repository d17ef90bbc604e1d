import { type Address, getAddress, type Hex, isAddress, isHex } from 'viem'
import { type DecodedCall, decodeCall, findCall, type Target } from './operation'
import {
  type BatchFile,
  type BatchTransaction,
  batchChecksum,
  type Json,
  methodInput,
  namesMethod,
  objectOf,
  readMethod,
} from './safe-batch-file'
import { encodeMethod, valueText } from './safe-batch-values'
import type { SafeCall } from './safe-hash'

/** The version of the Transaction Builder whose format this is. */
const BUILDER_VERSION = '1.18.0'

/** Bytes of a file that is read in. */
export const MOST_FILE = 1_000_000
/** Calls of one batch: more do not fit a block of every chain, and nobody reads them all. */
export const MOST_CALLS = 50

type Batch = {
  chainId: number
  /** Milliseconds; of the chain, so that the same batch is the same file. */
  createdAt: number
  name: string
  description: string
  /** Which Safe will sign; null when that is not known here. */
  safe: Address | null
  calls: readonly SafeCall[]
}

/**
 * A file that Safe's Transaction Builder opens, its checksum included. Calls of `targets` carry their function and arguments by name,
 * others their data alone. Throws a RangeError without a call or with more than `MOST_CALLS`.
 */
export function exportBatch(batch: Batch, targets: readonly Target[]): BatchFile {
  const { chainId, createdAt, name, description, safe, calls } = batch
  if (calls.length === 0 || calls.length > MOST_CALLS) throw new RangeError(`1 to ${MOST_CALLS} calls`)
  const file: BatchFile = {
    version: '1.0',
    chainId: chainId.toString(),
    createdAt,
    meta: {
      name,
      description,
      txBuilderVersion: BUILDER_VERSION,
      createdFromSafeAddress: safe ?? '',
      createdFromOwnerAddress: '',
    },
    transactions: calls.map((call) => transactionOf(call, targets)),
  }
  return { ...file, meta: { ...file.meta, checksum: batchChecksum(file) } }
}

function transactionOf({ to, value, data }: SafeCall, targets: readonly Target[]): BatchTransaction {
  const plain = { to: getAddress(to), value: value.toString(), data }
  const found = findCall(to, data, targets)
  if (!found) return { ...plain, contractMethod: null, contractInputsValues: null }
  const { item, args } = found
  const values = item.inputs.map((input, i) => [input.name || String(i), valueText(input, args[i])])
  return {
    ...plain,
    contractMethod: {
      inputs: item.inputs.map(methodInput),
      name: item.name,
      payable: item.stateMutability === 'payable',
    },
    contractInputsValues: Object.fromEntries(values),
  }
}

/** Why a file is refused as a whole. */
export type BatchFault =
  | 'large'
  | 'json'
  | 'format'
  | 'version'
  | 'chain'
  | 'no-checksum'
  | 'checksum'
  | 'empty'
  | 'many'
  | 'call'
/** What is to be said of a call that can be read: none of ours, a function we do not know, ETH, words that are not its data. */
export type CallDoubt = 'unknown-target' | 'unknown-function' | 'sends-eth' | 'says-other'

export type ImportedCall = SafeCall & {
  /** Decoded with our ABIs; null when it cannot be. */
  call: DecodedCall | null
  doubts: CallDoubt[]
}
export type ImportedBatch = {
  /** Anybody may change it: the checksum does not cover it. */
  name: string
  description: string
  createdAt: number
  safe: Address | null
  calls: ImportedCall[]
}
/** `at`: which call is wrong, from 1. */
export type Imported = { ok: true; batch: ImportedBatch } | { ok: false; fault: BatchFault; at?: number }

/**
 * Reads a Transaction Builder file for one chain: all of it or nothing, no call left out. A call we cannot read stays in the list with
 * its doubts; a wrong checksum, another chain or a malformed call refuse the file.
 */
export function importBatch(
  text: string,
  { chainId, targets }: { chainId: number; targets: readonly Target[] },
): Imported {
  if (text.length > MOST_FILE) return { ok: false, fault: 'large' }
  if (isDeep(text)) return { ok: false, fault: 'format' }
  let json: Json
  try {
    json = JSON.parse(text) as Json
  } catch {
    return { ok: false, fault: 'json' }
  }
  const file = objectOf(json)
  const meta = objectOf(file?.meta)
  const list = file?.transactions
  if (!file || !meta || !Array.isArray(list) || typeof file.chainId !== 'string') return { ok: false, fault: 'format' }
  if (file.version !== '1.0') return { ok: false, fault: 'version' }
  if (typeof meta.checksum !== 'string' || meta.checksum === '') return { ok: false, fault: 'no-checksum' }
  if (meta.checksum !== batchChecksum(file)) return { ok: false, fault: 'checksum' }
  if (file.chainId !== chainId.toString()) return { ok: false, fault: 'chain' }
  if (list.length === 0) return { ok: false, fault: 'empty' }
  if (list.length > MOST_CALLS) return { ok: false, fault: 'many' }
  const calls: ImportedCall[] = []
  for (const [i, one] of list.entries()) {
    const call = readCall(one, targets)
    if (!call) return { ok: false, fault: 'call', at: i + 1 }
    calls.push(call)
  }
  return { ok: true, batch: { ...headOf(file, meta), calls } }
}

/** A batch nests about ten levels; what goes on and on is made to exhaust the stack of whoever walks over it. */
const MOST_DEPTH = 64

function isDeep(text: string): boolean {
  let depth = 0
  for (const [bracket] of text.replace(/"(?:[^"\\]|\\.)*"/g, '').matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    if (depth > MOST_DEPTH) return true
  }
  return false
}

function headOf(file: { [key: string]: Json }, meta: { [key: string]: Json }): Omit<ImportedBatch, 'calls'> {
  const text = (value: Json) => (typeof value === 'string' ? value : '')
  const safe = text(meta.createdFromSafeAddress)
  return {
    name: text(meta.name),
    description: text(meta.description),
    createdAt: typeof file.createdAt === 'number' ? file.createdAt : 0,
    safe: isAddress(safe) ? safe : null,
  }
}

function readCall(json: Json, targets: readonly Target[]): ImportedCall | null {
  const { to, value, data, contractMethod, contractInputsValues } = objectOf(json) ?? {}
  if (typeof to !== 'string' || !isAddress(to)) return null
  if (typeof value !== 'string' || !/^\d{1,78}$/.test(value)) return null
  const method = readMethod(contractMethod)
  const values = objectOf(contractInputsValues)
  const said = method && (values || method.inputs.length === 0) ? encodeMethod(method, values ?? {}) : null
  const isNamed = namesMethod(contractMethod)
  const bytes = bytesOf(data, said, isNamed)
  if (!bytes) return null
  const call = decodeCall(to, bytes, targets)
  const isOurs = targets.some(({ address }) => address.toLowerCase() === to.toLowerCase())
  const doubts: CallDoubt[] = []
  if (!isOurs) doubts.push('unknown-target')
  else if (!call) doubts.push('unknown-function')
  if (BigInt(value) > 0n) doubts.push('sends-eth')
  if (isNamed && said !== bytes.toLowerCase()) doubts.push('says-other')
  return { to: getAddress(to), value: BigInt(value), data: bytes, call, doubts }
}

/** The data counts, as for the Transaction Builder; without it the method and its values are encoded; without both it is a transfer. */
function bytesOf(data: Json, said: Hex | null, isNamed: boolean): Hex | null {
  if (data === null || data === undefined || data === '') return isNamed ? said : '0x'
  return typeof data === 'string' && isHex(data) && data.length % 2 === 0 ? data : null
}
