import { type Address, keccak256 } from 'viem'
import { verifyReport as say } from '@/messages/verify-report'
import type { Deployment } from '../../contracts-abi'
import { lastBlockAt } from '../chain/block-at'
import type { MonthRow } from '../db/report-rows'
import { LOCK_AFTER } from '../domain/late'
import { type Month, monthBounds } from '../domain/month'
import { dateOf } from '../domain/time'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import { addressBook } from '../indexer/deployment'
import { createFetcher } from '../indexer/fetch'
import { LedgerError } from '../indexer/ledger-error'
import { emptyRewardState } from '../indexer/reward-state'
import { Collector, type EventRow } from '../indexer/rows'
import { balancesAt, type ChainReading, type ChainSource, readChain } from '../reports/chain-reading'
import { type ChainBalances, HELD_BY_ADDRESS } from '../reports/sheet/chain-reconciliation'
import { Refused } from '../reports/verify/files'
import type { Manifest } from '../reports/verify/manifest'
import { ChainLedger } from './chain-ledger'

/** All that a chain says of a month, by one node. */
export type ChainMonth = {
  chainId: number
  month: Month
  row: MonthRow
  ledger: ChainLedger
  reading: ChainReading
  balances: ChainBalances
  contracts: Record<string, { address: string; bytecodeHash: string }>
  /** Whether there is a month of ours before. */
  isFirst: boolean
}

/** Questions that a node may leave unanswered one after the other: two minutes with the waits between them. */
const PATIENCE = 12

export type Progress = (block: bigint, of: bigint) => void

/** Reads a month from a node: blocks, every log of ours from the first contract on, and views at the closing block. */
export async function readMonth(source: ChainSource, manifest: Manifest, progress?: Progress): Promise<ChainMonth> {
  const { month, chainId } = manifest
  const [opening, closing] = [BigInt(manifest.opening.block), BigInt(manifest.closing.block)]
  try {
    const row = await readBlocks(source, manifest)
    const ledger = await replay(source, { month, closing }, progress)
    const first = await headerOf(source, BigInt(source.deployment.startBlock))
    const { reading, balances } = await readViews(source, closing, ledger)
    const contracts = await readCode(source, closing)
    const isFirst = opening < BigInt(source.deployment.startBlock) || first.timestamp >= monthBounds(month).start
    return { chainId, month, row, ledger, reading, balances, contracts, isFirst }
  } catch (error) {
    throw refusalOf(error, closing)
  }
}

/** What a node did not answer, as a sentence. */
function refusalOf(error: unknown, closing: bigint): unknown {
  if (error instanceof Refused) return error
  if (error instanceof LedgerError) return new Refused(say.noLogs(`${error.message}.`))
  const known = error instanceof AppError ? error : fromChain(error)
  if (known.code === 'UNEXPECTED') return error
  return new Refused(known.code === 'RPC_NO_HISTORY' ? say.noState(closing) : known.say)
}

async function headerOf({ client }: ChainSource, blockNumber: bigint) {
  const block = await client.getBlock({ blockNumber }).catch((error: unknown) => {
    throw fromChain(error).code === 'BLOCK_NOT_FOUND' ? new Refused(say.noBlock(blockNumber)) : error
  })
  return { number: blockNumber, hash: block.hash, timestamp: block.timestamp }
}

