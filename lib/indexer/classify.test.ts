import { describe, expect, test } from 'vitest'
import { CXPT } from '../domain/units'
import { classify, type Entry } from './classify'
import { addressBook, type Hex, ZERO } from './deployment'
import type { LedgerEvent } from './events'
import { LedgerError } from './ledger-error'
import { emptyRewardState, type RewardState } from './reward-state'

const at = (digit: string): Hex => `0x${digit.repeat(40)}`
const [TREASURY, REWARDS, VAULT, TOKEN, SUBS, FAUCET] = ['1', '2', '3', '4', '5', '6'].map(at) as [
  Hex,
  Hex,
  Hex,
  Hex,
  Hex,
  Hex,
]
const [ANN, BOB, SAFE] = ['a', 'b', 'c'].map(at) as [Hex, Hex, Hex]
const DEAD: Hex = '0x000000000000000000000000000000000000dead'

const NAMES: Record<string, string> = {
  [ANN]: 'ann',
  [BOB]: 'bob',
  [SAFE]: 'safe',
  [DEAD]: 'dead',
  [FAUCET]: 'faucet',
}

const book = addressBook({
  chainId: 1,
  startBlock: 0,
  contracts: {
    Treasury: { address: TREASURY },
    Rewards: { address: REWARDS },
    Vault: { address: VAULT },
    CXPT: { address: TOKEN },
    Subscriptions: { address: SUBS },
    Faucet: { address: FAUCET },
  },
  external: [SAFE],
})

const CONTRACTS: Record<string, Hex> = { Treasury: TREASURY, Rewards: REWARDS, Vault: VAULT, CXPT: TOKEN }
type Step = [contract: string, name: string, args: Record<string, unknown>]

/** One transaction of these events, log indices from 0. */
function tx(...steps: Step[]): LedgerEvent[] {
  return steps.map(
    ([contract, name, args], logIndex) =>
      ({
        blockNumber: 1n,
        blockHash: '0x01',
        blockTime: 0n,
        txHash: '0x02',
        txIndex: 0,
        logIndex,
        address: CONTRACTS[contract],
        addresses: [],
        contract,
        name,
        args,
      }) as unknown as LedgerEvent,
  )
}

const transfer = (from: Hex, to: Hex, value: bigint): Step => ['CXPT', 'Transfer', { from, to, value }]
const vault = (name: string, args: Record<string, unknown>): Step => ['Vault', name, args]
const treasury = (name: string, args: Record<string, unknown>): Step => ['Treasury', name, args]
const rewards = (name: string, args: Record<string, unknown>): Step => ['Rewards', name, args]

const place = ({ bucket, owner }: { bucket: string; owner: string }) =>
  owner === '' ? bucket : `${bucket}:${NAMES[owner] ?? owner}`
const say = ({ logIndex, seq, kind, from, to, amount }: Entry) =>
  `${logIndex}.${seq} ${kind} ${place(from)} > ${place(to)} ${amount}`

const state = (changes: Partial<RewardState> = {}): RewardState => ({ ...emptyRewardState(), ...changes })
const pools = (provider: bigint, referral = 0n, loyalty = 0n) => ({ provider, referral, loyalty })
const read = (events: LedgerEvent[], before = state()) => classify(events, before, book)
const lines = (...steps: Step[]) => read(tx(...steps)).entries.map(say)

const distribution = [
  vault('Distributed', { burn: 5n, protocol: 20n, operations: 15n, provider: 60n }),
  transfer(VAULT, ZERO, 5n),
  treasury('Deposited', { bucket: 3, from: VAULT, amount: 20n }),
  transfer(VAULT, TREASURY, 20n),
  treasury('Deposited', { bucket: 1, from: VAULT, amount: 15n }),
  transfer(VAULT, TREASURY, 15n),
  rewards('Funded', { category: 0, from: VAULT, amount: 60n }),
  transfer(VAULT, REWARDS, 60n),
]
const distributed = [
  '0.0 burn vault_revenue > burned 5',
  '2.0 protocol_share vault_revenue > protocol 20',
  '4.0 operations_share vault_revenue > operations 15',
  '6.0 provider_share vault_revenue > rewards_pool:provider 60',
]

