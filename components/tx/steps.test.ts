import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors/app-error'
import type { Approval } from '@/lib/tx/approval'
import type { Call, Step } from '@/lib/tx/flow'
import type { TxStage } from '@/lib/tx/stage'
import { stepsToShow } from './steps'

const HASH = `0x${'ab'.repeat(32)}` as const
const approval: Approval = { token: '0x01', spender: '0x02', amount: 1n }
const call: Call = { contract: 'Vault', address: '0x03', functionName: 'deposit', args: [], data: '0x' }
const single: Step[] = [{ kind: 'call', call: () => call }]
const permit: Step[] = [{ kind: 'permit', approval }, ...single]
const approve: Step[] = [{ kind: 'approve', approval }, ...single]
const batch: Step[] = [{ kind: 'batch', approval, calls: [call] }]

const idle: TxStage = { name: 'idle' }
const pending: TxStage = { name: 'pending', request: 'transaction', hash: HASH }
const signing = (request: 'permit' | 'transaction' | 'approval'): TxStage => ({ name: 'signing', request })
const failed = (code: 'TX_REJECTED' | 'TX_REVERTED'): TxStage => ({ name: 'failed', error: new AppError(code) })

test.each<[string, Step[] | null, TxStage, TxStage, string]>([
  ['before anything', permit, idle, idle, 'Simulated next, Sign permit next, Send next, Confirmed next, Indexed next'],
  ['simulating', single, { name: 'simulating' }, idle, 'Simulated now, Sign next, Confirmed next, Indexed next'],
  [
    'signing the permit',
    permit,
    signing('permit'),
    idle,
    'Simulated done, Sign permit now, Send next, Confirmed next, Indexed next',
  ],
  [
    'sending after the permit',
    permit,
    signing('transaction'),
    idle,
    'Simulated done, Sign permit done, Send now, Confirmed next, Indexed next',
  ],
  [
    'in a block after the permit',
    permit,
    pending,
    idle,
    'Simulated done, Sign permit done, Send done, Confirmed now, Indexed next',
  ],
  [
    'an approval on its way',
    approve,
    { name: 'pending', request: 'approval', hash: HASH },
    idle,
    'Simulated done, Approve now, Send next, Confirmed next, Indexed next',
  ],
  [
    'read by the ledger',
    batch,
    { name: 'indexing', hash: HASH, blockNumber: 1n },
    idle,
    'Simulated done, Sign batch done, Confirmed done, Indexed now',
  ],
  [
    'done',
    single,
    { name: 'done', hash: HASH, blockNumber: 1n },
    idle,
    'Simulated done, Sign done, Confirmed done, Indexed done',
  ],
  [
    'on chain, the ledger behind',
    single,
    { name: 'late', hash: HASH, blockNumber: 1n },
    idle,
    'Simulated done, Sign done, Confirmed done, Indexed now',
  ],
  [
    'declined at the permit',
    permit,
    failed('TX_REJECTED'),
    signing('permit'),
    'Simulated done, Sign permit declined, Send gone, Confirmed gone, Indexed gone',
  ],
  ['reverted', single, failed('TX_REVERTED'), pending, 'Simulated done, Sign done, Confirmed failed, Indexed gone'],
  [
    'refused in the trial run',
    single,
    failed('TX_REVERTED'),
    { name: 'simulating' },
    'Simulated failed, Sign gone, Confirmed gone, Indexed gone',
  ],
  ['after a reload, in the wallet still', null, signing('transaction'), idle, 'Sign now, Confirmed next, Indexed next'],
  ['after a reload, on its way', null, pending, idle, 'Sign done, Confirmed now, Indexed next'],
  ['after a reload, replaced', null, failed('TX_REVERTED'), pending, 'Sign done, Confirmed failed, Indexed gone'],
])('%s', (_, steps, stage, before, shown) => {
  expect(say(stepsToShow(steps, false, stage, before))).toBe(shown)
})

test('a Safe proposes, collects signatures and executes', () => {
  const stage: TxStage = { name: 'safe-proposed', hash: HASH, progress: { confirmations: 1, required: 2 } }
  expect(say(stepsToShow(batch, true, stage, idle))).toBe(
    'Simulated done, Proposed done, Signed and executed now, Indexed next',
  )
})

function say(steps: ReturnType<typeof stepsToShow>): string {
  return steps.map(({ label, state }) => `${label} ${state}`).join(', ')
}
