import { type AbiFunction, parseAbi } from 'viem'
import { describe, expect, test } from 'vitest'
import type { Deployment } from '../../contracts-abi'
import type { CallMeaning } from '../../lib/domain/call-meaning'
import type { Json } from '../../lib/domain/safe-batch-file'
import { descriptorOf } from './build'
import { problemsOf } from './problems'

const CXPT = '0x5FC8d32690cc91D4c39d9d3abcBD16989F875707'
const VAULT = '0xa513E6E4b8f2a923D98304ec87F64353C4D5C853'
const abi = parseAbi([
  'struct Use { address user; uint56 usd; }',
  'function settle(Use[] uses, uint8 flag, bytes32 root)',
  'function pay(address to, uint256 amount)',
  'function run(address target, bytes data)',
  'function balance() view returns (uint256)',
])
const meanings = {
  settle: {
    intent: 'Settle usage',
    fields: { 'uses.[].user': ['User', 'address'], 'uses.[].usd': ['Used', 'usd'], flag: ['Flag', 'flag'] },
    hidden: ['root'],
  },
  pay: { intent: 'Pay', fields: { to: ['To', 'address'], amount: ['Amount', 'cxpt'] } },
  run: { intent: 'Run', fields: { target: ['Contract', 'contract'], data: ['Call', 'calldata'] } },
} as const satisfies Record<string, CallMeaning>
const at = (chainId: number, cxpt: `0x${string}`): Deployment => {
  const bytecodeHash = '0x'
  return {
    chainId,
    startBlock: 1,
    contracts: { CXPT: { address: cxpt, bytecodeHash }, Vault: { address: VAULT, bytecodeHash } },
  }
}
const made = () => descriptorOf('Vault', abi, meanings, [at(31_337, CXPT)])
/** As it lies in its file. */
const asJson = (file: object): Json => JSON.parse(JSON.stringify(file)) as Json
const pay = 'pay(address to, uint256 amount)'

test('a descriptor says what is called, where, and how each argument is read', () => {
  const file = made()
  expect(file.context.contract.deployments).toEqual([{ chainId: 31_337, address: VAULT }])
  expect(file.display.formats[pay]).toEqual({
    $id: 'pay',
    intent: 'Pay',
    fields: [
      {
        path: 'to',
        label: 'To',
        format: 'addressName',
        params: { types: ['wallet', 'eoa', 'contract'], sources: ['local', 'ens'] },
      },
      {
        path: 'amount',
        label: 'Amount',
        format: 'tokenAmount',
        params: { token: '$.metadata.constants.cxpt', threshold: `0x${'f'.repeat(64)}`, message: 'Unlimited' },
      },
    ],
    required: ['to', 'amount'],
  })
  expect(file.metadata).toEqual({
    owner: 'CXPT',
    constants: { cxpt: CXPT },
    enums: { flag: { '0': 'deposit', '1': 'spend', '2': 'distribute' } },
  })
  expect(file.display.formats['settle((address user, uint56 usd)[] uses, uint8 flag, bytes32 root)']).toMatchObject({
    required: ['uses.[].user', 'uses.[].usd', 'flag'],
    excluded: ['root'],
  })
  expect(problemsOf(asJson(file), abi)).toEqual([])
})

test('where CXPT has two addresses, an amount is a figure with its unit, and no token is named', () => {
  const file = descriptorOf('Vault', abi, meanings, [at(31_337, CXPT), at(8_453, VAULT)])
  expect(file.display.formats[pay]?.fields[1]).toMatchObject({ format: 'unit', params: { base: 'CXPT', decimals: 18 } })
  expect(file.metadata.constants).toBeUndefined()
  expect(problemsOf(asJson(file), abi)).toEqual([])
})

