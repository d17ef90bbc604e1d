import { type Abi, type Address, encodeFunctionData, keccak256 } from 'viem'
import { describe, expect, test } from 'vitest'
import { accessManagerAbi, DEPLOYMENTS, vaultAbi } from '../../contracts-abi'
import { operationId } from '../../lib/domain/operation'
import { exportBatch } from '../../lib/domain/safe-batch'
import { batchSafeTx, MULTI_SENDS, safeHashes } from '../../lib/domain/safe-hash'
import { offline as words } from '../../lib/messages/en/offline'
import { safeBatch } from '../../lib/messages/en/safe-batch'
import { readInput, type Typed, targetsOn } from './input'
import { reportOf } from './report'

const contracts = DEPLOYMENTS[31_337]?.contracts
const VAULT = contracts?.Vault?.address as Address
const MANAGER = contracts?.AccessManager?.address as Address
const SAFE = '0xDF8a1Ce35c9a6ACE153B4e0767942f1E2291a1Aa'
const STRANGER = '0x3000000000000000000000000000000000000003'
const split = { burn: 500, protocol: 2_000, operations: 1_500, provider: 6_000 }
const setSplit = encodeFunctionData({ abi: vaultAbi, functionName: 'setSplit', args: [split] })
const schedule = encodeFunctionData({ abi: accessManagerAbi, functionName: 'schedule', args: [VAULT, setSplit, 0] })

const EMPTY: Typed = { text: '', target: '', chain: '31337', account: '', nonce: '', multiSend: '' }
const shown = (typed: Partial<Typed>) => reportOf(readInput({ ...EMPTY, ...typed }))
const values = (typed: Partial<Typed>) =>
  shown(typed).map(
    ({ title, rows }) => [title, Object.fromEntries(rows.map(({ name, value }) => [name, value]))] as const,
  )

test('calldata of ours is read with units, and hashed', () => {
  const [[title, rows] = []] = values({ text: setSplit, target: VAULT, account: SAFE })
  expect(title).toBe('Call: Vault.setSplit')
  expect(rows).toMatchObject({
    [words.does]: 'Change the revenue split',
    [words.target]: 'Vault',
    'Burn (newSplit.burn)': '500 bps (5%)',
    [words.selector]: setSplit.slice(0, 10),
    [words.dataHash]: keccak256(setSplit),
    [words.operation]: operationId(SAFE, VAULT, setSplit),
  })
})

test('a call of the manager shows the call it carries, whose id is that of the operation', () => {
  const sections = values({ text: schedule, target: MANAGER, account: SAFE, nonce: '4' })
  expect(sections.map(([title]) => title)).toEqual([
    'Call: AccessManager.schedule',
    'Carried inside: Vault.setSplit',
    words.safe,
  ])
  const [outer, inner, safe] = sections.map(([, rows]) => rows)
  expect(outer).not.toHaveProperty(words.operation)
  expect(inner?.[words.operation]).toBe(operationId(SAFE, VAULT, setSplit))
  const call = { to: MANAGER, value: 0n, data: schedule }
  const hashes = safeHashes({ chainId: 31_337, safe: SAFE }, batchSafeTx([call], MULTI_SENDS['1.4.1'], 4n))
  expect(safe).toMatchObject({
    [words.domainHash]: hashes.domain,
    [words.messageHash]: hashes.message,
    [words.safeTxHash]: hashes.safeTxHash,
    [words.safeOperation]: words.plain,
  })
})

test('without a target the only contract of ours that has the function is taken, and that is said', () => {
  const [first] = shown({ text: setSplit })
  expect(first?.warnings).toEqual([words.guessed('Vault')])
})

