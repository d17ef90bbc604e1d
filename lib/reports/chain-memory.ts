import { createHash } from 'node:crypto'
import type { Address, Hex } from 'viem'
import type { AccountBalance } from '../db/report-rows'
import { balancesAt, type ChainReading, type ChainSource, readChain } from './chain-reading'
import { type ChainBalances, HELD_BY_ADDRESS } from './sheet/chain-reconciliation'

export type ChainAnswers = { reading: ChainReading; balances: ChainBalances }

/** A final block never answers differently, so its answers are kept by hash; the ledger's side is read anew each time. */
export type ChainMemory = Map<string, Promise<ChainAnswers>>

/** Months kept, the one longest unused forgotten first. 100,000 accounts are about 30 MB; larger months are not kept. */
const KEPT_MONTHS = 12
const KEPT_ACCOUNTS = 100_000

/** Everything the chain is asked for one report, at one block. */
export async function askChain(
  source: ChainSource,
  closing: { block: bigint; hash: Hex },
  accounts: readonly AccountBalance[],
  memory?: ChainMemory,
): Promise<ChainAnswers> {
  if (!memory || accounts.length > KEPT_ACCOUNTS) return ask(source, closing.block, accounts)
  const key = `${source.deployment.chainId}:${closing.hash}:${digest(accounts)}`
  const answers = memory.get(key) ?? ask(source, closing.block, accounts)
  memory.delete(key)
  memory.set(key, answers)
  for (const oldest of memory.keys()) {
    if (memory.size <= KEPT_MONTHS) break
    memory.delete(oldest)
  }
  try {
    const { reading } = await answers
    if (reading.hash !== closing.hash) memory.delete(key)
  } catch (error) {
    memory.delete(key)
    throw error
  }
  return answers
}

/** A ledger that was repaired may know other accounts: who is asked about is part of the question. */
function digest(accounts: readonly AccountBalance[]): string {
  const names = accounts.map(({ bucket, owner }) => `${bucket}:${owner}`).sort()
  return createHash('sha256').update(names.join('\n')).digest('hex')
}

async function ask(source: ChainSource, block: bigint, accounts: readonly AccountBalance[]): Promise<ChainAnswers> {
  const ownersIn = (buckets: readonly string[]) =>
    accounts.filter(({ bucket }) => buckets.includes(bucket)).map(({ owner }) => owner as Address)
  const holders = ownersIn(HELD_BY_ADDRESS)
  const users = ownersIn(['vault_credits'])
  const reading = await readChain(source, block, ownersIn(['treasury_external']))
  const tokens = await balancesAt(source, 'CXPT', reading, holders)
  const credits = await balancesAt(source, 'Vault', reading, users)
  return { reading, balances: { tokens: byOwner(holders, tokens), credits: byOwner(users, credits) } }
}

const byOwner = (owners: readonly Address[], values: readonly bigint[]): Map<string, bigint> =>
  new Map(owners.map((owner, i) => [owner.toLowerCase(), values[i] ?? 0n]))
