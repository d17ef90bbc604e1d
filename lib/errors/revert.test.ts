import { type Abi, encodeErrorResult, type Hex } from 'viem'
import { describe, expect, test } from 'vitest'
import { ABIS, type ContractName, errorsAbi } from '@/contracts-abi'
import { type CallContext, fromRevert, RULES } from './revert'
import { ERRORS } from './table'

const CXPT = 10n ** 18n
const AT = 1_797_703_200n // 19 Dec 2026, 18:00 UTC
const ALICE = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
const BOB = '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC'
const HASH = `0x${'ab'.repeat(32)}` as const

/** Revert data of an error of ours, by name and arguments; the number of arguments tells two of one name apart. */
function reverted(errorName: string, ...args: unknown[]): Hex {
  const item = errorsAbi.find(({ name, inputs }) => name === errorName && inputs.length === args.length)
  if (!item) throw new Error(`no error ${errorName} with ${args.length} arguments`)
  return encodeErrorResult({ abi: [item] as Abi, errorName, args })
}

const say = (data: Hex, context: CallContext = {}) => {
  const { code, status, say } = fromRevert(data, context, null)
  return [code, status, say]
}

describe('the rules are complete', () => {
  test('every error of errorsAbi has a rule, and every rule an error', () => {
    expect(Object.keys(RULES).sort()).toEqual([...new Set(errorsAbi.map(({ name }) => name))].sort())
  })

  test.each(Object.keys(ABIS) as ContractName[])('every error of %s has a rule', (contract) => {
    const errors = (ABIS[contract] as Abi).filter((item) => item.type === 'error')
    expect(errors.length).toBeGreaterThan(0)
    for (const { name } of errors) expect(RULES).toHaveProperty(name)
  })

  test('every error of every contract becomes a sentence without a gap', () => {
    for (const [contract, abi] of Object.entries(ABIS) as [ContractName, Abi][]) {
      for (const item of abi) {
        if (item.type !== 'error') continue
        const args = item.inputs.map(({ type }) => sample(type))
        const data = encodeErrorResult({ abi: [item], errorName: item.name, args } as Parameters<
          typeof encodeErrorResult
        >[0])
        const error = fromRevert(data, { contract }, null)
        expect(error.code).not.toBe('SIMULATION_FAILED')
        expect(error.say, `${contract}.${item.name}`).not.toMatch(/n\/a|[[\]{}|]|undefined/)
      }
    }
  })
})

function sample(type: string): unknown {
  if (type === 'address') return ALICE
  if (type === 'string') return 'text'
  if (type.startsWith('bytes')) return `0x${'ab'.repeat(Number(type.slice(5)))}`
  const bits = Number(type.slice(4))
  return bits <= 48 ? 1 : 1n
}

describe('the Vault and what it asks', () => {
  test.each([
    [
      reverted('Insufficient', 120n * CXPT, 1_580n * CXPT),
      'CREDITS_INSUFFICIENT',
      409,
      'You have 120 CXPT of credits; this needs 1,580 CXPT.',
    ],
    [
      reverted('Slippage', 1_600n * CXPT + 1n, 1_595_800_000_000_000_000_000n),
      'SLIPPAGE',
      409,
      'This costs 1,600.0001 CXPT now, more than the 1,595.8 CXPT you allowed. Nothing was spent: look at the new price and confirm again.',
    ],
    [
      reverted('NotUnlocked', AT),
      'WITHDRAWAL_LOCKED',
      409,
      'This withdrawal unlocks on 19 Dec 2026, 18:00 UTC. Your credits stay yours until then.',
    ],
    [reverted('SplitSum', 9_902n), 'SPLIT_SUM', 422, 'The four shares add up to 99.02%; they must be exactly 100.00%.'],
    [
      reverted('Stale', AT),
      'PRICE_STALE',
      503,
      'No price since 19 Dec 2026, 18:00 UTC, so no quote. Withdrawing works.',
    ],
    [
      reverted('OutOfBounds', 9_000_000_000_000_000n),
      'PRICE_OUT_OF_BOUNDS',
      503,
      'The price of $0.009 lies outside its allowed band, so nothing is charged by it. Withdrawing works.',
    ],
    [
      reverted('Paused', 0),
      'DEPOSIT_PAUSED',
      503,
      'Loading credits is paused. Spending, distributing and withdrawing credits go on.',
    ],
  ])('%# %s', (data, code, status, sentence) => {
    expect(say(data)).toEqual([code, status, sentence])
  })

  test('a pause is said with its end when the caller knows it', () => {
    expect(say(reverted('Paused', 1), { values: { until: AT } })[2]).toBe(
      'Spending is paused until 19 Dec 2026, 18:00 UTC: no purchase, renewal, upgrade or settlement. Loading and withdrawing credits go on.',
    )
  })

  test('no amount means no vault revenue when it was distribute that was called', () => {
    expect(say(reverted('ZeroAmount'))[2]).toBe('The amount must be above 0.')
    expect(say(reverted('ZeroAmount'), { functionName: 'distribute' })[2]).toBe(
      'There is no vault revenue to distribute.',
    )
  })
})

