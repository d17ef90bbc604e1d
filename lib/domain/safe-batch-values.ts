import { type AbiFunction, type AbiParameter, encodeFunctionData, getAddress, type Hex, isAddress, isHex } from 'viem'
import { elementOf, fieldsOf } from './abi-parameter'
import type { ContractMethod, Json } from './safe-batch-file'

/** An argument as the Transaction Builder takes it: numbers decimal, structs and lists as JSON lists whose members are texts. */
export function valueText(parameter: AbiParameter, value: unknown): string {
  const plain = plainOf(parameter, value)
  return Array.isArray(plain) ? JSON.stringify(plain) : String(plain)
}

type Plain = string | boolean | Plain[]

function plainOf(parameter: AbiParameter, value: unknown): Plain {
  const element = elementOf(parameter)
  if (element) return (value as readonly unknown[]).map((one) => plainOf(element, one))
  if (parameter.type === 'tuple') {
    const fields = value as Readonly<Record<string, unknown>>
    return fieldsOf(parameter).map((field) => plainOf(field, fields[field.name ?? '']))
  }
  return parameter.type === 'bool' && typeof value === 'boolean' ? value : String(value)
}

/**
 * The calldata of a method with the values a file gives, encoded as the Transaction Builder does. Null when a value is missing or does
 * not fit its type. Numbers of JSON are refused: beyond 2^53 they are not what was written.
 */
export function encodeMethod({ name, inputs, payable }: ContractMethod, values: { [key: string]: Json }): Hex | null {
  const item: AbiFunction = {
    type: 'function',
    name,
    inputs,
    outputs: [],
    stateMutability: payable ? 'payable' : 'nonpayable',
  }
  try {
    const args = inputs.map((input, i) => {
      const text = values[input.name || String(i)]
      if (typeof text !== 'string') throw new RangeError(`${input.name} is no text`)
      const isList = elementOf(input) !== null || input.type === 'tuple'
      return readValue(input, isList ? (JSON.parse(text) as Json) : text)
    })
    return encodeFunctionData({ abi: [item], functionName: name, args })
  } catch {
    // A text that is no value of its type: viem's reasons and ours mean the same to the reader.
    return null
  }
}

function readValue(parameter: AbiParameter, json: Json): unknown {
  const element = elementOf(parameter)
  if (element) return listOf(json).map((one) => readValue(element, one))
  if (parameter.type === 'tuple') {
    const fields = fieldsOf(parameter)
    const list = listOf(json)
    if (list.length !== fields.length) throw new RangeError(`${fields.length} fields, not ${list.length}`)
    return Object.fromEntries(fields.map((field, i) => [field.name ?? '', readValue(field, list[i])]))
  }
  if (parameter.type === 'bool') return boolOf(json)
  if (typeof json !== 'string') throw new RangeError('no text')
  if (/^u?int/.test(parameter.type)) return BigInt(digitsOf(json))
  if (parameter.type === 'address') return addressOf(json)
  if (parameter.type.startsWith('bytes') && !isHex(json)) throw new RangeError('no bytes')
  return json
}

function listOf(json: Json): Json[] {
  if (!Array.isArray(json)) throw new RangeError('no list')
  return json
}

function boolOf(json: Json): boolean {
  const text = String(json).trim().toLowerCase()
  if (text === 'true' || text === '1') return true
  if (text === 'false' || text === '0') return false
  throw new RangeError('neither true nor false')
}

function digitsOf(text: string): string {
  const trimmed = text.trim()
  if (!/^-?\d+$|^0x[0-9a-fA-F]+$/.test(trimmed)) throw new RangeError('no number')
  return trimmed
}

function addressOf(text: string): string {
  if (!isAddress(text.trim(), { strict: false })) throw new RangeError('no address')
  return getAddress(text.trim())
}