/** Opening and closing block as the report names them: on this chain, and where the month is cut. */
async function readBlocks(source: ChainSource, manifest: Manifest): Promise<MonthRow> {
  const { start, end } = monthBounds(manifest.month)
  const cuts = { opening: start, closing: end }
  const read = async (which: 'opening' | 'closing') => {
    const { block, hash, time } = manifest[which]
    const number = BigInt(block)
    const [header, next] = [await headerOf(source, number), await headerOf(source, number + 1n)]
    if (header.hash !== hash) throw new Refused(say.otherBlock(which, number, hash, header.hash ?? ''))
    if (header.timestamp * 1_000n !== BigInt(Date.parse(time))) throw new Refused(say.badTime(which, number))
    // Before our first month there is nothing of ours: it opens at the block before the first contract, whatever its time.
    const isGenesis = which === 'opening' && number + 1n === BigInt(Math.max(source.deployment.startBlock, 1))
    const isCut = header.timestamp < cuts[which] && next.timestamp >= cuts[which]
    if (!isCut && !isGenesis) throw new Refused(say.badCut(which, number))
    return { number, hash: hash as `0x${string}`, time: dateOf(header.timestamp) }
  }
  const [opening, closing] = [await read('opening'), await read('closing')]
  return {
    ...{ chainId: manifest.chainId, month: manifest.month },
    ...{ openingBlock: opening.number, openingHash: opening.hash, openingTime: opening.time },
    ...{ closingBlock: closing.number, closingHash: closing.hash, closingTime: closing.time },
  }
}

type Upto = { month: Month; closing: bigint }

/** Every log of ours in parts as large as the node answers, from the first contract to the lock of the month. */
async function replay({ client, deployment }: ChainSource, { month, closing }: Upto, progress?: Progress) {
  const book = addressBook(deployment)
  const ledger = new ChainLedger(month)
  const collector = new Collector(deployment.chainId, book, {
    ...{ rewards: emptyRewardState(), price: 0n, splitVersion: 0 },
  })
  let [waits, trouble]: [number, unknown] = [0, null]
  const pause = async (ms: number) => {
    waits += 1
    if (waits > PATIENCE) throw new Refused(say.noLogs(fromChain(trouble).say))
    await new Promise((resolve) => setTimeout(resolve, ms))
  }
  const fetcher = createFetcher(client, book, pause, { onTrouble: ({ error }) => (trouble = error) })
  const head = await client.getBlockNumber()
  const lock = await lastBlockAt({ client, deployment }, monthBounds(month).end + LOCK_AFTER - 1n, closing, head)
  const last = lock?.block ?? closing
  let [from, parent]: [bigint, `0x${string}` | null] = [BigInt(deployment.startBlock), null]
  while (from <= last) {
    const limit = from <= closing ? closing : last
    const { to, events } = await fetcher.next(from, limit, parent, last + 1n)
    waits = 0
    const kept: EventRow[] = [...collector.take(events)]
    const rows = collector.drain()
    if (to.number <= closing) ledger.add(rows, kept)
    else ledger.addRoots(rows)
    ;[from, parent] = [to.number + 1n, to.hash]
    progress?.(to.number, last)
  }
  return ledger
}

async function readViews(source: ChainSource, closing: bigint, ledger: ChainLedger) {
  const accounts = ledger.flows.accounts()
  const ownersIn = (buckets: readonly string[]) =>
    accounts.filter(({ bucket }) => buckets.includes(bucket)).map(({ owner }) => owner as Address)
  const reading = await readChain(source, closing, ownersIn(['treasury_external']))
  const [holders, users] = [ownersIn(HELD_BY_ADDRESS), ownersIn(['vault_credits'])]
  const byOwner = (owners: readonly Address[], values: readonly bigint[]) =>
    new Map(owners.map((owner, i) => [owner.toLowerCase(), values[i] ?? 0n]))
  const tokens = byOwner(holders, await balancesAt(source, 'CXPT', reading, holders))
  const credits = byOwner(users, await balancesAt(source, 'Vault', reading, users))
  return { reading, balances: { tokens, credits } }
}

/** Code of every contract at the block: what the address register says it is. */
async function readCode({ client, deployment }: ChainSource, blockNumber: bigint): Promise<ChainMonth['contracts']> {
  const contracts: ChainMonth['contracts'] = {}
  const entries = Object.entries(deployment.contracts) as [string, Deployment['contracts']['CXPT'] & object][]
  for (const [name, { address }] of entries) {
    const code = await client.getCode({ address, blockNumber })
    contracts[name] = { address, bytecodeHash: keccak256(code ?? '0x') }
  }
  return contracts
}
