import fc from 'fast-check'
import { type Abi, type Address, encodeFunctionData, type Hex, parseAbi } from 'viem'
import { describe, expect, test } from 'vitest'
import { type CallDoubt, exportBatch, importBatch, MOST_CALLS } from './safe-batch'
import { batchChecksum, serialised } from './safe-batch-file'
import { encodeMethod } from './safe-batch-values'
import type { SafeCall } from './safe-hash'

const VAULT = '0x1000000000000000000000000000000000000001'
const TREASURY = '0x2000000000000000000000000000000000000002'
const STRANGER = '0x3000000000000000000000000000000000000003'
const SAFE = '0xDF8a1Ce35c9a6ACE153B4e0767942f1E2291a1Aa'
const vaultAbi = parseAbi([
  'struct Split { uint16 burn; uint16 protocol; uint16 operations; uint16 provider; }',
  'function setSplit(Split newSplit)',
  'function pauseAll()',
])
const treasuryAbi = parseAbi([
  'struct Rate { bytes32 service; uint64 price; }',
  'function withdraw(uint8 bucket, address to, uint256 amount, bytes32 ref)',
  'function setRates(Rate[] newRates)',
  'function anchor(uint32 period, string uri)',
  'function claim(address[] accounts, bytes32[] proof, bool all)',
])
const targets = [
  { name: 'Vault', address: VAULT, abi: vaultAbi as Abi },
  { name: 'Treasury', address: TREASURY, abi: treasuryAbi as Abi },
] as const
const here = { chainId: 31_337, targets }
const PAUSE: SafeCall = { to: VAULT, value: 0n, data: '0x595c6a67' }

const head = {
  chainId: 31_337,
  createdAt: 1_793_491_200_000,
  name: 'Two changes',
  description: 'for a test',
  safe: SAFE,
} as const
const written = (calls: readonly SafeCall[]) => JSON.stringify(exportBatch({ ...head, calls }, targets))

const wide = (bits: bigint) => fc.bigInt({ min: 0n, max: 2n ** bits - 1n })
const bps = fc.integer({ min: 0, max: 65_535 })
const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((all) => `0x${Buffer.from(all).toString('hex')}` as Hex)
const address = hex(20) as fc.Arbitrary<Address>

const vaultCall = fc
  .record({ burn: bps, protocol: bps, operations: bps, provider: bps })
  .map((split) => encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [split] }))
const treasuryCall = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 255 }), address, wide(256n), hex(32))
    .map((args) => encodeFunctionData({ abi: treasuryAbi, functionName: 'withdraw', args })),
  fc
    .array(fc.record({ service: hex(32), price: wide(64n) }), { maxLength: 4 })
    .map((rates) => encodeFunctionData({ abi: treasuryAbi, functionName: 'setRates', args: [rates] })),
  fc.tuple(fc.nat(), fc.string()).map((args) => encodeFunctionData({ abi: treasuryAbi, functionName: 'anchor', args })),
  fc
    .tuple(fc.array(address, { maxLength: 3 }), fc.array(hex(32), { maxLength: 3 }), fc.boolean())
    .map((args) => encodeFunctionData({ abi: treasuryAbi, functionName: 'claim', args })),
)
const ourCall: fc.Arbitrary<SafeCall> = fc.oneof(
  vaultCall.map((data) => ({ to: VAULT, value: 0n, data }) as const),
  treasuryCall.map((data) => ({ to: TREASURY, value: 0n, data }) as const),
)
const someCall = fc.oneof(
  ourCall,
  fc.tuple(address, wide(256n), hex(9)).map(([to, value, data]): SafeCall => ({ to, value, data })),
)

