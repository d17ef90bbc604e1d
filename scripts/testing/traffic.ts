import { concat, encodeAbiParameters, encodeFunctionData, type Hex, keccak256, zeroHash } from 'viem'
import { treasuryAbi } from '../../contracts-abi'
import { accountOf, type LedgerChain } from './ledger-chain'

const CXPT = 10n ** 18n
const DAY = 86_400
const ADMIN = 1
const TREASURER = 2
const GUARDIAN = 3
const METER = 4
const PUBLISHER = 5
const PRICER = 6
const USERS = [20, 21, 22, 23, 24, 25]
const PLANS = [1, 2, 3]
const ref = (n: number): Hex => `0x${n.toString(16).padStart(64, '0')}`

/** Mulberry32: small, seeded, the same everywhere. */
export function random(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** A tree with one leaf: its root is the leaf, and the proof is empty. */
function singleLeaf(chain: LedgerChain, category: number, who: number, cumulative: bigint): Hex {
  const types = ['uint256', 'address', 'uint8', 'address', 'uint256'].map((type) => ({ type }))
  const values = [31_337n, chain.addressOf('Rewards'), category, accountOf(who), cumulative]
  return keccak256(concat([keccak256(encodeAbiParameters(types, values))]))
}

export type Traffic = {
  /** Tokens for six users, approvals, a tranche and funded pools: everything `round` builds on. */
  begin: () => Promise<void>
  /** A few random acts in one block each; refused ones leave a reverted transaction, as in life. */
  round: (acts?: number) => Promise<void>
  /** Every event that moves tokens at least once, in a fixed order, some of them in one block. */
  everything: () => Promise<void>
}

/** Real traffic on a local chain: users, operators, donors and a treasurer. The same seed does the same. */
export function trafficOn(chain: LedgerChain, seed: number): Traffic {
  const { send, mine, scheduled, addressOf } = chain
  const draw = random(seed)
  const user = () => USERS[draw(USERS.length)] ?? 20
  const metered = new Map<number, bigint>()
  const owed = new Map<number, bigint>()
  let refs = 0
  const nextRef = () => {
    refs += 1
    return ref(refs)
  }

  const settle = async (users: readonly number[], usd: number) => {
    for (const who of users) metered.set(who, (metered.get(who) ?? 0n) + BigInt(usd))
    const entries = users.map((who) => ({ user: accountOf(who), cumulativeUsd: metered.get(who) ?? 0n }))
    await send(METER, 'Vault', 'settle', [entries, ref(99)])
  }

  /** Proposes a root whose only member is `who`, accepts it after the window, and claims when asked. */
  const reward = async (category: number, who: number, add: bigint, isClaimed: boolean) => {
    const cumulative = (owed.get(category) ?? 0n) + add
    const root = singleLeaf(chain, category, who, cumulative)
    await send(PUBLISHER, 'Rewards', 'propose', [category, root, cumulative, 'ipfs://inputs'])
    await mine()
    await mine(31)
    await send(user(), 'Rewards', 'accept', [category, root])
    await mine()
    owed.set(category, cumulative)
    if (isClaimed) await send(user(), 'Rewards', 'claim', [category, accountOf(who), cumulative, []])
  }

  const acts: (() => Promise<unknown>)[] = [
    async () => {
      const from = user()
      await send(from, 'Vault', 'deposit', [accountOf(user()), BigInt(1 + draw(5_000)) * CXPT])
    },
    () => send(user(), 'Subscriptions', 'subscribe', [PLANS[draw(3)], 10n ** 24n, true, 10n ** 24n, accountOf(user())]),
    () => send(user(), 'Subscriptions', 'upgrade', [PLANS[draw(3)], 10n ** 24n]),
    () => settle([user()], 1 + draw(30_000_000)),
    () => settle(USERS, 1 + draw(2_000_000)),
    () => send(user(), 'Vault', 'distribute', []),
    () => send(user(), 'Vault', 'requestWithdrawal', [BigInt(1 + draw(300)) * CXPT]),
    () => send(user(), 'Vault', 'withdraw', [accountOf(user())]),
    () => send(user(), 'Vault', 'withdraw', [addressOf('Vault')]),
    () => send(user(), 'CXPT', 'transfer', [accountOf(user()), BigInt(draw(9_000))]),
    () => send(user(), 'CXPT', 'transfer', [addressOf('Vault'), BigInt(draw(9_000))]),
    () => send(user(), 'CXPT', 'transfer', [addressOf('Treasury'), BigInt(draw(9_000))]),
    () => send(user(), 'CXPT', 'transfer', [addressOf('Rewards'), BigInt(draw(9_000))]),
    () => send(user(), 'CXPT', 'transfer', [addressOf('Parameters'), BigInt(draw(9_000))]),
    () => send(user(), 'CXPT', 'transfer', ['0x000000000000000000000000000000000000dEaD', BigInt(draw(9_000))]),
    () => send(user(), 'CXPT', 'burn', [BigInt(draw(9_000))]),
    () => send(user(), 'Vault', 'skim', []),
    () => send(user(), 'Treasury', 'skim', []),
    () => send(user(), 'Treasury', 'deposit', [draw(4), BigInt(1 + draw(9_000))]),
    () => send(user(), 'Rewards', 'fund', [draw(3), BigInt(1 + draw(9_000))]),
    () => send(PRICER, 'PriceOracle', 'post', [48_000_000_000_000_000n + BigInt(draw(4_000)) * 10n ** 12n]),
    () => reward(0, user(), BigInt(1 + draw(400)) * CXPT, draw(2) === 0),
    () => mine(DAY + draw(DAY)),
  ]

  async function round(count = 4) {
    for (let i = 0; i < count; i += 1) await acts[draw(acts.length)]?.()
    await mine(1 + draw(600))
  }

  async function begin() {
    const { deposit, tokens } = { deposit: 2n ** 255n, tokens: 2_000_000n * CXPT }
    for (const who of USERS) {
      await scheduled(TREASURER, 10, 'Treasury', 'withdraw', [2, accountOf(who), tokens, nextRef()])
      for (const name of ['Vault', 'Treasury', 'Rewards'] as const) {
        await send(who, 'CXPT', 'approve', [addressOf(name), deposit])
      }
      await send(who, 'Vault', 'deposit', [accountOf(who), 20_000n * CXPT])
    }
    await mine()
    const block = (await chain.rpc('eth_getBlockByNumber', ['latest', false])) as { timestamp: Hex }
    const start = Number(block.timestamp) + 60
    await scheduled(ADMIN, 15, 'Rewards', 'addTranche', [start, start + 30 * DAY, 10_000_000n * CXPT])
    await scheduled(TREASURER, 10, 'Treasury', 'fund', [3 - 1, 1, 5_000n * CXPT, nextRef()])
  }

  /** One operation that the guardian cancels, and one that is left waiting. */
  async function cancelOne() {
    const [gone, left] = [nextRef(), nextRef()].map((operation) =>
      encodeFunctionData({ abi: treasuryAbi, functionName: 'withdraw', args: [0, accountOf(20), 1n, operation] }),
    )
    await send(TREASURER, 'AccessManager', 'schedule', [addressOf('Treasury'), gone, 0])
    await send(TREASURER, 'AccessManager', 'schedule', [addressOf('Treasury'), left, 0])
    await mine()
    await send(GUARDIAN, 'AccessManager', 'cancel', [accountOf(TREASURER), addressOf('Treasury'), gone])
    await mine()
  }

  async function everything() {
    for (const act of acts) {
      await act()
      if (draw(2) === 0) await mine(11)
    }
    await mine(DAY)
    await scheduled(TREASURER, 10, 'Treasury', 'move', [0, 3, 77n, nextRef()])
    await scheduled(TREASURER, 10, 'Treasury', 'withdraw', [0, addressOf('Treasury'), 5n, nextRef()])
    await scheduled(TREASURER, 10, 'Treasury', 'withdraw', [0, addressOf('Vault'), 6n, nextRef()])
    await settle(USERS, 3_000_000)
    const split = { burn: 1_000, protocol: 1_500, operations: 1_500, provider: 6_000 }
    await scheduled(ADMIN, 15, 'Vault', 'setSplit', [split])
    await reward(1, 20, 700n, true)
    await scheduled(TREASURER, 10, 'Rewards', 'defund', [1, accountOf(21), 300n, nextRef()])
    await reward(0, 22, 5_000n * CXPT, true)
    await mine(2)
    await reward(0, 22, 40n, false)
    await mine(2)
    // Revoked, a lower total may follow: what was too much returns to the pool.
    const total = owed.get(0) ?? 0n
    await send(GUARDIAN, 'Rewards', 'revoke', [0, singleLeaf(chain, 0, 22, total)])
    await reward(0, 22, -10n, false)
    await mine(2)
    await scheduled(ADMIN, 15, 'Rewards', 'addTranche', [2_000_000_000, 2_100_000_000, 5n])
    await scheduled(ADMIN, 15, 'Rewards', 'cancelTranche', [1])
    await cancelOne()
    await send(METER, 'Vault', 'settle', [[], zeroHash])
    await mine()
  }
  return { begin, round, everything }
}
