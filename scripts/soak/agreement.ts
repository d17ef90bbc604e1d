import { sql } from 'drizzle-orm'
import type { Address } from 'viem'
import type { Deployment } from '../../contracts-abi'
import type { ChainClient } from '../../lib/chain/clients'
import { getContract } from '../../lib/chain/contract'
import type { Db } from '../../lib/db/connect'
import { reconcileLedger } from '../../lib/indexer/check'

/** What the gateway's side remembers of every receipt that was accepted: an answer it got, not one it hopes for. */
export type Remembered = { receipts: number; chargeNano: bigint; byAccount: ReadonlyMap<Address, bigint> }

export type Check = { what: string; want: string; have: string }
type Asked = { db: Db; client: ChainClient; deployment: Deployment; remembered: Remembered }

const check = (what: string, want: bigint | number | string, have: bigint | number | string): Check => ({
  what,
  want: String(want),
  have: String(have),
})

export const isAgreed = ({ want, have }: Check): boolean => want === have

async function one(db: Db, query: ReturnType<typeof sql>): Promise<string> {
  const { rows } = await db.execute<{ value: string | null }>(query)
  return rows[0]?.value ?? '0'
}

/** Receipts against what the gateways were told, the meters, and the daily sums. */
async function checkReceipts({ db, deployment: { chainId }, remembered }: Asked): Promise<Check[]> {
  const mine = sql`chain_id = ${chainId}`
  const count = await one(db, sql`select count(*)::text as value from receipts where ${mine}`)
  const charged = await one(db, sql`select sum(charge_nano)::text as value from receipts where ${mine}`)
  const distinct = await one(
    db,
    sql`select count(*)::text as value from (select distinct gateway, request_id from receipts where ${mine}) as ids`,
  )
  const metered = await one(db, sql`select sum(charged_nano - credit_nano)::text as value from meters where ${mine}`)
  const inDays = await one(
    db,
    sql`select sum(charge_nano)::text as value from usage_days where ${mine} and scope = 'account'`,
  )
  const requestsInDays = await one(
    db,
    sql`select sum(requests)::text as value from usage_days where ${mine} and scope = 'service'`,
  )
  return [
    check('receipts stored, and accepted by the answers', remembered.receipts, count),
    check('request ids, and receipts', count, distinct),
    check('nano-USD of the answers, and of the receipts', remembered.chargeNano, charged),
    check('nano-USD of the receipts, and on the meters', charged, metered),
    check('nano-USD of the receipts, and of the daily sums', charged, inDays),
    check('receipts, and requests of the daily sums', count, requestsInDays),
  ]
}

/** Each account: its meter, the chain's, and what the ledger has seen settled. */
async function checkAccount({ db, client, deployment }: Asked, account: Address): Promise<Check[]> {
  const { chainId } = deployment
  const owner = account.toLowerCase()
  const vault = getContract(deployment, 'Vault')
  const { meteredUsd } = await client.readContract({ ...vault, functionName: 'accountOf', args: [account] })
  const charged = await one(
    db,
    sql`select floor(charged_nano / 1000)::text as value from meters where chain_id = ${chainId} and account = ${owner}`,
  )
  const settled = await one(
    db,
    sql`select sum(usd)::text as value from payments where chain_id = ${chainId} and account = ${owner} and kind = 'settled'`,
  )
  return [
    check(`micro-USD of ${owner} on the meter, and settled on chain`, charged, meteredUsd),
    check(`micro-USD of ${owner} on chain, and in the ledger`, meteredUsd, settled),
  ]
}

/** Batches follow each other without a gap, their roots are on chain once each, and no transaction of ours is open. */
async function checkBatches({ db, deployment: { chainId } }: Asked): Promise<Check[]> {
  const gaps = await one(
    db,
    sql`select count(*)::text as value from (
      select after_seq, lag(upto_seq) over (order by id) as before from settlements where chain_id = ${chainId} and state = 'settled'
    ) as rows where before is not null and before <> after_seq`,
  )
  const unsettled = await one(
    db,
    sql`select count(*)::text as value from receipts where chain_id = ${chainId}
      and seq > (select coalesce(max(upto_seq), 0) from settlements where chain_id = ${chainId} and state = 'settled')`,
  )
  const rows = await one(
    db,
    sql`select count(*)::text as value from settlements where chain_id = ${chainId} and state = 'settled'`,
  )
  const onChain = await one(
    db,
    sql`select count(*)::text as value from events e join settlements s on s.chain_id = e.chain_id
      and lower(e.args->>'receiptsRoot') = s.root and e.tx_hash = s.tx_hash
      where e.chain_id = ${chainId} and e.contract = 'Vault' and e.name = 'Batch'`,
  )
  const taken = await one(
    db,
    sql`select sum(taken)::text as value from settlements where chain_id = ${chainId} and state = 'settled'`,
  )
  const paid = await one(
    db,
    sql`select sum(usd)::text as value from payments where chain_id = ${chainId} and kind = 'settled'`,
  )
  const open = await one(
    db,
    sql`select count(*)::text as value from sent_transactions where chain_id = ${chainId} and state = 'signed'`,
  )
  return [
    check('gaps between batches', 0, gaps),
    check('receipts in no batch', 0, unsettled),
    check('batches, and their roots on chain', rows, onChain),
    check('micro-USD of the batches, and of the ledger', taken, paid),
    check('transactions under way', 0, open),
  ]
}

/** Everything that has to be the same at the end, to the wei and the nano-dollar. */
export async function compareAll(asked: Asked): Promise<Check[]> {
  const { db, client, deployment, remembered } = asked
  const accounts = [...remembered.byAccount.keys()]
  const ledger = await reconcileLedger({ db, client, deployment })
  return [
    ...(await checkReceipts(asked)),
    ...(await checkBatches(asked)),
    ...(await Promise.all(accounts.map((account) => checkAccount(asked, account)))).flat(),
    check('wei between ledger and chain', 0, ledger?.difference ?? 'no ledger'),
  ]
}