describe('the checksum', () => {
  // The file and both hashes of Safe's own tests: apps/tx-builder/src/lib/checksum.test.ts, today's and the one before names were left out.
  const SAMPLE = {
    version: '1.0',
    chainId: '4',
    createdAt: 1646321521061,
    meta: {
      name: 'test batch file',
      txBuilderVersion: '1.4.0',
      checksum: '',
      createdFromSafeAddress: '0xDF8a1Ce35c9a6ACE153B4e0767942f1E2291a1Aa',
      createdFromOwnerAddress: '0x49d4450977E2c95362C13D3a31a09311E0Ea26A6',
    },
    transactions: [
      {
        to: '0x49d4450977E2c95362C13D3a31a09311E0Ea26A6',
        value: '0',
        contractMethod: {
          inputs: [{ internalType: 'address', name: 'paramAddress', type: 'address' }],
          name: 'testAddress',
          payable: false,
        },
        contractInputsValues: { paramAddress: '0x49d4450977E2c95362C13D3a31a09311E0Ea26A6' },
      },
      {
        to: '0x49d4450977E2c95362C13D3a31a09311E0Ea26A6',
        value: '0',
        contractMethod: {
          inputs: [{ internalType: 'bool', name: 'paramBool', type: 'bool' }],
          name: 'testBool',
          payable: false,
        },
        contractInputsValues: { paramAddress: '', paramBool: 'false' },
      },
      {
        to: '0x49d4450977E2c95362C13D3a31a09311E0Ea26A6',
        value: '2000000000000000000',
        data: '0x42f4579000000000000000000000000049d4450977e2c95362c13d3a31a09311e0ea26a6',
      },
    ],
  }

  test('is the one Safe published for its sample', () => {
    expect(batchChecksum(SAMPLE)).toBe('0x86c81826dbf7e8a37612153294cc85fdf5c81998dd0a44b86d945502a7eace7c')
  })

  test('is the same in another order of keys, and another in another order of calls', () => {
    const turned = Object.fromEntries(Object.entries(SAMPLE).reverse())
    expect(batchChecksum(turned)).toBe(batchChecksum(SAMPLE))
    const reversed = { ...SAMPLE, transactions: [...SAMPLE.transactions].reverse() }
    expect(batchChecksum(reversed)).not.toBe(batchChecksum(SAMPLE))
  })

  test('is of keys, then values, each followed by a comma', () => {
    expect(serialised({ b: [1, 'x'], a: undefined })).toBe('{["a","b"]null,[1,"x"],}')
  })
})

