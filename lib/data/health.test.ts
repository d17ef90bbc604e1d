import { expect, test, vi } from 'vitest'

vi.mock('server-only', () => ({}))
const { judgeHealth } = await import('./health')

const head = { number: 120n, time: 1_000n }
const ledger = { number: 120n, time: 1_000n, isHalted: false }

test.each([
  ['ok at the head', { head, ledger }, { status: 'ok', block: 120, indexedBlock: 120, lagSeconds: 0 }],
  ['ok a minute behind', { head, ledger: { ...ledger, number: 115n, time: 940n } }, { status: 'ok', lagSeconds: 60 }],
  [
    'behind after a minute',
    { head, ledger: { ...ledger, number: 114n, time: 939n } },
    { status: 'behind', lagSeconds: 61 },
  ],
  [
    'behind without the RPC',
    { head: null, ledger },
    { status: 'behind', block: null, indexedBlock: 120, lagSeconds: null },
  ],
  ['halted at any lag', { head, ledger: { ...ledger, isHalted: true } }, { status: 'halted', lagSeconds: 0 }],
  ['down without the ledger', { head, ledger: null }, { status: 'down', block: 120, indexedBlock: null }],
  [
    'no negative lag when the ledger is ahead of a stale node',
    { head, ledger: { ...ledger, time: 1_010n } },
    { status: 'ok', lagSeconds: 0 },
  ],
] as const)('%s', (_, facts, health) => {
  expect(judgeHealth({ chainId: 31_337, ...facts })).toMatchObject({ chainId: 31_337, ...health })
})
