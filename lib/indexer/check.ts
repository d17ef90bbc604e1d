import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Address } from 'viem'
import type { Deployment } from '../../contracts-abi'
import { together } from '../chain/at'
import type { ChainClient } from '../chain/clients'
import { getContract } from '../chain/contract'
import { readSupplyState, type SupplyState } from '../chain/supply-state'
import { findCheckpoint } from '../db/checkpoint'
import type { Db } from '../db/connect'
import { type AccountBalance, accountsAt } from '../db/report-rows'
import { balances, events, reconciliations } from '../db/schema'
import { CATEGORIES, TREASURY_BUCKETS } from '../domain/buckets'
import { fundAllocation } from '../domain/emission'
import { dateOf } from '../domain/time'
import { EMISSION_CAP, MAX_SUPPLY } from '../domain/units'
import { ChainMoved } from './answer'

export type CheckOptions = {
  db: Db
  client: ChainClient
  deployment: Deployment
  external?: readonly Address[]
  /** A block the ledger holds; its newest one by default. */
  block?: bigint
  /** Users' credits and holders' balances compared one by one, each at most this many; all of them below it. */
  sample?: number
}
/** Amounts in wei, as text. */
export type CheckRow = { account: string; ledger: string; chain: string; difference: string }
export type CheckResult = { block: bigint; time: Date; difference: bigint; checked: number; rows: CheckRow[] }

const SAMPLE = 500
/** Calls at once: about 1.5 million gas, within what nodes allow. */
const CALLS = 300
/** Contracts whose own tokens are donations of no holder; the Faucet's circulate. */
const NOT_OTHER = ['Treasury', 'Rewards', 'Vault', 'Faucet']

type Ledger = { block: bigint; hash: string | null; accounts: AccountBalance[] }