describe('a file that was written', () => {
  test('reads back as the same calls, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(someCall, { minLength: 1, maxLength: 5 }), (calls) => {
        const read = importBatch(written(calls), here)
        if (!read.ok) throw new Error(read.fault)
        expect(read.batch.calls.map(({ to, value, data }) => ({ to: to.toLowerCase(), value, data }))).toEqual(
          calls.map(({ to, value, data }) => ({ to: to.toLowerCase(), value, data })),
        )
        expect(read.batch.calls.some(({ doubts }) => doubts.includes('says-other'))).toBe(false)
      }),
    )
  })

  test('says the same by method and values alone, as when the Transaction Builder wrote it', () => {
    fc.assert(
      fc.property(ourCall, (call) => {
        const [one] = exportBatch({ ...head, calls: [call] }, targets).transactions
        if (!one?.contractMethod) throw new Error('no method')
        expect(encodeMethod(one.contractMethod, one.contractInputsValues ?? {})).toBe(call.data)
      }),
    )
  })

  test('is refused with one character changed, but for the name and the space around it', () => {
    const name = 'Q'.repeat(8)
    fc.assert(
      fc.property(
        fc.array(someCall, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.constantFrom(...'0123456789abcdefxX{}[]",:z '),
        (calls, where, character) => {
          const text = JSON.stringify(exportBatch({ ...head, name, calls }, targets))
          const at = where % text.length
          const changed = text.slice(0, at) + character + text.slice(at + 1)
          fc.pre(changed !== text && changed.includes(`"name":"${name}"`) && !isSameJson(changed, text))
          expect(importBatch(changed, here).ok).toBe(false)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('keeps its calls when somebody renames it: the checksum does not cover the name', () => {
    const read = importBatch(written([PAUSE]).replace('Two changes', 'Trust me'), here)
    expect(read).toMatchObject({ ok: true, batch: { name: 'Trust me', safe: SAFE, createdAt: 1_793_491_200_000 } })
  })
})

function isSameJson(a: string, b: string): boolean {
  try {
    return serialised(JSON.parse(a)) === serialised(JSON.parse(b))
  } catch {
    return false
  }
}

/** A file with something changed and the checksum of what it then says: as an honest program, or a clever one, writes it. */
function signedOver(change: (file: Record<string, unknown>) => void): string {
  const file = JSON.parse(written([PAUSE])) as { meta: Record<string, unknown>; [key: string]: unknown }
  change(file)
  file.meta = { ...file.meta, checksum: batchChecksum(file as never) }
  return JSON.stringify(file)
}
const withCall = (more: Record<string, unknown>) =>
  signedOver((file) => {
    file.transactions = [{ to: VAULT, value: '0', data: '0x595c6a67', ...more }]
  })

describe('a file is refused', () => {
  test.each([
    ['that is no JSON', 'hello', 'json'],
    ['that is another JSON', '{"calls":[]}', 'format'],
    ['of another version', signedOver((file) => Object.assign(file, { version: '2.0' })), 'version'],
    ['of another chain', signedOver((file) => Object.assign(file, { chainId: '8453' })), 'chain'],
    ['whose chain is a number', signedOver((file) => Object.assign(file, { chainId: 31_337 })), 'format'],
    ['without a call', signedOver((file) => Object.assign(file, { transactions: [] })), 'empty'],
    ['with a wrong checksum', written([PAUSE]).replace('595c6a67', '595c6a68'), 'checksum'],
    ['without a checksum', written([PAUSE]).replace(/,"checksum":"0x[0-9a-f]{64}"/, ''), 'no-checksum'],
    ['nested without an end', '['.repeat(400_000) + ']'.repeat(400_000), 'format'],
    ['of more than it may have', ' '.repeat(1_000_001), 'large'],
  ])('%s', (_, text, fault) => {
    expect(importBatch(text, here)).toEqual({ ok: false, fault })
  })

  test('with more calls than anybody reads', () => {
    const many = signedOver((file) => {
      file.transactions = Array.from({ length: MOST_CALLS + 1 }, () => ({ to: VAULT, value: '0', data: '0x' }))
    })
    expect(importBatch(many, here)).toEqual({ ok: false, fault: 'many' })
  })

  test.each([
    ['to nobody', { to: 'vault' }],
    ['whose address has one wrong capital', { to: '0xdF8a1Ce35c9a6ACE153B4e0767942f1E2291a1Aa' }],
    ['with a value that JSON rounds', { value: 2e18 }],
    ['with half a byte', { data: '0x595' }],
    ['without data, whose method cannot be read', { data: null, contractMethod: { name: 'pauseAll', inputs: 'none' } }],
    [
      'without data, whose value does not fit',
      {
        data: null,
        contractMethod: { name: 'f', payable: false, inputs: [{ name: 'n', type: 'uint8', internalType: 'uint8' }] },
        contractInputsValues: { n: '256' },
      },
    ],
  ])('with a call %s, by its number', (_, more) => {
    expect(importBatch(withCall(more), here)).toEqual({ ok: false, fault: 'call', at: 1 })
  })
})

describe('a call stays in the list', () => {
  const method = { name: 'pauseAll', inputs: [], payable: false }
  test.each<[string, Record<string, unknown>, CallDoubt[]]>([
    ['of ours, without a doubt', {}, []],
    ['of ours, by its method alone', { data: null, contractMethod: method }, []],
    ['to a stranger', { to: STRANGER }, ['unknown-target']],
    ['with a function we do not know', { data: '0xdeadbeef' }, ['unknown-function']],
    ['that sends ETH', { value: '1' }, ['sends-eth']],
    ['to a stranger with nothing but ETH', { to: STRANGER, value: '1', data: null }, ['unknown-target', 'sends-eth']],
    ['whose words are of another call', { contractMethod: { ...method, name: 'unpauseAll' } }, ['says-other']],
    ['whose words cannot be read', { contractMethod: { name: 'pauseAll' } }, ['says-other']],
    ['of data alone, as the Transaction Builder marks it', { contractMethod: { ...method, name: 'fallback' } }, []],
  ])('%s', (_, more, doubts) => {
    const read = importBatch(withCall(more), here)
    if (!read.ok) throw new Error(read.fault)
    expect(read.batch.calls.map((call) => call.doubts)).toEqual([doubts])
  })
})

test('a batch without a call, or with too many, is not written', () => {
  expect(() => exportBatch({ ...head, calls: [] }, targets)).toThrow(RangeError)
  const many = Array.from({ length: MOST_CALLS + 1 }, () => PAUSE)
  expect(() => exportBatch({ ...head, calls: many }, targets)).toThrow(RangeError)
})