describe('a contract that was changed is not described', () => {
  const added = [...abi, ...parseAbi(['function sweep(address to)'])]
  test('with a function more', () => {
    expect(() => descriptorOf('Vault', added, meanings, [])).toThrow('Vault.sweep is not described')
    expect(problemsOf(asJson(made()), added)).toEqual(['sweep(address to) is not described.'])
  })
  test('with an argument more', () => {
    const more = (abi as readonly AbiFunction[])
      .filter(({ name }) => name === 'pay')
      .map((item) => ({ ...item, inputs: [...item.inputs, { name: 'ref', type: 'bytes32' }] }))
    expect(() => descriptorOf('Vault', more, { pay: meanings.pay }, [])).toThrow(
      'The argument ref of Vault.pay is not described',
    )
  })
  test('with an argument of another type', () => {
    const changed = parseAbi(['function pay(address to, bytes32 amount)'])
    expect(() => descriptorOf('Vault', changed, { pay: meanings.pay }, [])).toThrow(
      'amount is bytes32, which is no cxpt',
    )
  })
  test('with a function or an argument less', () => {
    expect(() => descriptorOf('Vault', parseAbi(['function pay(address to)']), { pay: meanings.pay }, [])).toThrow(
      'Vault.pay has no argument amount',
    )
    expect(() => descriptorOf('Vault', [], { pay: meanings.pay }, [])).toThrow('Vault has no function pay')
  })
})

/** One thing of a right descriptor changed: the first of the problems that follow. */
describe('a descriptor is refused', () => {
  const field = (file: ReturnType<typeof made>, i: number) =>
    file.display.formats[pay]?.fields[i] as never as Record<string, unknown>
  test.each<[string, (file: ReturnType<typeof made>) => void, RegExp]>([
    ['of another version', (file) => Object.assign(file, { $schema: 'v2' }), /not that of version 1/],
    ['with a key that is not of the format', (file) => Object.assign(file, { includes: 'x' }), /has includes/],
    [
      'whose address has a wrong capital',
      (file) => Object.assign(file.context.contract.deployments[0] ?? {}, { address: VAULT.replace('E', 'e') }),
      /the address/,
    ],
    ['with a path that is not there', (file) => Object.assign(field(file, 1), { path: 'sum' }), /no sum/],
    [
      'with a format that is not there',
      (file) => Object.assign(field(file, 1), { format: 'money' }),
      /no format money/,
    ],
    [
      'with a format of another type',
      (file) => Object.assign(field(file, 0), { format: 'duration', params: {} }),
      /address is not shown as duration/,
    ],
    [
      'with a parameter of another format',
      (file) => Object.assign(field(file, 0), { params: { base: 'x' } }),
      /has base/,
    ],
    [
      'with a date without its encoding',
      (file) => Object.assign(field(file, 1), { format: 'date', params: {} }),
      /no encoding/,
    ],
    [
      'with a unit without a symbol',
      (file) => Object.assign(field(file, 1), { format: 'unit', params: { base: '' } }),
      /no symbol/,
    ],
    [
      'with an enum that is not there',
      (file) => Object.assign(field(file, 1), { format: 'enum', params: { $ref: '$.metadata.enums.x' } }),
      /no enum/,
    ],
    [
      'with a token that is no address',
      (file) => Object.assign(file.metadata.constants ?? {}, { cxpt: '0x1' }),
      /token is no address/,
    ],
    [
      'with a label too long for a device',
      (file) => Object.assign(field(file, 0), { label: 'The address that is paid' }),
      /label/,
    ],
    ['without an intent', (file) => Object.assign(file.display.formats[pay] ?? {}, { intent: '' }), /intent/],
    [
      'that leaves an argument out',
      (file) => file.display.formats[pay]?.fields.pop(),
      /amount is neither shown nor excluded/,
    ],
  ])('%s', (_, change, problem) => {
    const file = made()
    change(file)
    expect(problemsOf(asJson(file), abi).join('\n')).toMatch(problem)
  })

  test('that is none', () => {
    expect(problemsOf('hello', abi)).toEqual(['One of context, metadata and display is missing.'])
  })
})