describe('each event', () => {
  test.each<[string, Step[], string[]]>([
    [
      'genesis of the treasury fills its three buckets',
      [transfer(ZERO, TREASURY, 520_000_000n * CXPT)],
      [
        `0.0 genesis genesis > reserve ${300_000_000n * CXPT}`,
        `0.1 genesis genesis > operations ${150_000_000n * CXPT}`,
        `0.2 genesis genesis > liquidity ${70_000_000n * CXPT}`,
      ],
    ],
    [
      'genesis of the rewards is the emission',
      [transfer(ZERO, REWARDS, 480_000_000n * CXPT)],
      [`0.0 genesis genesis > rewards_emission ${480_000_000n * CXPT}`],
    ],
    [
      'a deposit for somebody else credits him',
      [vault('Deposited', { from: ANN, to: BOB, amount: 7n }), transfer(ANN, VAULT, 7n)],
      ['0.0 deposit circulating:ann > vault_credits:bob 7'],
    ],
    [
      'a withdrawal circulates again',
      [vault('Withdrawn', { user: ANN, to: BOB, amount: 7n }), transfer(VAULT, BOB, 7n)],
      ['0.0 withdrawal vault_credits:ann > circulating:bob 7'],
    ],
    ['a withdrawal of nothing moves nothing', [vault('Withdrawn', { user: ANN, to: BOB, amount: 0n })], []],
    [
      'a withdrawal into the vault itself is a donation to it',
      [vault('Withdrawn', { user: ANN, to: VAULT, amount: 7n }), transfer(VAULT, VAULT, 7n)],
      ['0.0 withdrawal vault_credits:ann > donations:vault 7'],
    ],
    [
      'a withdrawal into the treasury is a donation to it',
      [vault('Withdrawn', { user: ANN, to: TREASURY, amount: 7n }), transfer(VAULT, TREASURY, 7n)],
      ['0.0 withdrawal vault_credits:ann > donations:treasury 7'],
    ],
    [
      'a withdrawal to a contract of ours without buckets is a donation to the others',
      [vault('Withdrawn', { user: ANN, to: SUBS, amount: 7n }), transfer(VAULT, SUBS, 7n)],
      ['0.0 withdrawal vault_credits:ann > donations:other 7'],
    ],
    [
      'a charge is inside the vault',
      [vault('Charged', { user: ANN, usd: 1n, paid: 9n, ref: '0x00' })],
      ['0.0 charge vault_credits:ann > vault_revenue 9'],
    ],
    [
      'a settlement batch is inside the vault, entry by entry',
      [
        vault('Settled', { user: ANN, usd: 1n, amount: 9n }),
        vault('Settled', { user: BOB, usd: 1n, amount: 4n }),
        vault('Batch', { receiptsRoot: '0x00', price: 1n, total: 13n }),
      ],
      ['0.0 settlement vault_credits:ann > vault_revenue 9', '1.0 settlement vault_credits:bob > vault_revenue 4'],
    ],
    ['a distribution has four ends', distribution, distributed],
    [
      'a distribution of one wei reaches the providers only',
      [
        vault('Distributed', { burn: 0n, protocol: 0n, operations: 0n, provider: 1n }),
        rewards('Funded', { category: 0, from: VAULT, amount: 1n }),
        transfer(VAULT, REWARDS, 1n),
      ],
      ['1.0 provider_share vault_revenue > rewards_pool:provider 1'],
    ],
    [
      'the surplus of the vault is skimmed into the protocol bucket',
      [
        vault('Skimmed', { amount: 8n }),
        treasury('Deposited', { bucket: 3, from: VAULT, amount: 8n }),
        transfer(VAULT, TREASURY, 8n),
      ],
      ['1.0 skim donations:vault > protocol 8'],
    ],
    [
      'the surplus of the treasury is skimmed without a transfer',
      [treasury('Skimmed', { amount: 8n })],
      ['0.0 skim donations:treasury > protocol 8'],
    ],
    [
      'anyone may deposit into a bucket',
      [treasury('Deposited', { bucket: 2, from: ANN, amount: 8n }), transfer(ANN, TREASURY, 8n)],
      ['0.0 treasury_deposit circulating:ann > liquidity 8'],
    ],
    [
      'a treasury withdrawal circulates',
      [treasury('Withdrawn', { bucket: 2, to: ANN, amount: 8n, ref: '0x00' }), transfer(TREASURY, ANN, 8n)],
      ['0.0 treasury_withdrawal liquidity > circulating:ann 8'],
    ],
    [
      'a treasury withdrawal to a registered wallet is still ours',
      [treasury('Withdrawn', { bucket: 0, to: SAFE, amount: 8n, ref: '0x00' }), transfer(TREASURY, SAFE, 8n)],
      ['0.0 treasury_withdrawal reserve > treasury_external:safe 8'],
    ],
    [
      'a treasury withdrawal to itself is a donation to it',
      [treasury('Withdrawn', { bucket: 0, to: TREASURY, amount: 8n, ref: '0x00' }), transfer(TREASURY, TREASURY, 8n)],
      ['0.0 treasury_withdrawal reserve > donations:treasury 8'],
    ],
    [
      'a treasury withdrawal to the vault is a donation, not credits',
      [treasury('Withdrawn', { bucket: 0, to: VAULT, amount: 8n, ref: '0x00' }), transfer(TREASURY, VAULT, 8n)],
      ['0.0 treasury_withdrawal reserve > donations:vault 8'],
    ],
    [
      'the treasury funds a category: one entry for both events',
      [
        treasury('Funded', { bucket: 3, category: 1, amount: 8n, ref: '0x00' }),
        rewards('Funded', { category: 1, from: TREASURY, amount: 8n }),
        transfer(TREASURY, REWARDS, 8n),
      ],
      ['0.0 fund protocol > rewards_pool:referral 8'],
    ],
    [
      'a move between buckets needs no transfer',
      [treasury('Moved', { from: 0, to: 3, amount: 8n, ref: '0x00' })],
      ['0.0 treasury_move reserve > protocol 8'],
    ],
    [
      'anyone may fund a category',
      [rewards('Funded', { category: 2, from: BOB, amount: 8n }), transfer(BOB, REWARDS, 8n)],
      ['0.0 fund circulating:bob > rewards_pool:loyalty 8'],
    ],
    [
      'a claim pays its account',
      [rewards('Claimed', { category: 0, account: BOB, amount: 8n, cumulative: 9n }), transfer(REWARDS, BOB, 8n)],
      ['0.0 claim rewards_allocated:provider > circulating:bob 8'],
    ],
    [
      'a claim of the vault contract is a donation to it',
      [rewards('Claimed', { category: 0, account: VAULT, amount: 8n, cumulative: 8n }), transfer(REWARDS, VAULT, 8n)],
      ['0.0 claim rewards_allocated:provider > donations:vault 8'],
    ],
    [
      'a defund leaves the pool',
      [rewards('Defunded', { category: 1, to: ANN, amount: 8n, ref: '0x00' }), transfer(REWARDS, ANN, 8n)],
      ['0.0 defund rewards_pool:referral > circulating:ann 8'],
    ],
    [
      'a defund to the treasury contract is a donation to it',
      [rewards('Defunded', { category: 1, to: TREASURY, amount: 8n, ref: '0x00' }), transfer(REWARDS, TREASURY, 8n)],
      ['0.0 defund rewards_pool:referral > donations:treasury 8'],
    ],
    [
      'approvals, requests and settings move nothing',
      [
        ['CXPT', 'Approval', { owner: ANN, spender: VAULT, value: 5n }],
        vault('WithdrawalRequested', { user: ANN, amount: 5n, unlockAt: 1n }),
        rewards('MaxStepSet', { category: 0, maxStep: 5n }),
      ],
      [],
    ],
  ])('%s', (_, steps, expected) => {
    expect(lines(...steps)).toEqual(expected)
  })
})

