import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keccak256, stringToHex } from 'viem'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoAccount } from '@/contracts/deploy/demo-accounts'
import type { Deployment } from '@/contracts-abi'
import type { At } from '@/lib/chain/at'
import { createClient } from '@/lib/chain/clients'
import { readSettings, type SettingsState } from '@/lib/chain/settings-state'
import { SETTING_IDS, type SettingId } from '@/lib/domain/setting'
import { type Anvil, startAnvil } from '@/scripts/platform/anvil'
import { buildContracts } from '@/scripts/platform/build'
import { deployLocally } from '@/scripts/platform/local-chain'
import { tryExecution } from '../schedule'
import { isChanged, readForm, type TextRow, textOf } from './form'
import { FORMS } from './forms'

const folder = mkdtempSync(join(tmpdir(), 'cxpt-settings-'))
const admin = demoAccount('admin').address
const treasurer = demoAccount('treasurer').address
const guardian = demoAccount('guardian').address
const customer = demoAccount('customer').address
let anvil: Anvil
let deployment: Deployment
let at: At
let state: SettingsState

beforeAll(async () => {
  buildContracts()
  anvil = await startAnvil({ timestamp: 1_799_020_800, accounts: 20 })
  deployment = await deployLocally({ rpcUrl: anvil.url, folder: `${folder}/` })
  at = { client: createClient(31_337, anvil.url), deployment }
  state = await readSettings(at)
  const members = { ADMIN: `${admin}=20`, GUARDIAN: `${guardian}=0` }
  for (const [role, text] of Object.entries(members)) state.facts[`members-${role}`] = text
})
afterAll(async () => {
  await anvil?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const read = (id: SettingId, rows: readonly TextRow[]) => readForm(FORMS[id], rows, state.values[id], state.facts)
/** The rows in force, typed, with some of them changed. */
const typed = (id: SettingId, change: (rows: TextRow[]) => TextRow[] = (rows) => rows) =>
  change(textOf(FORMS[id], state.values[id]))
const first = (more: TextRow) => (rows: TextRow[]) => rows.map((row, i) => (i === 0 ? { ...row, ...more } : row))
const last = (more: TextRow) => (rows: TextRow[]) =>
  rows.map((row, i) => (i === rows.length - 1 ? { ...row, ...more } : row))
const also = (more: TextRow) => (rows: TextRow[]) => [...rows, { ...rows.at(-1), ...more }]

/** What the chain says to the call, whatever the form thinks of it. */
async function executes(id: SettingId, rows: readonly TextRow[]): Promise<string> {
  const unchecked = readForm({ ...FORMS[id], check: () => [] }, rows, [], state.facts)
  if (!unchecked.rows) throw new Error(JSON.stringify(unchecked.problems))
  const { role } = FORMS[id]
  const needed = typeof role === 'function' ? role(unchecked.rows[0]) : role
  const caller = ['TREASURER', 'WARDEN'].includes(needed) ? treasurer : admin
  return tryExecution(at, caller, FORMS[id].call(deployment, unchecked.rows)).then(
    () => 'done',
    (error: { code: string }) => error.code,
  )
}

const MOVE = { from: 'operations', to: 'liquidity', amount: '3000000', memo: 'inventory' }
const WITHDRAWAL = {
  bucket: 'operations',
  to: customer,
  amount: '600000.5',
  purpose: 'expense',
  memo: 'audit of the contracts, invoice 7',
}
const PLAN = {
  usd: '19',
  allowance: '2000000',
  concurrency: '2',
  rpm: '60',
  rolloverBps: '5000',
  priority: '1',
  customer: '',
}

describe('what is in force', () => {
  test.each(SETTING_IDS.filter((id) => !['plan', 'retire-plan', 'oracle-reset'].includes(id)))(
    '%s comes back as it was read, unchanged',
    (id) => {
      const draft = read(id, typed(id))
      expect(draft).toEqual({ rows: state.values[id], problems: [] })
      expect(isChanged(FORMS[id], state.values[id], state.values[id])).toBe(false)
    },
  )

  test('is the launch', () => {
    expect(state.values.rates[0]).toEqual({
      service: 'tide-pool',
      inputNanoUsd: '200000',
      outputNanoUsd: '400000',
      unit: '1000',
    })
    expect(typed('rates')[0]).toEqual({
      service: 'tide-pool',
      inputNanoUsd: '0.0002',
      outputNanoUsd: '0.0004',
      unit: '1000',
    })
    expect(typed('pricing')[0]?.targetUtilisation).toBe('0.6')
  })
})

describe('a change', () => {
  test.each<[SettingId, (rows: TextRow[]) => TextRow[]]>([
    ['rates', first({ inputNanoUsd: '0.00025' })],
    ['rates', (rows) => rows.slice(1)],
    ['pricing', first({ targetUtilisation: '0.65' })],
    ['curve-uptime', last({ y: '1.15' })],
    ['curve-response', last({ y: '0.95' })],
    ['curve-demand', last({ y: '1.9' })],
    ['curve-availability', first({ y: '1.3' })],
    ['weights', first({ weightPpm: '1.5' })],
    ['points-rate', first({ cxptPerPoint: '0.000000000000000001' })],
    ['epoch-pool', first({ pool: '1250000.5' })],
    ['tiers-referral', last({ bps: '900' })],
    ['tiers-loyalty', (rows) => rows.slice(0, 1)],
    ['tiers-usage', () => []],
    ['daily-cap', first({ usd: '0' })],
    ['vault-oracle', first({ minPrice: '0.000001' })],
    ['oracle-config', first({ maxStepBps: '1000' })],
    ['oracle-reset', () => [{ price: '0.05' }]],
    ['max-step-loyalty', first({ maxStep: '0' })],
    ['plan', () => [PLAN]],
    ['retire-plan', () => [{ id: '1', retireAt: '2028-01-01T00:00' }]],
    ['treasury-withdraw', () => [WITHDRAWAL]],
    ['treasury-fund', () => [{ bucket: 'operations', category: 'loyalty', amount: '1000', memo: 'a first month' }]],
    ['treasury-move', () => [MOVE]],
    ['role-grant', () => [{ role: 'GUARDIAN', account: customer, delay: '0' }]],
    ['role-grant', () => [{ role: 'ADMIN', account: customer, delay: '432000' }]],
    ['role-revoke', () => [{ role: 'GUARDIAN', account: guardian }]],
  ])('of %s that the form takes is executed', async (id, change) => {
    const rows = typed(id, change)
    expect(read(id, rows).problems).toEqual([])
    expect(await executes(id, rows)).toBe('done')
  })
})

describe('what the form refuses the chain refuses too', () => {
  test.each<[string, SettingId, (rows: TextRow[]) => TextRow[], string]>([
    ['a service twice', 'rates', also({}), 'It is in the list already.'],
    ['a price of 0', 'rates', first({ inputNanoUsd: '0' }), 'Above 0.'],
    ['a target of 1', 'pricing', first({ targetUtilisation: '1' }), 'Above 0 and below 1.'],
    ['a least factor under a half', 'pricing', first({ minFactor: '0.49' }), '0.5 to 1.'],
    ['a greatest factor over 2', 'pricing', first({ maxFactor: '2.000001' }), '1 to 2.'],
    ['one knot', 'curve-uptime', (rows) => rows.slice(0, 1), 'Two to eight points.'],
    [
      'nine knots',
      'curve-demand',
      (rows) => [...rows, ...Array.from({ length: 6 }, (_, i) => ({ x: `${i + 1}`, y: '2' }))],
      'Two to eight points.',
    ],
    ['knots that do not rise', 'curve-response', last({ x: '1' }), 'Greater than in the row above.'],
    ['a factor out of range', 'curve-uptime', last({ y: '1.200001' }), '0.8 to 1.2.'],
    ['a weight of 0', 'weights', first({ weightPpm: '0' }), 'Above 0.'],
    ['tiers that do not rise', 'tiers-loyalty', last({ bps: '100' }), 'Greater than in the row above.'],
    [
      'tiers that promise too much',
      'tiers-referral',
      last({ bps: '2000' }),
      'The top tiers of the three lists come to 2550 bps; 2,000 is the most.',
    ],
    ['a phase of the past', 'phase', first({ phase: 'TESTNET' }), 'This is the last phase.'],
    ['a floor above the price', 'vault-oracle', first({ minPrice: '10' }), 'At most the price of the oracle now.'],
    ['a band upside down', 'oracle-config', first({ max: '0.000000001' }), 'At least the lower end of the band.'],
    [
      'a sequencer alone',
      'oracle-config',
      first({ sequencer: admin }),
      'A sequencer is watched beside a price feed only.',
    ],
    ['a price outside the band', 'oracle-reset', () => [{ price: '1000000' }], 'Within the band'],
    ['a plan without tokens', 'plan', () => [{ ...PLAN, allowance: '0' }], 'Above 0.'],
    [
      'a plan that is not there',
      'retire-plan',
      () => [{ id: '99', retireAt: '2028-01-01T00:00' }],
      'No plan of this number is offered now.',
    ],
    [
      'an end without notice',
      'retire-plan',
      () => [{ id: '1', retireAt: '2027-01-20T00:00' }],
      'At least 30 days from now',
    ],
    [
      'more than a bucket holds',
      'treasury-withdraw',
      () => [{ ...WITHDRAWAL, amount: '150000001' }],
      'operations holds 150,000,000.00 CXPT.',
    ],
    ['a withdrawal of nothing', 'treasury-withdraw', () => [{ ...WITHDRAWAL, amount: '0' }], 'Above 0.'],
    [
      'more for a pool than its bucket holds',
      'treasury-fund',
      () => [{ bucket: 'protocol', category: 'loyalty', amount: '1', memo: 'a start' }],
      'protocol holds 0 CXPT.',
    ],
    [
      'more than is free in a pool',
      'rewards-defund',
      () => [{ category: 'referral', to: customer, amount: '1', memo: 'back' }],
      '0 CXPT of it are in no accepted root; the rest is owed.',
    ],
  ])('%s', async (_, id, change, say) => {
    const rows = typed(id, change)
    const draft = read(id, rows)
    expect(draft.rows).toBeNull()
    expect(draft.problems.map((problem) => problem.say).join(' ')).toContain(say)
    expect(await executes(id, rows)).not.toBe('done')
  })
})

describe('what changes nothing is refused, though the chain would take it', () => {
  test.each<[SettingId, TextRow, string]>([
    ['treasury-move', { ...MOVE, to: 'operations' }, 'Another bucket than the one it comes from.'],
    ['role-grant', { role: 'GUARDIAN', account: guardian, delay: '0' }, 'It holds the role already, with this delay.'],
    ['role-revoke', { role: 'GUARDIAN', account: customer }, 'It does not hold GUARDIAN.'],
  ])('%s', (id, row, say) => {
    const draft = read(id, [row])
    expect(draft.rows).toBeNull()
    expect(draft.problems.map((problem) => problem.say)).toEqual([say])
  })

  test('another delay for a member is a change', () => {
    expect(read('role-grant', [{ role: 'GUARDIAN', account: guardian, delay: '1' }]).problems).toEqual([])
  })
})

test('the reference of a withdrawal is the hash of its purpose and sentence', () => {
  const { rows } = read('treasury-withdraw', [WITHDRAWAL])
  const sentence = FORMS['treasury-withdraw'].preimage?.(rows?.[0])
  expect(sentence).toBe('expense: audit of the contracts, invoice 7')
  const data = FORMS['treasury-withdraw'].call(deployment, rows ?? []).data
  expect(data.endsWith(keccak256(stringToHex(sentence ?? '')).slice(2))).toBe(true)
})

describe('what cannot be read', () => {
  test.each<[string, SettingId, (rows: TextRow[]) => TextRow[], string]>([
    ['nothing', 'epoch-pool', first({ pool: '' }), 'A value is missing.'],
    [
      'commas',
      'epoch-pool',
      first({ pool: '1,250,000' }),
      'Digits and at most one point, without commas or an exponent.',
    ],
    [
      'an exponent',
      'epoch-pool',
      first({ pool: '1e6' }),
      'Digits and at most one point, without commas or an exponent.',
    ],
    [
      'finer than a wei',
      'epoch-pool',
      first({ pool: '0.0000000000000000001' }),
      'At most 18 decimals: finer is refused, not rounded.',
    ],
    [
      'finer than a basis point',
      'tiers-usage',
      first({ bps: '50.5' }),
      'A whole number of bps: finer is refused, not rounded.',
    ],
    ['more than everything', 'tiers-usage', last({ bps: '10001' }), 'At most 10000 bps.'],
    [
      'a service with a space',
      'weights',
      first({ service: 'tide pool' }),
      'A name of at most 31 small letters, digits and hyphens.',
    ],
    ['no address', 'vault-oracle', first({ oracle: '0x12' }), 'An address: 0x and 40 digits or letters a to f.'],
    [
      'a wrong checksum',
      'vault-oracle',
      first({ oracle: admin.replace(/[A-F]/, (c) => c.toLowerCase()) }),
      'The capitals of this address are not those of its checksum: one character is wrong.',
    ],
    [
      'the zero address',
      'vault-oracle',
      first({ oracle: `0x${'0'.repeat(40)}` }),
      'The zero address takes nothing and gives nothing back.',
    ],
    [
      'no purpose',
      'treasury-withdraw',
      () => [{ ...WITHDRAWAL, purpose: 'fun' }],
      'One of: expense, sale, market operations, custody move.',
    ],
    ['no sentence', 'treasury-withdraw', () => [{ ...WITHDRAWAL, memo: ' ' }], 'A value is missing.'],
    ['a long sentence', 'treasury-move', () => [{ ...MOVE, memo: 'x'.repeat(201) }], 'At most 200 characters.'],
    [
      'a sentence with a sign that turns its direction',
      'treasury-move',
      () => [{ ...MOVE, memo: 'a\u202eb' }],
      'One line, without characters that cannot be seen.',
    ],
    ['no time', 'retire-plan', () => [{ id: '1', retireAt: 'soon' }], 'A date and a time in UTC.'],
    ['no phase', 'phase', first({ phase: 'BETA' }), 'One of: TESTNET, MAINNET, FULL.'],
  ])('%s', (_, id, change, say) => {
    const draft = read(id, typed(id, change))
    expect(draft.rows).toBeNull()
    expect(draft.problems[0]?.say).toBe(say)
  })
})
