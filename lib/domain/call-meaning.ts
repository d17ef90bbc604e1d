import type { AbiFunction, AbiParameter } from 'viem'
import { elementOf, fieldsOf } from './abi-parameter'
import { CATEGORIES, TREASURY_BUCKETS } from './buckets'
import { FLAGS } from './pause'
import { ROLE_NAMES, ROLES } from './roles'

/**
 * What an argument is, beyond its ABI type: its unit and how a person reads it. `usd` is micro-USD, `nano-usd` 9 decimals, `price` USD per
 * CXPT in WAD, `bps` of 10,000, `ppm` of a million, `time` seconds since 1970, `duration` seconds, `id` a number that is never added up,
 * `contract` an address that should be one of ours, `calldata` another call.
 */
export const READINGS = {
  cxpt: 'uint',
  usd: 'uint',
  'nano-usd': 'uint',
  price: 'uint',
  bps: 'uint',
  ppm: 'uint',
  count: 'uint',
  id: 'uint',
  time: 'uint',
  duration: 'uint',
  bucket: 'uint8',
  category: 'uint8',
  flag: 'uint8',
  phase: 'uint8',
  curve: 'uint8',
  role: 'uint64',
  address: 'address',
  contract: 'address',
  service: 'bytes32',
  hash: 'bytes32',
  selector: 'bytes4',
  calldata: 'bytes',
  text: 'string',
  'yes-no': 'bool',
} as const satisfies Record<string, string>
export type Reading = keyof typeof READINGS

/** Whether an ABI type can be read so: `uint` stands for every width. */
export function fits(reading: Reading, type: string): boolean {
  const wanted = READINGS[reading]
  return wanted === 'uint' ? /^uint\d*$/.test(type) : type === wanted
}

/** Members of the contracts' enums in their order, as small words; roles by their id. */
export const ENUMS: Record<'bucket' | 'category' | 'flag' | 'phase' | 'curve' | 'role', ReadonlyMap<string, string>> = {
  bucket: numbered(TREASURY_BUCKETS),
  category: numbered(CATEGORIES),
  flag: numbered(FLAGS),
  phase: numbered(['testnet', 'mainnet', 'full']),
  curve: numbered(['uptime', 'response', 'demand', 'availability']),
  role: new Map(ROLE_NAMES.map((name) => [ROLES[name].id.toString(), name])),
}

function numbered(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name, i) => [i.toString(), name]))
}

/** What a call does, in two or three words, and its arguments: a path of the ABI (`newSplit.burn`, `usages.[].user`) → label and reading. */
export type CallMeaning = {
  intent: string
  fields: Readonly<Record<string, readonly [label: string, reading: Reading]>>
  /** Paths that say nothing to a person: parts of a signature. */
  hidden?: readonly string[]
}

export type Leaf = { path: string; type: string }

/** The paths of everything that is no struct and no list, in the order of the ABI: `newRates.[].unit`. */
export function leavesOf({ inputs }: Pick<AbiFunction, 'inputs'>): Leaf[] {
  return inputs.flatMap((input, i) => inner(input, input.name || String(i)))
}

function inner(parameter: AbiParameter, path: string): Leaf[] {
  const element = elementOf(parameter)
  if (element) return inner(element, `${path}.[]`)
  const fields = fieldsOf(parameter)
  if (fields.length > 0) return fields.flatMap((field, i) => inner(field, `${path}.${field.name || i}`))
  return [{ path, type: parameter.type }]
}

/** Functions that change something: those a wallet can be asked to sign. */
export const writesOf = (abi: readonly { type: string }[]): AbiFunction[] =>
  (abi as readonly AbiFunction[]).filter(
    ({ type, stateMutability }) => type === 'function' && stateMutability !== 'view' && stateMutability !== 'pure',
  )
