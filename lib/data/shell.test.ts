import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../scripts/testing/database'
import type { Connection } from '../db/connect'
import { pausesAt, shellState, staleAt } from './shell'

const NOW = 1_793_975_525

describe('pausesAt', () => {
  test.each([
    ['nothing was ever paused', [], []],
    [
      'a pause holds until its last second',
      [{ contract: 'Vault', place: '1', until: '1793975526' }],
      [{ what: 'spend', until: 1_793_975_526 }],
    ],
    ['a pause that has ended is none', [{ contract: 'Vault', place: '1', until: '1793975525' }], []],
    [
      'the longest comes first, whatever the contract',
      [
        { contract: 'Vault', place: '0', until: '1793975600' },
        { contract: 'Rewards', place: '0', until: '1793975700' },
      ],
      [
        { what: 'claim_provider', until: 1_793_975_700 },
        { what: 'deposit', until: 1_793_975_600 },
      ],
    ],
    ['a flag we do not know is not guessed', [{ contract: 'Vault', place: '9', until: '1793975600' }], []],
  ])('%s', (_, rows, expected) => {
    expect(pausesAt(rows, NOW)).toEqual(expected)
  })
})

test.each([
  [
    'a price at the very age the oracle allows is fresh',
    { posted_at: '1793889125', max_age: '86400', feed: null },
    null,
  ],
  ['a second later it is stale', { posted_at: '1793889124', max_age: '86400', feed: null }, { ageSeconds: 86_401 }],
  [
    'with a feed the post alone decides nothing',
    { posted_at: '1793000000', max_age: '86400', feed: '0x71041dddad3595f9ced3dccfbe3d1f4b0a16bb70' },
    null,
  ],
  ['nothing was posted or configured yet', null, null],
])('%s', (_, oracle, stale) => {
  expect(staleAt(oracle, NOW)).toEqual(stale)
})

describe('shellState on a real database', () => {
  let server: TestServer
  let connection: Connection
  const shared: typeof globalThis & { cxptDatabase?: Connection } = globalThis

  beforeAll(async () => {
    server = await startTestServer()
    connection = await server.open('shell')
    shared.cxptDatabase = connection
  })
  afterAll(async () => {
    delete shared.cxptDatabase
    await server.stop()
  })

  test('an empty ledger has no block, and the frame says so instead of failing', async () => {
    expect(await shellState()).toEqual({ chainId: 31_337, ledger: null, pauses: [], stalePrice: null })
  })

  test('age is the lag in block time plus the time since the indexer looked; the last word on a flag counts', async () => {
    const hash = `0x${'ab'.repeat(32)}`
    await connection.db.execute(sql`
      insert into checkpoints (chain_id, genesis_hash, block_number, block_hash, block_time, head_number, head_time, state, updated_at)
      values (31337, ${hash}, 1200, ${hash}, to_timestamp(${NOW}), 1230, to_timestamp(${NOW + 30}), 'live', now() - interval '40 seconds')`)
    const pause = (contract: string, block: number, args: Record<string, number>) =>
      connection.db.execute(sql`
        insert into events (chain_id, block_number, log_index, block_time, tx_hash, tx_index, contract, name, args)
        values (31337, ${block}, 0, to_timestamp(${NOW}), ${hash}, 0, ${contract}, 'PauseSet', ${JSON.stringify(args)}::jsonb)`)
    await pause('Vault', 1000, { flag: 1, from: NOW - 600, until: NOW + 604_800 })
    await pause('Vault', 1001, { flag: 0, from: NOW - 600, until: NOW + 604_800 })
    await pause('Vault', 1100, { flag: 0, from: NOW - 600, until: NOW - 60 })
    await pause('Rewards', 1101, { category: 2, until: NOW + 3_600 })

    const state = await shellState()

    expect(state.ledger).toMatchObject({ block: '1200', time: NOW, isHalted: false })
    expect(state.ledger?.ageSeconds).toBeGreaterThanOrEqual(70)
    expect(state.ledger?.ageSeconds).toBeLessThan(80)
    expect(state.pauses).toEqual([
      { what: 'spend', until: NOW + 604_800 },
      { what: 'claim_loyalty', until: NOW + 3_600 },
    ])
  })

  test('a database that is gone costs the frame nothing but the figures', async () => {
    await connection.close()
    expect(await shellState()).toEqual({ chainId: 31_337, ledger: null, pauses: [], stalePrice: null })
  })
})