describe('one signature of two contracts', () => {
  test.each([
    [
      'Paused',
      [1],
      'SPEND_PAUSED',
      { Rewards: 'REWARDS_PAUSED', Subscriptions: 'SPEND_PAUSED', Vault: 'SPEND_PAUSED' },
    ],
    ['NotPaused', [1], 'VAULT_NOT_PAUSED', { Rewards: 'REWARDS_NOT_PAUSED' }],
    ['CapExceeded', [5n, 4n], 'DAILY_CAP_EXCEEDED', { Rewards: 'EMISSION_CAP_EXCEEDED' }],
    ['StepTooLarge', [5n, 4n], 'PRICE_STEP_TOO_LARGE', { Rewards: 'ROOT_STEP_TOO_LARGE' }],
    ['TooSoon', [AT], 'PRICE_TOO_SOON', { Faucet: 'FAUCET_TOO_SOON' }],
  ] as const)('%s', (name, args, standard, byContract) => {
    const data = reverted(name, ...args)
    expect(fromRevert(data, {}, null).code).toBe(standard)
    for (const [contract, code] of Object.entries(byContract)) {
      expect(fromRevert(data, { contract: contract as ContractName }, null).code).toBe(code)
    }
  })

  test('an insufficient bucket is told from insufficient credits by its arguments', () => {
    expect(say(reverted('Insufficient', 2, 20_000_000n * CXPT, 50_000_000n * CXPT))).toEqual([
      'BUCKET_INSUFFICIENT',
      409,
      'LIQUIDITY holds 20,000,000 CXPT; this needs 50,000,000 CXPT.',
    ])
  })
})

describe('the token', () => {
  test('a missing approval is not called a missing balance', () => {
    expect(say(reverted('ERC20InsufficientAllowance', BOB, 0n, 5_700n * CXPT))).toEqual([
      'APPROVAL_INSUFFICIENT',
      409,
      'Your approval covers 0 CXPT; this needs 5,700 CXPT. Your balance is not the problem: approve again.',
    ])
    expect(say(reverted('ERC20InsufficientBalance', ALICE, 10n * CXPT, 5_700n * CXPT))).toEqual([
      'CXPT_INSUFFICIENT',
      409,
      'The wallet holds 10 CXPT; this needs 5,700 CXPT.',
    ])
  })

  test('a permit that expired is told from one that does not fit', () => {
    expect(say(reverted('ERC2612ExpiredSignature', AT))[2]).toBe(
      'The signed permit expired on 19 Dec 2026, 18:00 UTC. Sign a new one.',
    )
    expect(say(reverted('ERC2612InvalidSigner', ALICE, BOB))[0]).toBe('PERMIT_INVALID')
  })
})