describe('transfers that no event announces', () => {
  test.each<[string, Step[], string[]]>([
    ['into the treasury', [transfer(ANN, TREASURY, 3n)], ['0.0 donation circulating:ann > donations:treasury 3']],
    ['into the rewards', [transfer(ANN, REWARDS, 3n)], ['0.0 donation circulating:ann > donations:rewards 3']],
    ['into the vault', [transfer(ANN, VAULT, 3n)], ['0.0 donation circulating:ann > donations:vault 3']],
    ['into the token itself', [transfer(ANN, TOKEN, 3n)], ['0.0 donation circulating:ann > donations:other 3']],
    ['between outsiders', [transfer(ANN, BOB, 3n)], ['0.0 transfer circulating:ann > circulating:bob 3']],
    ['to oneself', [transfer(ANN, ANN, 3n)], ['0.0 transfer circulating:ann > circulating:ann 3']],
    ['to the dead address', [transfer(ANN, DEAD, 3n)], ['0.0 transfer circulating:ann > dead:dead 3']],
    ['to a registered wallet', [transfer(ANN, SAFE, 3n)], ['0.0 transfer circulating:ann > treasury_external:safe 3']],
    ['of the faucet', [transfer(FAUCET, BOB, 3n)], ['0.0 transfer circulating:faucet > circulating:bob 3']],
    ['a burn by an outsider', [transfer(ANN, ZERO, 3n)], ['0.0 burn circulating:ann > burned 3']],
    ['of nothing', [transfer(ANN, VAULT, 0n)], []],
    ['out of the vault', [transfer(VAULT, ANN, 3n)], ['0.0 unexplained unclassified:vault > circulating:ann 3']],
    [
      'out of the rewards by burning',
      [transfer(REWARDS, ZERO, 3n)],
      ['0.0 unexplained unclassified:rewards > burned 3'],
    ],
    [
      'from one holder into another',
      [transfer(TREASURY, VAULT, 3n)],
      ['0.0 unexplained unclassified:treasury > donations:vault 3'],
    ],
  ])('%s', (_, steps, expected) => {
    expect(lines(...steps)).toEqual(expected)
  })
})

