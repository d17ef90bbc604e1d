import type { AccountBalance } from '../../db/report-rows'
import {
  type AccountName,
  BUCKETS,
  CATEGORIES,
  HOLDER_BUCKETS,
  HOLDERS,
  type Holder,
  TREASURY_BUCKETS,
} from '../../domain/buckets'
import { MAX_SUPPLY } from '../../domain/units'
import { type ChainFigures, donationsOf, rewardsBuckets } from '../chain-buckets'
import type { Column, RowOf } from '../table'

export type ReconciliationLine = {
  bucket: string
  owner: string
  /** The question the chain answered. */
  source: string
  ledger: bigint
  /** Null when the chain has no answer for this account: the difference is then all of the ledger's figure. */
  chain: bigint | null
  /** Chain − ledger. */
  difference: bigint
}

/** Answers per address: `CXPT.balanceOf` of holders and `Vault.balanceOf` of users, lower-case keys. */
export type ChainBalances = { tokens: ReadonlyMap<string, bigint>; credits: ReadonlyMap<string, bigint> }

/** Buckets whose accounts are addresses that hold the tokens themselves. */
export const HELD_BY_ADDRESS: readonly string[] = ['treasury_external', 'dead', 'circulating']

const ORDER: readonly string[] = [...BUCKETS, 'burned']

const byBucketAndOwner = (a: AccountBalance, b: AccountBalance) =>
  ORDER.indexOf(a.bucket) - ORDER.indexOf(b.bucket) || (a.owner < b.owner ? -1 : a.owner > b.owner ? 1 : 0)

/**
 * Sheet 5: every account of the ledger beside what the chain says at the closing block, then the three contracts whose balance is
 * parted into buckets. Accounts that are empty in both are left out; one that only the ledger thinks empty is not.
 */
export function reconciliationLines(
  accounts: readonly AccountBalance[],
  chain: ChainFigures,
  balances: ChainBalances,
): ReconciliationLine[] {
  const answers = answersOf(chain)
  const known = new Set(accounts.map(({ bucket, owner }) => `${bucket}:${owner}`))
  const unknown = [...answers.entries()]
    .filter(([key]) => !known.has(key))
    .map(([, { bucket, owner }]) => ({ bucket, owner, amount: 0n }))
  const lines = [...accounts.filter(({ bucket }) => bucket !== 'genesis'), ...unknown]
    .sort(byBucketAndOwner)
    .map(({ bucket, owner, amount }) => {
      const key = owner.toLowerCase()
      if (bucket === 'vault_credits') return lineOf(bucket, owner, 'Vault.balanceOf', amount, balances.credits.get(key))
      if (HELD_BY_ADDRESS.includes(bucket)) {
        return lineOf(bucket, owner, 'CXPT.balanceOf', amount, balances.tokens.get(key))
      }
      const answer = answers.get(`${bucket}:${owner}`)
      return lineOf(bucket, owner, answer?.source ?? 'none', amount, answer?.value)
    })
    .filter(({ ledger, chain }) => ledger !== 0n || (chain !== null && chain !== 0n))
  return [...lines, ...HOLDERS.map((holder) => holderLine(holder, accounts, chain))]
}

const lineOf = (
  bucket: string,
  owner: string,
  source: string,
  ledger: bigint,
  chain: bigint | undefined,
): ReconciliationLine => ({ bucket, owner, source, ledger, chain: chain ?? null, difference: (chain ?? 0n) - ledger })

/** What the token itself says a contract holds, against all that the ledger books there. */
function holderLine(holder: Holder, accounts: readonly AccountBalance[], chain: ChainFigures): ReconciliationLine {
  const buckets: readonly string[] = HOLDER_BUCKETS[holder]
  const ledger = accounts
    .filter(({ bucket, owner }) => {
      if (buckets.includes(bucket)) return true
      return owner === holder && (bucket === 'donations' || bucket === 'unclassified')
    })
    .reduce((sum, { amount }) => sum + amount, 0n)
  return lineOf(`contract_${holder}`, '', 'CXPT.balanceOf', ledger, chain.held[holder])
}

type Answer = { bucket: AccountName; owner: string; source: string; value: bigint }

/** Accounts that are not addresses, by `bucket:owner`. */
function answersOf(chain: ChainFigures): Map<string, Answer> {
  const { emission, pool, allocated } = rewardsBuckets(chain)
  const donations = donationsOf(chain)
  const answer = (bucket: AccountName, owner: string, source: string, value: bigint): Answer => ({
    bucket,
    owner,
    source,
    value,
  })
  const all = [
    ...TREASURY_BUCKETS.map((bucket) => answer(bucket, '', 'Treasury.balanceOf', chain.treasury[bucket])),
    answer('vault_revenue', '', 'Vault.revenue', chain.vault.revenue),
    answer('rewards_emission', '', 'Rewards logs: 480M less emission used', emission),
    ...CATEGORIES.flatMap((category) => [
      answer('rewards_pool', category, 'Rewards.streamOf: funded less total', pool[category]),
      answer('rewards_allocated', category, 'Rewards.streamOf: total less claimed', allocated[category]),
    ]),
    ...[...HOLDERS, 'other' as const].map((owner) =>
      answer('donations', owner, 'CXPT.balanceOf less the books', donations[owner]),
    ),
    answer('burned', '', 'genesis supply less CXPT.totalSupply', MAX_SUPPLY - chain.totalSupply),
  ]
  return new Map(all.map((one) => [`${one.bucket}:${one.owner}`, one]))
}

export const RECONCILIATION_COLUMNS = [
  { name: 'bucket', kind: 'text' },
  { name: 'owner', kind: 'text' },
  { name: 'source', kind: 'text' },
  { name: 'ledger', kind: 'cxpt' },
  { name: 'chain', kind: 'cxpt' },
  { name: 'difference', kind: 'cxpt' },
  { name: 'explanation', kind: 'text' },
] as const satisfies readonly Column[]

export const reconciliationTable = (lines: readonly ReconciliationLine[]): RowOf<typeof RECONCILIATION_COLUMNS>[] =>
  lines.map(({ bucket, owner, source, ledger, chain, difference }) => [
    bucket,
    owner,
    source,
    ledger,
    chain,
    difference,
    difference === 0n ? '' : 'not explained',
  ])