describe('a batch', () => {
  const targets = targetsOn(31_337)
  const calls = [
    { to: VAULT, value: 0n, data: setSplit },
    { to: MANAGER, value: 0n, data: schedule },
  ]
  const head = { chainId: 31_337, createdAt: 1_793_491_200_000, name: 'Split', description: '', safe: SAFE } as const
  const text = JSON.stringify(exportBatch({ ...head, calls }, targets))

  test('shows every call, and goes by delegate call', () => {
    const sections = values({ text, account: SAFE, nonce: '0', multiSend: MULTI_SENDS['1.3.0'] })
    expect(sections.map(([title]) => title)).toEqual([
      words.batch,
      'Call 1 of 2: Vault.setSplit',
      'Call 2 of 2: AccessManager.schedule',
      'Carried inside: Vault.setSplit',
      words.safe,
    ])
    const hashes = safeHashes({ chainId: 31_337, safe: SAFE }, batchSafeTx(calls, MULTI_SENDS['1.3.0'], 0n))
    expect(sections.at(-1)?.[1]).toMatchObject({
      [words.safeTo]: MULTI_SENDS['1.3.0'],
      [words.safeOperation]: words.delegate,
      [words.safeTxHash]: hashes.safeTxHash,
    })
  })

  test('for another Safe than the one entered says so', () => {
    expect(shown({ text, account: STRANGER })[0]?.warnings).toEqual([words.otherSafe])
  })

  test.each([
    ['with a changed call', text.replace('"500', '"501'), safeBatch.fault('checksum')],
    [
      'of another chain',
      JSON.stringify(exportBatch({ ...head, chainId: 1, calls }, targets)),
      safeBatch.fault('chain'),
    ],
  ])('%s is refused with what to do', (_, changed, fault) => {
    expect(readInput({ ...EMPTY, text: changed })).toMatchObject({ calls: [], faults: { text: fault } })
  })
})

describe('what is not ours', () => {
  test('an address with a known function is read like it, loudly', () => {
    const [first] = shown({ text: setSplit, target: STRANGER })
    expect(first?.title).toBe('Call: Vault.setSplit')
    expect(first?.warnings).toEqual([safeBatch.doubt('unknown-target'), words.asIf('Vault')])
  })
  test('an unknown function of ours is shown as its bytes', () => {
    const [first] = shown({ text: '0xdeadbeef', target: VAULT })
    expect(first).toMatchObject({ title: 'Call: unknown', warnings: [safeBatch.doubt('unknown-function')] })
  })
  test('on a chain without contracts of ours the shape is read, and nothing is named', () => {
    const [first] = shown({ text: setSplit, target: VAULT, chain: '1' })
    expect(first?.warnings).toEqual([safeBatch.doubt('unknown-target'), words.asIf('Vault')])
    expect(first?.rows[1]).toEqual({ name: words.target, value: words.unknown })
  })
  test('a scheduled call to a stranger says so where the call is', () => {
    const data = encodeFunctionData({
      abi: accessManagerAbi as Abi,
      functionName: 'schedule',
      args: [STRANGER, '0xdeadbeef', 0],
    })
    expect(shown({ text: data, target: MANAGER })[1]?.warnings).toEqual([safeBatch.doubt('unknown-target')])
  })
})

describe('a field says what is wrong with it', () => {
  test.each<[string, Partial<Typed>, Partial<Typed>]>([
    ['no hex', { text: 'hello' }, { text: words.noHex }],
    ['half a byte', { text: '0x123' }, { text: words.noHex }],
    ['calldata of nobody', { text: '0xdeadbeef' }, { target: words.noTarget }],
    ['a malformed target', { text: setSplit, target: '0x12' }, { target: words.badAddress }],
    ['a Safe with a wrong capital', { account: SAFE.replace('DF8a', 'dF8a') }, { account: words.badAddress }],
    ['a chain by name', { chain: 'Base' }, { chain: words.badChain }],
    ['a nonce below zero', { nonce: '-1' }, { nonce: words.badNonce }],
  ])('%s', (_, typed, faults) => {
    const input = readInput({ ...EMPTY, ...typed })
    expect(input.faults).toEqual(faults)
    expect(reportOf(input)).toEqual([])
  })
  test('nothing, while nothing is typed', () => {
    expect(readInput(EMPTY)).toMatchObject({ calls: [], faults: {} })
  })
})