describe('several meanings in one transaction', () => {
  test('a donation of the same amount beside a deposit of the same user is told apart', () => {
    const steps = [
      vault('Deposited', { from: ANN, to: ANN, amount: 7n }),
      transfer(ANN, VAULT, 7n),
      transfer(ANN, VAULT, 7n),
    ]
    expect(lines(...steps)).toEqual([
      '0.0 deposit circulating:ann > vault_credits:ann 7',
      '2.0 donation circulating:ann > donations:vault 7',
    ])
  })

  test('a skim and then a distribution: each deposit belongs to the event before it', () => {
    const skim = [
      vault('Skimmed', { amount: 8n }),
      treasury('Deposited', { bucket: 3, from: VAULT, amount: 8n }),
      transfer(VAULT, TREASURY, 8n),
    ]
    expect(lines(...skim, ...distribution).map((line) => line.slice(line.indexOf(' ') + 1))).toEqual([
      'skim donations:vault > protocol 8',
      ...distributed.map((line) => line.slice(line.indexOf(' ') + 1)),
    ])
    expect(lines(...distribution, ...skim).at(-1)).toBe('9.0 skim donations:vault > protocol 8')
  })

  test('buying with a permit: deposit, charge and the subscription events', () => {
    const steps: Step[] = [
      ['CXPT', 'Approval', { owner: ANN, spender: VAULT, value: 9n }],
      vault('Deposited', { from: ANN, to: ANN, amount: 9n }),
      transfer(ANN, VAULT, 9n),
      vault('Charged', { user: ANN, usd: 1n, paid: 8n, ref: '0x00' }),
      ['Subscriptions', 'Subscribed', { user: ANN, plan: 1, index: 1n, start: 0n, end: 1n, paid: 8n }],
    ]
    expect(lines(...steps)).toEqual([
      '1.0 deposit circulating:ann > vault_credits:ann 9',
      '3.0 charge vault_credits:ann > vault_revenue 8',
    ])
  })

  test('unrelated logs between, before and after change nothing but the positions', () => {
    const noise: Step = ['CXPT', 'Approval', { owner: BOB, spender: ANN, value: 1n }]
    const bare = lines(...distribution).map((line) => line.slice(line.indexOf(' ')))
    for (let gap = 0; gap <= distribution.length; gap += 1) {
      const steps = [...distribution.slice(0, gap), noise, noise, ...distribution.slice(gap)]
      expect(lines(...steps).map((line) => line.slice(line.indexOf(' ')))).toEqual(bare)
    }
  })

  test('a transfer before its event is matched too', () => {
    expect(lines(transfer(ANN, VAULT, 7n), vault('Deposited', { from: ANN, to: ANN, amount: 7n }))).toEqual([
      '1.0 deposit circulating:ann > vault_credits:ann 7',
    ])
  })
})