/** All accounts of the ledger at one block, in one view of the database. */
async function readLedger(db: Db, chainId: number, block?: bigint): Promise<Ledger | null> {
  return db.transaction(
    async (tx) => {
      const checkpoint = await findCheckpoint(tx, chainId)
      if (!checkpoint || (block !== undefined && block > checkpoint.blockNumber)) return null
      if (block !== undefined && block < checkpoint.blockNumber) {
        return { block, hash: null, accounts: await accountsAt(tx, chainId, block) }
      }
      const accounts = await tx.select().from(balances).where(eq(balances.chainId, chainId))
      return { block: checkpoint.blockNumber, hash: checkpoint.blockHash, accounts }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** Emission used, from the raw events of the provider stream alone: the entries of the ledger are not asked. */
async function replayEmissionUsed(db: Db, chainId: number, block: bigint): Promise<bigint> {
  const rows = await db
    .select({ name: events.name, args: events.args })
    .from(events)
    .where(
      and(
        eq(events.chainId, chainId),
        eq(events.contract, 'Rewards'),
        inArray(events.name, ['Funded', 'Accepted']),
        sql`${events.args}->>'category' = '0'`,
        sql`${events.blockNumber} <= ${block}`,
      ),
    )
    .orderBy(asc(events.blockNumber), asc(events.logIndex))
  let state = { funded: 0n, total: 0n, emissionUsed: 0n }
  for (const { name, args } of rows) {
    if (name === 'Funded') state = { ...state, funded: state.funded + BigInt(String(args.amount)) }
    else state = fundAllocation(state, BigInt(String(args.total))).next
  }
  return state.emissionUsed
}

/** Every account of the ledger that the contracts can be asked for, as they answer. */
function chainAccounts(chain: SupplyState, emissionUsed: bigint): Map<string, bigint> {
  const { treasury, vault, rewards, balances: held, dead, holders, totalSupply } = chain
  const accounts = new Map<string, bigint>()
  const sum = (values: bigint[]) => values.reduce((total, value) => total + value, 0n)
  for (const bucket of TREASURY_BUCKETS) accounts.set(bucket, treasury[bucket])
  accounts.set('vault_credits', vault.credits).set('vault_revenue', vault.revenue)
  // After a migration nothing but what is allocated stays, and `funded` counts from `total` again.
  const used = rewards.isMigrated ? 0n : emissionUsed
  accounts.set('rewards_emission', rewards.isMigrated ? 0n : EMISSION_CAP - used)
  for (const category of CATEGORIES) {
    const { funded, total, claimed } = rewards[category]
    accounts.set(`rewards_pool:${category}`, funded - total + (category === 'provider' ? used : 0n))
    accounts.set(`rewards_allocated:${category}`, total - claimed)
  }
  const inRewards = [...accounts].filter(([name]) => name.startsWith('rewards_')).map(([, amount]) => amount)
  accounts.set('donations:treasury', (held.Treasury ?? 0n) - sum(Object.values(treasury)))
  accounts.set('donations:rewards', (held.Rewards ?? 0n) - sum(inRewards))
  accounts.set('donations:vault', (held.Vault ?? 0n) - vault.credits - vault.revenue)
  const others = Object.entries(held).filter(([name]) => !NOT_OTHER.includes(name))
  accounts.set('donations:other', sum(others.map(([, amount]) => amount)))
  accounts
    .set('dead', dead)
    .set('treasury_external', sum(Object.values(holders)))
    .set('unclassified', 0n)
  const elsewhere = sum([held.Treasury ?? 0n, held.Rewards ?? 0n, held.Vault ?? 0n])
  accounts.set(
    'circulating',
    totalSupply - elsewhere - sum(others.map(([, a]) => a)) - dead - sum(Object.values(holders)),
  )
  accounts.set('burned', MAX_SUPPLY - totalSupply)
  return accounts
}

/** Buckets whose owners the contracts know are told apart, the others are summed. */
const BY_OWNER = ['rewards_pool', 'rewards_allocated', 'donations']

function ledgerAccounts(accounts: readonly AccountBalance[]): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { bucket, owner, amount } of accounts) {
    if (bucket === 'genesis') continue
    const name = BY_OWNER.includes(bucket) ? `${bucket}:${owner}` : bucket
    sums.set(name, (sums.get(name) ?? 0n) + amount)
  }
  return sums
}

const row = (account: string, ledger: bigint, chain: bigint): CheckRow => ({
  account,
  ledger: `${ledger}`,
  chain: `${chain}`,
  difference: `${ledger - chain}`,
})

/** A sample that differs from block to block and is the same for everybody who checks this block. */
function sampled(accounts: readonly AccountBalance[], bucket: string, block: bigint, size: number): AccountBalance[] {
  const all = accounts.filter((account) => account.bucket === bucket)
  if (all.length <= size) return all
  const step = all.length / size
  const first = Number(block % BigInt(Math.ceil(step)))
  return Array.from({ length: size }, (_, i) => all[Math.floor(first + i * step) % all.length]).filter(
    (account) => account !== undefined,
  )
}

/** Rows of single owners that differ, and one row for all that were asked. */
async function compareOwners(
  { client, deployment }: CheckOptions,
  asOf: SupplyState['asOf'],
  name: 'CXPT' | 'Vault',
  owners: readonly AccountBalance[],
): Promise<CheckRow[]> {
  // Both answer `balanceOf(address)` with one word, so one ABI describes the call.
  const call = { ...getContract(deployment, 'CXPT'), address: getContract(deployment, name).address }
  const options = { ...together({ client, deployment }, asOf), allowFailure: false } as const
  const rows: CheckRow[] = []
  let [ledgerSum, chainSum] = [0n, 0n]
  for (let start = 0; start < owners.length; start += CALLS) {
    const part = owners.slice(start, start + CALLS)
    const contracts = part.map(({ owner }) => ({
      ...call,
      functionName: 'balanceOf' as const,
      args: [owner as Address] as const,
    }))
    const answers: readonly bigint[] = await client.multicall({ ...options, contracts })
    for (const [index, { bucket, owner, amount }] of part.entries()) {
      const chain = answers[index] ?? 0n
      ledgerSum += amount
      chainSum += chain
      if (chain !== amount) rows.push(row(`${bucket}:${owner}`, amount, chain))
    }
  }
  const what = name === 'Vault' ? 'users' : 'holders'
  return [row(`${what} one by one (${owners.length})`, ledgerSum, chainSum), ...rows]
}

/**
 * Compares the ledger with the contracts at one block, to the wei, and keeps the result: each bucket, and users' credits and holders'
 * balances one by one (a sample where there are many). Null when the ledger does not hold the block. Throws `ChainMoved` when the
 * chain at that block is not the one the ledger was built from: ask again once the indexer has rolled back.
 */
export async function reconcileLedger(options: CheckOptions): Promise<CheckResult | null> {
  const { db, client, deployment, external = [], sample = SAMPLE } = options
  const { chainId } = deployment
  const ledger = await readLedger(db, chainId, options.block)
  if (!ledger) return null
  const { block, accounts } = ledger
  const chain = await readSupplyState({ client, deployment, blockNumber: block }, external)
  if (ledger.hash !== null && chain.asOf.hash.toLowerCase() !== ledger.hash) {
    throw new ChainMoved(`block ${block} is not the one of the ledger`)
  }
  const ours = ledgerAccounts(accounts)
  const theirs = chainAccounts(chain, await replayEmissionUsed(db, chainId, block))
  const names = [...new Set([...theirs.keys(), ...ours.keys()])]
  const rows = names.map((name) => row(name, ours.get(name) ?? 0n, theirs.get(name) ?? 0n))
  const users = sampled(accounts, 'vault_credits', block, sample)
  const holders = sampled(accounts, 'circulating', block, sample)
  rows.push(...(await compareOwners(options, chain.asOf, 'Vault', users)))
  rows.push(...(await compareOwners(options, chain.asOf, 'CXPT', holders)))
  const difference = rows.reduce((sum, { difference: wei }) => sum + BigInt(wei.replace('-', '')), 0n)
  const time = dateOf(chain.asOf.time)
  const result = { blockTime: time, ranAt: sql`now()`, difference, rows }
  await db
    .insert(reconciliations)
    .values({ chainId, blockNumber: block, ...result })
    .onConflictDoUpdate({ target: [reconciliations.chainId, reconciliations.blockNumber], set: result })
  return { block, time, difference, checked: users.length + holders.length, rows }
}
