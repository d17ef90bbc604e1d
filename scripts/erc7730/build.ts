import type { AbiFunction, AbiParameter } from 'viem'
import type { Deployment } from '../../contracts-abi'
import { elementOf, fieldsOf } from '../../lib/domain/abi-parameter'
import { type CallMeaning, ENUMS, fits, leavesOf, type Reading, writesOf } from '../../lib/domain/call-meaning'

/** A descriptor of ERC-7730, version 1, for the calls of one contract. */
export type Descriptor = {
  $schema: string
  context: { $id: string; contract: { deployments: Place[]; abi: Method[] } }
  metadata: { owner: string; constants?: Record<string, string>; enums?: Record<string, Record<string, string>> }
  display: { formats: Record<string, Format> }
}
type Place = { chainId: number; address: string }
type Method = Pick<AbiFunction, 'type' | 'name' | 'inputs' | 'outputs' | 'stateMutability'>
export type Field = { path: string; label: string; format: string; params?: Record<string, unknown> }
export type Format = { $id: string; intent: string; fields: Field[]; required: string[]; excluded?: string[] }

export const SCHEMA = 'https://eips.ethereum.org/assets/eip-7730/erc7730-v1.schema.json'
const UNLIMITED = `0x${'f'.repeat(64)}`

/** How a reading is shown: the format of ERC-7730 and its parameters. `enum` readings name themselves. */
type Shown = { format: string; params?: Record<string, unknown> }

const unit = (base: string, decimals: number): Shown => ({ format: 'unit', params: { base, decimals } })
const named = (types: string[]): Shown => ({
  format: 'addressName',
  params: { types, sources: ['local', 'ens'] },
})

const SHOWN: Record<Exclude<Reading, keyof typeof ENUMS | 'cxpt' | 'calldata'>, Shown> = {
  usd: unit('USD', 6),
  'nano-usd': unit('USD', 9),
  price: unit('USD per CXPT', 18),
  bps: unit('%', 2),
  ppm: unit('%', 4),
  time: { format: 'date', params: { encoding: 'timestamp' } },
  duration: { format: 'duration' },
  address: named(['wallet', 'eoa', 'contract']),
  contract: named(['contract']),
  count: { format: 'raw' },
  id: { format: 'raw' },
  service: { format: 'raw' },
  hash: { format: 'raw' },
  selector: { format: 'raw' },
  text: { format: 'raw' },
  'yes-no': { format: 'raw' },
}

const isEnum = (reading: Reading): reading is keyof typeof ENUMS => reading in ENUMS

/** Where the token of an amount is found: the called contract itself, the one address of CXPT on all chains, or nowhere. */
type Token = { tokenPath: '@.to' } | { token: string } | null

function shownOf(reading: Reading, token: Token, method: AbiFunction): Shown {
  if (isEnum(reading)) return { format: 'enum', params: { $ref: `$.metadata.enums.${reading}` } }
  if (reading === 'calldata') {
    // The manager passes a call on to `target`; what it calls on itself has none.
    const calleePath = method.inputs.some(({ name }) => name === 'target') ? 'target' : '@.to'
    return { format: 'calldata', params: { calleePath } }
  }
  if (reading !== 'cxpt') return SHOWN[reading]
  if (!token) return unit('CXPT', 18)
  return { format: 'tokenAmount', params: { ...token, threshold: UNLIMITED, message: 'Unlimited' } }
}

/**
 * The descriptor of a contract: every function that changes something, by the meanings passed in. Throws an Error that names what has no
 * meaning, a meaning too many, or one that does not fit its type.
 */
export function descriptorOf(
  contract: string,
  abi: readonly { type: string }[],
  meanings: Readonly<Record<string, CallMeaning>>,
  deployments: readonly Deployment[],
): Descriptor {
  const methods = writesOf(abi)
  const names = methods.map(({ name }) => name)
  const extra = Object.keys(meanings).find((name) => !names.includes(name))
  if (extra) throw new Error(`${contract} has no function ${extra} to describe.`)
  const tokens = new Set(deployments.flatMap(({ contracts }) => contracts.CXPT?.address ?? []))
  const [only] = tokens
  const token: Token =
    contract === 'CXPT'
      ? { tokenPath: '@.to' }
      : only && tokens.size === 1
        ? { token: '$.metadata.constants.cxpt' }
        : null
  const formats = methods.map((method) => [signatureOf(method), formatOf(contract, method, meanings, token)] as const)
  const text = JSON.stringify(formats)
  const enums = Object.entries(ENUMS).filter(([name]) => text.includes(`"$.metadata.enums.${name}"`))
  return {
    $schema: SCHEMA,
    context: {
      $id: `CXPT ${contract}`,
      contract: {
        deployments: deployments.flatMap(({ chainId, contracts }) => {
          const address = contracts[contract as keyof typeof contracts]?.address
          return address ? [{ chainId, address }] : []
        }),
        abi: methods.map(({ type, name, inputs, outputs, stateMutability }) => ({
          ...{ type, name, inputs, outputs, stateMutability },
        })),
      },
    },
    metadata: {
      owner: 'CXPT',
      ...(text.includes('$.metadata.constants.cxpt') && only ? { constants: { cxpt: only } } : {}),
      ...(enums.length > 0
        ? { enums: Object.fromEntries(enums.map(([name, members]) => [name, Object.fromEntries(members)])) }
        : {}),
    },
    display: { formats: Object.fromEntries(formats) },
  }
}

/** `setSplit((uint16 burn, …) newSplit)`: the key of a format, with the names its paths use. */
export const signatureOf = ({ name, inputs }: AbiFunction): string => `${name}(${inputs.map(written).join(', ')})`

function written(parameter: AbiParameter): string {
  return parameter.name ? `${typeOf(parameter)} ${parameter.name}` : typeOf(parameter)
}

function typeOf(parameter: AbiParameter): string {
  const element = elementOf(parameter)
  if (element) return typeOf(element) + parameter.type.slice(element.type.length)
  const fields = fieldsOf(parameter)
  return fields.length > 0 ? `(${fields.map(written).join(', ')})` : parameter.type
}

function formatOf(
  contract: string,
  method: AbiFunction,
  meanings: Readonly<Record<string, CallMeaning>>,
  token: Token,
): Format {
  const meaning = meanings[method.name]
  if (!meaning) throw new Error(`${contract}.${method.name} is not described: add it to lib/messages/en/call-*.ts.`)
  const { intent, fields, hidden = [] } = meaning
  const leaves = leavesOf(method)
  const known = leaves.map(({ path }) => path)
  const lost = [...Object.keys(fields), ...hidden].find((path) => !known.includes(path))
  if (lost) throw new Error(`${contract}.${method.name} has no argument ${lost}.`)
  const shown = leaves.flatMap(({ path, type }): Field[] => {
    const field = fields[path]
    if (!field && hidden.includes(path)) return []
    if (!field) throw new Error(`The argument ${path} of ${contract}.${method.name} is not described.`)
    const [label, reading] = field
    if (!fits(reading, type)) throw new Error(`${contract}.${method.name}: ${path} is ${type}, which is no ${reading}.`)
    return [{ path, label, ...shownOf(reading, token, method) }]
  })
  return {
    $id: method.name,
    intent,
    fields: shown,
    required: shown.map(({ path }) => path),
    ...(hidden.length > 0 ? { excluded: [...hidden] } : {}),
  }
}