describe('reward roots', () => {
  const accept = (category: number, total: bigint) => tx(rewards('Accepted', { category, root: '0x00', total }))
  const before = state({ pools: pools(100n, 50n), emission: 1_000n })

  test('a provider root takes the pool first, then emission', () => {
    const { entries, state: after, allocations } = read(accept(0, 130n), before)
    expect(entries.map(say)).toEqual([
      '0.0 allocate rewards_pool:provider > rewards_allocated:provider 100',
      '0.1 allocate rewards_emission > rewards_allocated:provider 30',
    ])
    expect(after).toEqual({
      totals: pools(130n),
      pools: pools(0n, 50n),
      emission: 970n,
      emissionUsed: 30n,
    })
    expect(allocations.get(0)).toMatchObject({ fromPool: 100n, fromEmission: 30n, returned: 0n })
  })

  test('a provider root within the pool takes no emission', () => {
    expect(read(accept(0, 60n), before).entries.map(say)).toEqual([
      '0.0 allocate rewards_pool:provider > rewards_allocated:provider 60',
    ])
  })

  test('a total that falls after a revoke goes back to the pool, and the next one takes it from there', () => {
    const first = read(accept(0, 130n), before).state
    const second = read(accept(0, 90n), first)
    expect(second.entries.map(say)).toEqual(['0.0 deallocate rewards_allocated:provider > rewards_pool:provider 40'])
    expect(second.state).toMatchObject({ totals: pools(90n), pools: pools(40n, 50n), emissionUsed: 30n })
    expect(read(accept(0, 150n), second.state).entries.map(say)).toEqual([
      '0.0 allocate rewards_pool:provider > rewards_allocated:provider 40',
      '0.1 allocate rewards_emission > rewards_allocated:provider 20',
    ])
  })

  test('the same total again moves nothing', () => {
    const first = read(accept(0, 130n), before).state
    expect(read(accept(0, 130n), first).entries).toEqual([])
  })

  test('another category has its pool only', () => {
    expect(read(accept(1, 50n), before).entries.map(say)).toEqual([
      '0.0 allocate rewards_pool:referral > rewards_allocated:referral 50',
    ])
    expect(() => read(accept(1, 51n), before)).toThrow(LedgerError)
  })

  test('a distribution and an accept in one transaction: the share is in the pool already', () => {
    const steps = [...distribution, rewards('Accepted', { category: 0, root: '0x00', total: 170n })]
    expect(
      read(tx(...steps), before)
        .entries.map(say)
        .slice(4),
    ).toEqual([
      '8.0 allocate rewards_pool:provider > rewards_allocated:provider 160',
      '8.1 allocate rewards_emission > rewards_allocated:provider 10',
    ])
  })

  test('emission beyond what is left is refused', () => {
    expect(() => read(accept(0, 1_101n), before)).toThrow('hold')
  })
})

