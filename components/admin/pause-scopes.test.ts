import { describe, expect, test } from 'vitest'
import type { At } from '@/lib/chain/at'
import { lastCall } from '@/lib/tx/simulate'
import { batchedPause, pauseFlows, SCOPES, type Scope, unpauseCall } from './pause-scopes'

const VAULT = '0x1111111111111111111111111111111111111111'
const REWARDS = '0x2222222222222222222222222222222222222222'
// The flows read addresses only; no client is asked.
const at = {
  deployment: {
    chainId: 31_337,
    startBlock: 0,
    contracts: { Vault: { address: VAULT }, Rewards: { address: REWARDS } },
  },
} as unknown as At

const said = (scopes: readonly Scope[]) =>
  pauseFlows(at, new Set(scopes)).map(({ steps }) => {
    const { contract, functionName, args } = lastCall(steps)
    return `${contract}.${functionName}(${args.join()})`
  })

describe('the transactions of a pause', () => {
  test.each<[string, readonly Scope[], string[]]>([
    ['everything is one for the Vault and one for Rewards', SCOPES, ['Vault.pauseAll()', 'Rewards.pauseAll()']],
    ['the whole Vault alone', ['deposit', 'spend', 'distribute'], ['Vault.pauseAll()']],
    ['two flags are two', ['deposit', 'distribute'], ['Vault.pause(0)', 'Vault.pause(2)']],
    ['one category', ['claims:loyalty'], ['Rewards.pause(2)']],
    ['nothing ticked is nothing sent', [], []],
  ])('%s', (_, scopes, expected) => {
    expect(said(scopes)).toEqual(expected)
  })
})

describe('for a wallet that batches', () => {
  const batched = (scopes: readonly Scope[]) => batchedPause(pauseFlows(at, new Set(scopes)))

  test('everything is one request of the same calls, which the guardian alone may make', () => {
    const [flow, ...more] = batched(SCOPES)
    expect(more).toEqual([])
    expect(flow?.key).toBe('pause:vault:all+pause:rewards:all')
    expect(flow?.title).toBe('Pause the Vault: all, Pause Rewards: all')
    expect(flow?.needs).toEqual({ role: 'GUARDIAN' })
    const [step] = flow?.steps ?? []
    if (step?.kind !== 'batch') throw new Error('no batch')
    expect(step.approval).toBeUndefined()
    expect(step.calls.map(({ contract, functionName }) => `${contract}.${functionName}`)).toEqual([
      'Vault.pauseAll',
      'Rewards.pauseAll',
    ])
  })

  test('one transaction and none stay as they are', () => {
    expect(batched(['spend']).map(({ key }) => key)).toEqual(['pause:vault:spend'])
    expect(batched([])).toEqual([])
  })
})

test.each<[Scope, string]>([
  ['spend', 'Vault.unpause(1)'],
  ['claims:referral', 'Rewards.unpause(1)'],
])('ending the pause of %s calls %s', (scope, expected) => {
  const { contract, functionName, args } = unpauseCall(at, scope)
  expect(`${contract}.${functionName}(${args.join()})`).toBe(expected)
})
