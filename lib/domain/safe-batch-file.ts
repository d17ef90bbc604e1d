import { type AbiParameter, type Hex, keccak256, stringToHex } from 'viem'

/**
 * A file of Safe's Transaction Builder, version 1.0, as its sources name it (safe-wallet-monorepo, apps/tx-builder: typings/models.ts).
 * A `type` and no interface: a checksum walks over it as over any JSON.
 */
export type BatchFile = {
  version: '1.0'
  /** Decimal. */
  chainId: string
  /** Milliseconds. */
  createdAt: number
  meta: {
    name: string
    description: string
    txBuilderVersion: string
    /** Empty when it is not known which Safe will open it. */
    createdFromSafeAddress: string
    createdFromOwnerAddress: string
    checksum?: string
  }
  transactions: BatchTransaction[]
}

export type BatchTransaction = {
  to: string
  /** Wei of ETH, decimal. */
  value: string
  data: Hex
  contractMethod: ContractMethod | null
  /** By name of the argument (its position without one), as a person types it into the Transaction Builder. */
  contractInputsValues: Record<string, string> | null
}

export type ContractMethod = { inputs: MethodInput[]; name: string; payable: boolean }
export type MethodInput = { internalType: string; name: string; type: string; components?: MethodInput[] }

export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json }

/** An object of JSON, or null when it is something else. */
export const objectOf = (json: Json): { [key: string]: Json } | null =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? json : null

/** JSON as the Transaction Builder hashes it: keys sorted and listed before the values, a comma after every value of an object. */
export function serialised(json: Json): string {
  if (Array.isArray(json)) return `[${json.map(serialised).join(',')}]`
  const object = objectOf(json)
  if (!object) return JSON.stringify(json ?? null)
  const keys = Object.keys(object).sort()
  return `{${JSON.stringify(keys)}${keys.map((key) => `${serialised(object[key])},`).join('')}}`
}

/**
 * `meta.checksum` as Safe's app computes it (apps/tx-builder, lib/checksum.ts): keccak256 of the file without its checksum and with `null`
 * for its name. Whitespace, the order of keys and the name are therefore not covered.
 */
export function batchChecksum(file: Json): Hex {
  const { checksum: _, ...meta } = objectOf(objectOf(file)?.meta) ?? {}
  return keccak256(stringToHex(serialised({ ...objectOf(file), meta: { ...meta, name: null } })))
}

/** An argument of an ABI as the file describes it. */
export function methodInput(parameter: AbiParameter): MethodInput {
  const { name = '', type, internalType = type } = parameter
  const components = 'components' in parameter ? { components: parameter.components.map(methodInput) } : {}
  return { internalType, name, type, ...components }
}

/** Names of the Transaction Builder for a call of data alone. */
const NO_METHODS = ['', 'fallback', 'receive']

/** Whether a file says which function a call calls; `fallback` and `receive` are words for data alone. */
export function namesMethod(json: Json): boolean {
  const name = objectOf(json)?.name
  return json !== null && json !== undefined && !(typeof name === 'string' && NO_METHODS.includes(name))
}

/** Null without a method, and for one that cannot be read: its words are then held to be others than the data. */
export function readMethod(json: Json): ContractMethod | null {
  const { name, inputs, payable } = objectOf(json) ?? {}
  if (!namesMethod(json) || typeof name !== 'string' || !Array.isArray(inputs)) return null
  const read = inputs.map(inputOf)
  return read.every((one) => one !== null) ? { name, inputs: read, payable: payable === true } : null
}

function inputOf(json: Json): MethodInput | null {
  const { name, type, internalType, components } = objectOf(json) ?? {}
  if (typeof name !== 'string' || typeof type !== 'string') return null
  const inner = Array.isArray(components) ? components.map(inputOf) : []
  if (!inner.every((one) => one !== null)) return null
  return {
    name,
    type,
    internalType: typeof internalType === 'string' ? internalType : type,
    ...(Array.isArray(components) ? { components: inner } : {}),
  }
}
