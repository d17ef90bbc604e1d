import {
  type Abi,
  type AbiFunction,
  type AbiParameter,
  type Address,
  decodeEventLog,
  decodeFunctionData,
  encodeAbiParameters,
  getAbiItem,
  type Hex,
  keccak256,
  toFunctionSignature,
} from 'viem'
import { elementOf } from './abi-parameter'
import { DAY } from './time'

/** How long a scheduled operation can be executed once it is ready (AccessManager). */
export const EXPIRATION = 7n * DAY

/** `AccessManager.hashOperation`: keccak256(abi.encode(caller, target, data)). */
export function operationId(caller: Address, target: Address, data: Hex): Hex {
  return keccak256(
    encodeAbiParameters([{ type: 'address' }, { type: 'address' }, { type: 'bytes' }], [caller, target, data]),
  )
}

export type OperationState = 'waiting' | 'ready' | 'expired' | 'executed' | 'cancelled'

/** Ready from `readyAt` on, expired at `readyAt` + 7 days: the manager's own bounds. Seconds. */
export function operationState(
  operation: { readyAt: bigint; endedAs: 'executed' | 'cancelled' | null },
  now: bigint,
): OperationState {
  if (operation.endedAs) return operation.endedAs
  if (now < operation.readyAt) return 'waiting'
  return now < operation.readyAt + EXPIRATION ? 'ready' : 'expired'
}

export type DecodedArgument = { name: string; type: string; value: unknown }
export type DecodedCall = {
  contract: string
  functionName: string
  signature: string
  args: DecodedArgument[]
  /** `Vault.setSplit(newSplit: (burn: 400, protocol: 2000, operations: 1500, provider: 6100))` */
  text: string
}

/** A contract an operation may be aimed at; `address` in any case. */
export type Target = { name: string; address: Address; abi: Abi }

export type FoundCall = { target: Target; item: AbiFunction; args: readonly unknown[] }

/** The function calldata calls, and its arguments. Null when the target or the function is unknown, or the bytes do not fit. */
export function findCall(to: Address, data: Hex, targets: readonly Target[]): FoundCall | null {
  const target = targets.find(({ address }) => address.toLowerCase() === to.toLowerCase())
  if (!target) return null
  try {
    const { functionName, args = [] } = decodeFunctionData({ abi: target.abi, data })
    const item = getAbiItem({ abi: target.abi, name: functionName, args: [...args] as never })
    return item?.type === 'function' ? { target, item, args } : null
  } catch {
    // viem throws for an unknown selector and for bytes that do not fit the signature; both mean "cannot be read".
    return null
  }
}

/** Reads calldata with the ABIs passed in. Null when the target or the function is unknown: show the raw bytes then. */
export function decodeCall(target: Address, data: Hex, targets: readonly Target[]): DecodedCall | null {
  const found = findCall(target, data, targets)
  if (!found) return null
  const { item, args } = found
  const inside = item.inputs.map((input, i) => labelled(input, args[i])).join(', ')
  return {
    contract: found.target.name,
    functionName: item.name,
    signature: toFunctionSignature(item),
    args: item.inputs.map((input, i) => ({ name: input.name ?? '', type: input.type, value: args[i] })),
    text: `${found.target.name}.${item.name}(${inside})`,
  }
}

export type DecodedEvent = { contract: string; name: string; args: Readonly<Record<string, unknown>>; text: string }

/** Reads an event with the ABIs passed in, as `decodeCall` reads a call. Null when the contract or the event is unknown. */
export function decodeEvent(
  { address, topics, data }: { address: Address; topics: readonly Hex[]; data: Hex },
  targets: readonly Target[],
): DecodedEvent | null {
  const target = targets.find((one) => one.address.toLowerCase() === address.toLowerCase())
  if (!target) return null
  try {
    const { eventName, args = {} } = decodeEventLog({ abi: target.abi, topics: [...topics] as [Hex, ...Hex[]], data })
    const item = target.abi.find((one) => one.type === 'event' && one.name === eventName)
    if (item?.type !== 'event' || !eventName) return null
    const named = args as unknown as Readonly<Record<string, unknown>>
    const inside = item.inputs.map((input) => labelled(input, named[input.name ?? ''])).join(', ')
    return { contract: target.name, name: eventName, args: named, text: `${target.name}.${eventName}(${inside})` }
  } catch {
    // viem throws for an unknown topic and for data that does not fit: both mean "cannot be read".
    return null
  }
}

function labelled(parameter: AbiParameter, value: unknown): string {
  return parameter.name ? `${parameter.name}: ${written(parameter, value)}` : written(parameter, value)
}

function written(parameter: AbiParameter, value: unknown): string {
  const element = elementOf(parameter)
  if (element && Array.isArray(value)) return `[${value.map((one) => written(element, one)).join(', ')}]`
  if ('components' in parameter && typeof value === 'object' && value !== null) {
    const fields = value as Record<string, unknown>
    return `(${parameter.components.map((field) => labelled(field, fields[field.name ?? ''])).join(', ')})`
  }
  return typeof value === 'string' && !value.startsWith('0x') ? JSON.stringify(value) : String(value)
}
