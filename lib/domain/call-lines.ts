import { type AbiParameter, type Address, type Hex, hexToString, toFunctionSelector } from 'viem'
import { elementOf, fieldsOf } from './abi-parameter'
import { type CallMeaning, ENUMS, type Reading } from './call-meaning'
import type { FoundCall, Target } from './operation'
import type { SafeCall } from './safe-hash'
import { serviceName } from './service-name'
import { formatDuration, formatTime } from './time'
import { formatFixed, formatUnits } from './units'

/** Greatest value of 256 bits: an approval of it never ends. */
const UNLIMITED = 2n ** 256n - 1n
/** Seconds of the year 9999: what lies beyond is no date. */
const LAST_DATE = 253_402_300_799n

export type CallLine = {
  /** As the ABI names it, lists counted from 0: `usages[0].user`. */
  path: string
  /** What it is called on screen; the ABI's own name where no meaning is known. */
  label: string
  /** With its unit. */
  text: string
  /** As it stands in the calldata: decimal, hex or text. */
  raw: string
}

/** Who an address is, and what a selector calls; null for strangers. */
export type Names = { address: (address: string) => string | null; selector: (selector: string) => string | null }

/** Names of the contracts themselves, by address without regard to case, and of their functions. */
export function namesOf(targets: readonly Target[]): Names {
  const functions = new Map<string, string>()
  for (const { name, abi } of targets) {
    for (const item of abi) {
      if (item.type === 'function') functions.set(toFunctionSelector(item), `${name}.${item.name}`)
    }
  }
  return {
    address: (wanted) => targets.find(({ address }) => address.toLowerCase() === wanted.toLowerCase())?.name ?? null,
    selector: (selector) => functions.get(selector.toLowerCase()) ?? null,
  }
}

/** Every argument of a call as a line, structs and lists taken apart. Without a meaning the values stand as they are. */
export function linesOf({ item, args }: FoundCall, meaning: CallMeaning | null, names: Names): CallLine[] {
  return item.inputs.flatMap((input, i) => {
    const name = input.name || String(i)
    return linesIn({ parameter: input, value: args[i], path: name, pattern: name }, meaning, names)
  })
}

/** `path` counts the elements of a list, `pattern` writes `.[]` for them. */
type Place = { parameter: AbiParameter; value: unknown; path: string; pattern: string }

function linesIn({ parameter, value, path, pattern }: Place, meaning: CallMeaning | null, names: Names): CallLine[] {
  const element = elementOf(parameter)
  if (element && Array.isArray(value)) {
    return value.flatMap((one, i) =>
      linesIn({ parameter: element, value: one, path: `${path}[${i}]`, pattern: `${pattern}.[]` }, meaning, names),
    )
  }
  const fields = fieldsOf(parameter)
  if (fields.length > 0) {
    return fields.flatMap((field, i) => {
      const name = field.name || String(i)
      const inside = (value as Readonly<Record<string, unknown>>)[name]
      return linesIn(
        { parameter: field, value: inside, path: `${path}.${name}`, pattern: `${pattern}.${name}` },
        meaning,
        names,
      )
    })
  }
  const [label, reading] = meaning?.fields[pattern] ?? [path, null]
  const raw = String(value)
  return [{ path, label, text: reading ? textOf(reading, value, names) : raw, raw }]
}

/** One value as a person reads it, exact: nothing is rounded. */
export function textOf(reading: Reading, value: unknown, names: Names): string {
  const raw = String(value)
  switch (reading) {
    case 'address':
    case 'contract': {
      const name = names.address(raw)
      return name ? `${name} (${raw})` : raw
    }
    case 'service':
      return serviceText(raw as Hex)
    case 'selector':
      return names.selector(raw) ?? raw
    case 'yes-no':
      return value === true ? 'yes' : 'no'
    case 'hash':
    case 'calldata':
    case 'text':
    case 'id':
      return raw
    case 'bucket':
    case 'category':
    case 'flag':
    case 'phase':
    case 'curve':
    case 'role': {
      const name = ENUMS[reading].get(raw)
      return name ? `${name} (${raw})` : raw
    }
    default:
      return numberText(reading, BigInt(raw))
  }
}

type NumberReading = Extract<
  Reading,
  'cxpt' | 'usd' | 'nano-usd' | 'price' | 'bps' | 'ppm' | 'count' | 'time' | 'duration'
>

function numberText(reading: NumberReading, value: bigint): string {
  switch (reading) {
    case 'cxpt':
      return value === UNLIMITED ? 'without a limit' : `${exact(value, 18)} CXPT`
    case 'usd':
      return `${exact(value, 6)} USD`
    case 'nano-usd':
      return `${exact(value, 9)} USD`
    case 'price':
      return `${exact(value, 18)} USD per CXPT`
    case 'bps':
      return `${exact(value, 0)} bps (${exact(value, 2)}%)`
    case 'ppm':
      return `${exact(value, 0)} ppm (${exact(value, 4)}%)`
    case 'time':
      return value === 0n || value > LAST_DATE ? value.toString() : `${formatTime(value)} (${value})`
    case 'duration':
      return `${formatDuration(value)} (${value} s)`
    case 'count':
      return exact(value, 0)
  }
}

/** All decimals that are not 0, the integer part grouped. */
function exact(value: bigint, decimals: number): string {
  const [whole = '0', fraction] = formatUnits(value, decimals).split('.')
  const grouped = formatFixed(BigInt(whole), 0, 0)
  return fraction ? `${grouped}.${fraction}` : grouped
}

function serviceText(word: Hex): string {
  const text = hexToString(word, { size: 32 }).replace(/\0+$/, '')
  return /^[\x20-\x7e]+$/.test(text) ? serviceName(text) : word
}

/** Calls that a call of the access manager carries inside: of `schedule`, `execute` and `cancel` one, of `multicall` many, to the manager. */
export function innerCalls({ target, item, args }: FoundCall): SafeCall[] {
  if (target.name !== 'AccessManager') return []
  const at = (name: string) => args[item.inputs.findIndex((input) => input.name === name)]
  if (item.name === 'multicall') {
    return (at('data') as readonly Hex[]).map((data) => ({ to: target.address, value: 0n, data }))
  }
  if (!['schedule', 'execute', 'cancel'].includes(item.name)) return []
  return [{ to: at('target') as Address, value: 0n, data: at('data') as Hex }]
}
