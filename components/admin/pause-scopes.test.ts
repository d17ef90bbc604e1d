import { describe, expect, test } from 'vitest'
import type { At } from '@/lib/chain/at'
import { lastCall } from '@/lib/tx/simulate'
import { pauseFlows, SCOPES, type Scope, unpauseCall } from './pause-scopes'

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

test.each<[Scope, string]>([
  ['spend', 'Vault.unpause(1)'],
  ['claims:referral', 'Rewards.unpause(1)'],
])('ending the pause of %s calls %s', (scope, expected) => {
  const { contract, functionName, args } = unpauseCall(at, scope)
  expect(`${contract}.${functionName}(${args.join()})`).toBe(expected)
})
