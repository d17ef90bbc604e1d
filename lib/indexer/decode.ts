import { type AbiEvent, type AbiParameter, decodeEventLog, toEventSelector } from 'viem'
import { ABIS, type ContractName } from '../../contracts-abi'
import { type AddressBook, type Hex, lower, ZERO } from './deployment'
import type { LedgerEvent } from './events'

/** A log as JSON-RPC gives it, and the time of its block in seconds. */
export type RawLog = {
  address: string
  topics: readonly string[]
  data: string
  blockNumber: bigint
  blockHash: Hex
  blockTime: bigint
  transactionHash: string
  transactionIndex: number
  logIndex: number
}

type Value = unknown
type Decoded = { args: Record<string, Value>; addresses: Hex[] }
type Reader = (log: RawLog) => Decoded
type Known = { name: string; read: Reader }

/** uint48 and below come as number, wider ones as bigint: as viem types them. */
const NUMBER_BITS = 48

/** Reads one 32-byte word (64 hex digits), or null for a type that does not fit one. */
function wordReader(type: string): ((word: string) => Value) | null {
  if (type === 'address') return (word) => `0x${word.slice(24).toLowerCase()}`
  if (type === 'bool') return (word) => word.endsWith('1')
  const bytes = /^bytes(\d+)$/.exec(type)?.[1]
  if (bytes) return (word) => `0x${word.slice(0, Number(bytes) * 2)}`
  const bits = /^uint(\d+)$/.exec(type)?.[1]
  if (!bits) return null
  return Number(bits) <= NUMBER_BITS ? (word) => Number(`0x${word}`) : (word) => BigInt(`0x${word}`)
}

/** For events whose arguments are one word each, which are nearly all logs of a ledger: no general decoder, no copying. */
function staticReader(event: AbiEvent): Reader | null {
  const fields: { name: string; isIndexed: boolean; isAddress: boolean; read: (word: string) => Value }[] = []
  for (const { name = '', type, indexed = false } of event.inputs) {
    const read = wordReader(type)
    if (!read) return null
    fields.push({ name, isIndexed: indexed, isAddress: type === 'address', read })
  }
  const indexedCount = fields.filter(({ isIndexed }) => isIndexed).length
  const dataLength = 2 + (fields.length - indexedCount) * 64
  return ({ topics, data }) => {
    if (topics.length !== indexedCount + 1 || data.length !== dataLength) throw new RangeError('a log of another shape')
    const args: Record<string, Value> = {}
    const addresses: Hex[] = []
    let topic = 1
    let start = 2
    for (const { name, isIndexed, isAddress, read } of fields) {
      const word = isIndexed ? (topics[topic++] ?? '').slice(2) : data.slice(start, start + 64)
      if (!isIndexed) start += 64
      const value = read(word)
      args[name] = value
      if (isAddress) addresses.push(value as Hex)
    }
    return { args, addresses }
  }
}

/** Lower-cases the addresses inside a decoded value and collects them. */
function lowered(parameter: AbiParameter, value: Value, found: Hex[]): Value {
  if (Array.isArray(value)) {
    const element = { ...parameter, type: parameter.type.replace(/\[\d*\]$/, '') }
    return value.map((item) => lowered(element, item, found))
  }
  if ('components' in parameter && typeof value === 'object' && value !== null) {
    const fields = value as Record<string, Value>
    return Object.fromEntries(parameter.components.map((c) => [c.name, lowered(c, fields[c.name ?? ''], found)]))
  }
  if (parameter.type !== 'address' || typeof value !== 'string') return value
  found.push(lower(value))
  return lower(value)
}

function generalReader(event: AbiEvent): Reader {
  return ({ topics, data }) => {
    const decoded = decodeEventLog({ abi: [event], topics: topics as [Hex, ...Hex[]], data: data as Hex })
    const values = (decoded.args ?? {}) as Record<string, Value>
    const addresses: Hex[] = []
    const args = Object.fromEntries(event.inputs.map((p) => [p.name, lowered(p, values[p.name ?? ''], addresses)]))
    return { args, addresses }
  }
}

const READERS = new Map<ContractName, Map<string, Known>>(
  Object.entries(ABIS).map(([contract, abi]) => {
    const events = (abi as readonly { type: string }[]).filter((item): item is AbiEvent => item.type === 'event')
    const known = events.map((event): [string, Known] => [
      toEventSelector(event),
      { name: event.name, read: staticReader(event) ?? generalReader(event) },
    ])
    return [contract as ContractName, new Map(known)]
  }),
)

/** Each once, without the zero address. Lists are a few long, so they are searched. */
function unique(addresses: Hex[]): Hex[] {
  return addresses.filter((address, index) => address !== ZERO && addresses.indexOf(address) === index)
}

/**
 * A log of one of our contracts as a typed event, with every address among its arguments. One that no ABI explains keeps its raw form
 * under the name `unknown`. Null for a log of somebody else.
 */
export function decodeLog(log: RawLog, book: AddressBook): LedgerEvent | null {
  const address = lower(log.address)
  const contract = book.nameOf(address)
  if (!contract) return null
  const known = READERS.get(contract)?.get(log.topics[0] ?? '')
  let [name, args, addresses]: [string, Record<string, Value>, Hex[]] = [
    'unknown',
    { topics: log.topics, data: log.data },
    [],
  ]
  try {
    if (known) {
      const read = known.read(log)
      ;[name, args, addresses] = [known.name, read.args, unique(read.addresses)]
    }
  } catch {
    // The topic is ours but the rest is not: kept raw, like a topic that nobody knows.
  }
  // The reader was made from the ABI that types this event. Written out: copying fields costs as much as decoding.
  return {
    blockNumber: log.blockNumber,
    blockHash: log.blockHash,
    blockTime: log.blockTime,
    txHash: lower(log.transactionHash),
    txIndex: log.transactionIndex,
    logIndex: log.logIndex,
    address,
    addresses,
    contract,
    name,
    args,
  } as LedgerEvent
}

/** Arguments as JSON: bigint as decimal string, everything else as it is. */
export function toJson(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(toJson)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]))
}