describe('migration', () => {
  const before = state({ totals: pools(130n), pools: pools(7n, 50n, 5n), emission: 970n, emissionUsed: 30n })
  const migrate = (to: Hex, amount: bigint) => [rewards('Migrated', { to, amount }), transfer(REWARDS, to, amount)]

  test('pays the emission and every pool, and what was donated', () => {
    const { entries, state: after } = read(tx(...migrate(ANN, 1_034n)), before)
    expect(entries.map(say)).toEqual([
      '0.0 migrate rewards_emission > circulating:ann 970',
      '0.1 migrate rewards_pool:provider > circulating:ann 7',
      '0.2 migrate rewards_pool:referral > circulating:ann 50',
      '0.3 migrate rewards_pool:loyalty > circulating:ann 5',
      '0.4 migrate donations:rewards > circulating:ann 2',
    ])
    expect(after).toEqual({ totals: pools(130n), pools: pools(0n), emission: 0n, emissionUsed: 30n })
  })

  test('a donation earlier in the same transaction leaves with it', () => {
    const steps = [transfer(BOB, REWARDS, 2n), ...migrate(ANN, 1_034n)]
    expect(read(tx(...steps), before).entries.map(say)).toContain('1.4 migrate donations:rewards > circulating:ann 2')
  })

  test('to the rewards contract itself, everything becomes a donation to it', () => {
    expect(read(tx(...migrate(REWARDS, 1_032n)), before).entries.map(say)[0]).toBe(
      '0.0 migrate rewards_emission > donations:rewards 970',
    )
  })

  test('afterwards provider roots live on revenue alone', () => {
    const after = read(tx(...migrate(ANN, 1_032n)), before).state
    const funded = read(tx(...distribution), after).state
    const accept = (total: bigint) => tx(rewards('Accepted', { category: 0, root: '0x00', total }))
    expect(read(accept(190n), funded).entries.map(say)).toEqual([
      '0.0 allocate rewards_pool:provider > rewards_allocated:provider 60',
    ])
    expect(() => read(accept(191n), funded)).toThrow(LedgerError)
  })

  test('one that pays less than what is free is refused', () => {
    expect(() => read(tx(...migrate(ANN, 1_031n)), before)).toThrow('free')
  })
})

describe('what cannot be true halts', () => {
  test.each<[string, Step[], string]>([
    ['a deposit without its transfer', [vault('Deposited', { from: ANN, to: ANN, amount: 7n })], 'no transfer'],
    [
      'a deposit with a transfer of another amount',
      [vault('Deposited', { from: ANN, to: ANN, amount: 7n }), transfer(ANN, VAULT, 6n)],
      'no transfer',
    ],
    ['a second mint', [transfer(ZERO, ANN, 1n)], 'not genesis'],
    ['a mint of another amount to the treasury', [transfer(ZERO, TREASURY, 1n)], 'not genesis'],
    [
      'the vault paying the treasury for no reason',
      [treasury('Deposited', { bucket: 3, from: VAULT, amount: 8n }), transfer(VAULT, TREASURY, 8n)],
      'outside a distribution',
    ],
    [
      'the vault funding rewards for no reason',
      [rewards('Funded', { category: 0, from: VAULT, amount: 8n }), transfer(VAULT, REWARDS, 8n)],
      'outside a distribution',
    ],
    [
      'a holder that deposits like a user',
      [vault('Deposited', { from: TREASURY, to: ANN, amount: 8n }), transfer(TREASURY, VAULT, 8n)],
      'cannot pay in',
    ],
    [
      'a bucket the treasury does not have',
      [treasury('Withdrawn', { bucket: 4, to: ANN, amount: 8n, ref: '0x00' }), transfer(TREASURY, ANN, 8n)],
      'enum value 4',
    ],
  ])('%s', (_, steps, message) => {
    expect(() => read(tx(...steps))).toThrow(LedgerError)
    expect(() => read(tx(...steps))).toThrow(message)
  })
})