describe('the access manager', () => {
  test.each([
    [reverted('AccessManagedUnauthorized', ALICE), 403, '0x7099…79C8 does not hold the role this needs.'],
    [
      reverted('AccessManagerUnauthorizedAccount', ALICE, 1n),
      403,
      '0x7099…79C8 does not hold the role this needs: PARAMS.',
    ],
    [
      reverted('AccessManagerUnauthorizedCall', ALICE, BOB, '0x595c6a67'),
      403,
      '0x7099…79C8 may not call this on 0x3C44…93BC, or only after scheduling it.',
    ],
    [
      reverted('AccessManagerAlreadyScheduled', HASH),
      409,
      'The same operation is in the queue already. Execute or cancel that one first.',
    ],
    [reverted('AccessManagerNotReady', HASH), 409, 'This operation is not ready yet.'],
    [
      reverted('AccessManagerExpired', HASH),
      409,
      'This operation expired 7 days after it was ready. Schedule it again.',
    ],
    [
      reverted('AccessManagerNotScheduled', HASH),
      409,
      'This operation is not in the queue: it was never scheduled, or was executed or cancelled already.',
    ],
    [
      reverted('AccessManagerUnauthorizedCancel', ALICE, BOB, BOB, '0x595c6a67'),
      403,
      '0x7099…79C8 may not cancel this: only who scheduled it, its guardian or an ADMIN can.',
    ],
    [
      reverted('AccessManagedRequiredDelay', ALICE, 172_800),
      409,
      'This takes a delay of 2 days: schedule it, then execute it.',
    ],
  ])('%# %s', (data, status, sentence) => {
    expect(say(data).slice(1)).toEqual([status, sentence])
  })

  test('says when an operation is ready, when the caller knows', () => {
    expect(say(reverted('AccessManagerNotReady', HASH), { values: { readyAt: AT } })[2]).toBe(
      'This operation is not ready yet: it can be executed from 19 Dec 2026, 18:00 UTC.',
    )
  })
})

describe('the others', () => {
  test.each([
    [
      reverted('AlreadySubscribed', AT),
      'You already have a plan, to 19 Dec 2026. Upgrade it, or schedule a change for its next period.',
    ],
    [reverted('PlanInactive', 3), 'Plan 3 is not offered any more. Choose another one.'],
    [reverted('AlreadyReferred', BOB), 'Your referrer is already 0x3C44…93BC.'],
    [
      reverted('BadRate', 0n),
      'Rate 1 is refused: input price and unit must be above 0, and there are 64 rates at most.',
    ],
    [reverted('TiersTooHigh', 2_100n), 'The top tiers together would pay 21.00%; at most 20.00% is allowed.'],
    [reverted('BadPhase', 0, 2), 'The phase goes one step forward at a time: not from TESTNET to FULL.'],
    [reverted('BadPeriod', 202613), '202613 is not a reporting period: a month, quarter or year from 2020 on.'],
    [reverted('OverAllocated', 5n * CXPT, 4n * CXPT), 'This needs 5 CXPT, and 4 CXPT are funded or vested for it.'],
    [reverted('Begun', 0n), 'Tranche 0 has begun or was cancelled; only one that still lies ahead can be cancelled.'],
    [reverted('NotFundable', 0), 'The treasury funds referral and loyalty rewards only, not provider.'],
    [reverted('CapReached', AT), 'The faucet gave all it gives in a day. Next drip from 19 Dec 2026, 18:00 UTC.'],
  ])('%# %s', (data, sentence) => {
    expect(say(data)[2]).toBe(sentence)
  })
})

describe('what is not ours', () => {
  test.each([
    [
      'a reason in words',
      '0x08c379a000000000000000000000000000000000000000000000000000000000000000200000000000000000000000000000000000000000000000000000000000000004626f6f6d00000000000000000000000000000000000000000000000000000000',
      'A trial run of this call failed: boom. Nothing was sent.',
    ],
    [
      'a panic',
      '0x4e487b710000000000000000000000000000000000000000000000000000000000000011',
      'A trial run of this call failed: panic 17. Nothing was sent.',
    ],
    ['an unknown error', '0xdeadbeef', 'A trial run of this call failed: unknown error 0xdeadbeef. Nothing was sent.'],
    [
      'an error cut short',
      '0x9b5a2f4c',
      'A trial run of this call failed: unknown error 0x9b5a2f4c. Nothing was sent.',
    ],
  ] as const)('%s', (_, data, sentence) => {
    expect(say(data)).toEqual(['SIMULATION_FAILED', ERRORS.SIMULATION_FAILED.status, sentence])
  })
})
