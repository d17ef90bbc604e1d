import { describe, expect, test } from 'vitest'
import { breakEven, checkClaim, costsMoreThanItPays, microUsdOf } from './claim'
import { buildTree, proofOf } from './merkle'

const context = {
  chainId: 31_337,
  rewards: '0x00000000000000000000000000000000000000ee',
  category: 'provider',
} as const
const A = '0x00000000000000000000000000000000000000A1'
const B = '0x00000000000000000000000000000000000000b2'
const tree = buildTree(context, [
  { account: A, cumulative: 300n },
  { account: B, cumulative: 500n },
])
const proof = proofOf(tree, A) ?? []
const offer = { root: tree.root, cumulative: 300n, proof }
const state = { root: tree.root, claimed: 100n, pausedUntil: null }

describe('a claim is offered to the wallet', () => {
  test('when amount, address and proof lead to the root of the chain', () => {
    expect(checkClaim(context, A, offer, state)).toMatchObject({ ok: true, cumulative: 300n, amount: 200n, proof })
  })

  test.each([
    ['claims are paused', offer, { ...state, pausedUntil: 5n }, 'paused'],
    ['the chain has no root', offer, { ...state, root: null }, 'no-root'],
    ['the server speaks of another root', { ...offer, root: `0x${'11'.repeat(32)}` }, state, 'other-root'],
    ['the account is not in the root', { ...offer, cumulative: null, proof: [] }, state, 'not-in-root'],
    ['the amount was changed', { ...offer, cumulative: 301n }, state, 'wrong-proof'],
    ['a step of the proof was changed', { ...offer, proof: [`0x${'22'.repeat(32)}`] }, state, 'wrong-proof'],
    ['a step of the proof is missing', { ...offer, proof: [] }, state, 'wrong-proof'],
    ['everything was claimed', offer, { ...state, claimed: 300n }, 'nothing'],
  ] as const)('not when %s', (_, given, chain, why) => {
    expect(checkClaim(context, A, given, chain)).toEqual({ ok: false, why })
  })

  test.each([
    ['for another account', context, B],
    ['of another chain', { ...context, chainId: 8_453 }, A],
    ['of another category', { ...context, category: 'loyalty' }, A],
  ] as const)('not with a proof %s', (_, where, account) => {
    expect(checkClaim(where, account, offer, state)).toEqual({ ok: false, why: 'wrong-proof' })
  })
})

describe('gas against what is claimed', () => {
  test('0.00002 ETH at $3,000 cost $0.06: more than $0.05, less than $0.07', () => {
    const [fee, coin] = [20_000_000_000_000n, 3_000_000_000n]
    expect(costsMoreThanItPays(50_000n, fee, coin)).toBe(true)
    expect(costsMoreThanItPays(60_000n, fee, coin)).toBe(false)
    expect(costsMoreThanItPays(70_000n, fee, coin)).toBe(false)
  })

  test('a claim of $0.05 is worth 0.00002 ETH of gas up to $2,500 for one', () => {
    expect(breakEven(50_000n, 20_000_000_000_000n)).toBe(2_500_000_000n)
    expect(breakEven(50_000n, 0n)).toBeNull()
  })

  test('a price in the environment is read to the micro-dollar', () => {
    expect(microUsdOf('2950.5')).toBe(2_950_500_000n)
    expect(microUsdOf('1')).toBe(1_000_000n)
  })
})
