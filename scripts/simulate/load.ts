import { type Address, type PublicClient, zeroAddress } from 'viem'
import { cxptAbi, priceOracleAbi, rewardsAbi, subscriptionsAbi, treasuryAbi, vaultAbi } from '../../contracts-abi'
import { CATEGORIES, TREASURY_BUCKETS } from '../../lib/domain/buckets'
import { type Cast, signersOf } from './cast'
import type { State } from './model/state'
import { loadPublished } from './published'
import type { System } from './system'

/** Everybody whose account the chain and the simulation are compared for. */
export function watched(cast: Cast): Address[] {
  return [...new Set([...signersOf(cast).map(({ address }) => address), cast.newcomer])]
}

/** Reads into an empty state what the chain holds at its last block. */
export async function loadState(client: PublicClient, system: System, cast: Cast, state: State): Promise<void> {
  await Promise.all([
    loadVault(client, system, state),
    loadPlans(client, system, state),
    loadStreams(client, system, cast, state),
    loadTreasury(client, system, state),
  ])
  await Promise.all(watched(cast).map((account) => loadAccount(client, system, state, account)))
  const vaultHolds = await client.readContract({
    address: system.at.CXPT,
    abi: cxptAbi,
    functionName: 'balanceOf',
    args: [system.at.Vault],
  })
  state.donated = vaultHolds - state.credits.credits - state.credits.revenue
}

async function loadVault(client: PublicClient, { at }: System, { credits }: State): Promise<void> {
  const vault = { address: at.Vault, abi: vaultAbi } as const
  const [held, revenue, loaded, spent, split, pause, cap, room, block] = await Promise.all([
    client.readContract({ ...vault, functionName: 'credits' }),
    client.readContract({ ...vault, functionName: 'revenue' }),
    client.readContract({ ...vault, functionName: 'loaded' }),
    client.readContract({ ...vault, functionName: 'spent' }),
    client.readContract({ ...vault, functionName: 'split' }),
    client.readContract({ ...vault, functionName: 'pauseOf', args: [1] }),
    client.readContract({ ...vault, functionName: 'dailyCapUsd' }),
    client.readContract({ ...vault, functionName: 'room' }),
    client.getBlock(),
  ])
  Object.assign(credits, { credits: held, revenue, loaded, spent, split, dailyCapUsd: cap })
  credits.spendPause = { from: BigInt(pause[0]), until: BigInt(pause[1]) }
  credits.usedUsd = cap - room
  credits.usedDay = block.timestamp / 86_400n
}

async function loadPlans(client: PublicClient, { at }: System, { periods }: State): Promise<void> {
  const subscriptions = { address: at.Subscriptions, abi: subscriptionsAbi } as const
  const count = await client.readContract({ ...subscriptions, functionName: 'planCount' })
  for (let id = 1; id <= count; id++) {
    const plan = await client.readContract({ ...subscriptions, functionName: 'planOf', args: [id] })
    const { usd, allowance, customer, rolloverBps, priority } = plan
    periods.plans.push({ usd, allowance, customer, bps: BigInt(rolloverBps), priority })
  }
}

async function loadTreasury(client: PublicClient, { at }: System, state: State): Promise<void> {
  const amounts = await Promise.all(
    TREASURY_BUCKETS.map((_, bucket) =>
      client.readContract({ address: at.Treasury, abi: treasuryAbi, functionName: 'balanceOf', args: [bucket] }),
    ),
  )
  for (const [i, bucket] of TREASURY_BUCKETS.entries()) state.buckets[bucket] = amounts[i] ?? 0n
  state.supply = await client.readContract({ address: at.CXPT, abi: cxptAbi, functionName: 'totalSupply' })
  const oracle = { address: at.PriceOracle, abi: priceOracleAbi } as const
  ;[state.price, state.postedAt] = await client.readContract({ ...oracle, functionName: 'posted' })
}

async function loadStreams(client: PublicClient, system: System, cast: Cast, { rewards }: State): Promise<void> {
  const contract = { address: system.at.Rewards, abi: rewardsAbi } as const
  rewards.window = await client.readContract({ ...contract, functionName: 'WINDOW' })
  for (const { start, end, amount } of await client.readContract({ ...contract, functionName: 'tranches' })) {
    rewards.tranches.push({ start: BigInt(start), end: BigInt(end), amount })
  }
  const published = await loadPublished(client, system)
  for (const [id, category] of CATEGORIES.entries()) {
    const read = await client.readContract({ ...contract, functionName: 'streamOf', args: [id] })
    const stream = rewards.streams[category]
    const { total, claimed, funded, maxStep, root, pendingRoot, pendingTotal, acceptAt } = read
    Object.assign(stream, { total, claimed, funded, maxStep })
    if (BigInt(root) !== 0n) stream.active = { root, total, leaves: published.leavesOf(root) }
    if (BigInt(pendingRoot) !== 0n) {
      const leaves = published.leavesOf(pendingRoot)
      stream.pending = { root: pendingRoot, total: pendingTotal, leaves, acceptAt: BigInt(acceptAt) }
    }
    const accounts = watched(cast)
    const amounts = await Promise.all(
      accounts.map((account) => client.readContract({ ...contract, functionName: 'claimedOf', args: [id, account] })),
    )
    for (const [i, account] of accounts.entries()) {
      const amount = amounts[i] ?? 0n
      if (amount > 0n) stream.claimedOf.set(account, amount)
    }
  }
}

async function loadAccount(client: PublicClient, { at }: System, state: State, user: Address): Promise<void> {
  const [wallet, account, sub] = await Promise.all([
    client.readContract({ address: at.CXPT, abi: cxptAbi, functionName: 'balanceOf', args: [user] }),
    client.readContract({ address: at.Vault, abi: vaultAbi, functionName: 'accountOf', args: [user] }),
    client.readContract({
      address: at.Subscriptions,
      abi: subscriptionsAbi,
      functionName: 'subscriptionOf',
      args: [user],
    }),
  ])
  if (wallet > 0n) state.wallets.set(user, wallet)
  if (account.balance + account.spent + account.withdrawn > 0n || account.budgeted) {
    state.credits.accounts.set(user, {
      ...account,
      unlockAt: BigInt(account.unlockAt),
      usedDay: BigInt(account.usedDay),
      nextBudgetDay: BigInt(account.nextBudgetDay),
    })
  }
  if (sub.plan !== 0 || sub.referrer !== zeroAddress) {
    state.periods.subs.set(user, { ...sub, start: BigInt(sub.start), end: BigInt(sub.end) })
  }
}
