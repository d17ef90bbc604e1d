import { BaseError, type PublicClient } from 'viem'
import { localChain } from '../chain/chains'
import { findCheckpoint, haltCheckpoint, noteHead, storedHeaders } from '../db/checkpoint'
import { type Db, retryOnLoss } from '../db/connect'
import { dateOf } from '../domain/time'
import { BadAnswer, ChainMoved } from './answer'
import { applyChunk, CheckpointMoved, openLedger } from './apply'
import { type AddressBook, addressBook, type Hex, type LedgerDeployment } from './deployment'
import { createFetcher, type Fetched, type Fetcher, fetchGenesis, fetchHeader } from './fetch'
import { type Header, KEPT_HEADERS } from './header'
import { LedgerError } from './ledger-error'
import { type Log, SILENT, sayError } from './log'
import type { Pause } from './pause'
import { reconcile, type Tip } from './reconcile'
import { commonAncestor } from './rewind'
import { rollbackTo, wipeChain } from './rollback'

const HEARTBEAT_MS = 5_000
export const AFTER_ERROR_MS = 2_000

export type IndexerOptions = {
  db: Db
  client: PublicClient
  deployment: LedgerDeployment
  signal?: AbortSignal
  log?: Log
  /** Return at the head instead of following it. */
  once?: boolean
  pollMs?: number
  /** Blocks of the first request. */
  firstBlocks?: number
}

/** How long a second look at the first block waits: long enough for a balancer to ask another node. */
const SECOND_LOOK_MS = 1_000

/** The ledger stands until a hand goes on. */
export class Halted extends Error {
  override name = 'Halted'
}

/** One term as the active indexer of a chain: from taking the lock to losing it, halting or stopping. */
export class Term {
  private readonly chainId: number
  private readonly isLocal: boolean
  private readonly book: AddressBook
  private readonly fetcher: Fetcher
  private readonly log: Log
  private readonly pollMs: number
  private beatAt = 0
  /** Where the logs did not add up once: a node may have left one out. */
  private doubtedAt: Hex | null = null

  constructor(
    private readonly options: IndexerOptions,
    private readonly signal: AbortSignal,
    private readonly pause: Pause,
  ) {
    const { client, deployment, log = SILENT, firstBlocks } = options
    this.chainId = deployment.chainId
    // The local chain may be started anew or take blocks back, and its ledger is rebuilt in seconds: there no hand is needed.
    this.isLocal = deployment.chainId === localChain.id
    this.pollMs = options.pollMs ?? (this.isLocal ? 500 : 2_000)
    this.log = log
    this.book = addressBook(deployment)
    this.fetcher = createFetcher(client, this.book, pause, {
      firstBlocks,
      onTrouble: ({ error, blocks, waitMs }) =>
        log.warn({
          msg: 'The node answers badly',
          chain_id: this.chainId,
          error: sayError(error),
          blocks: `${blocks}`,
          wait_ms: waitMs,
        }),
    })
  }

  /** Runs until the head (`once`) or for ever. */
  async run(): Promise<void> {
    for (;;) {
      this.signal.throwIfAborted()
      const head = await this.head()
      const tip = head && (await this.openedTip(head))
      if (head && tip) {
        const isThere = await this.step(tip, head)
        if (isThere && this.options.once) return
        if (!isThere) continue
      } else if (this.options.once) {
        throw new Error(`The chain ends before block ${this.options.deployment.startBlock}, where the contracts begin.`)
      }
      await this.pause(this.pollMs)
    }
  }

  private async head(): Promise<Header | null> {
    return this.ask(() => fetchHeader(this.options.client, 'latest'))
  }

  /** Asks the node until it answers. */
  private async ask<T>(question: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await question()
      } catch (error) {
        if (!(error instanceof BaseError) || this.options.once) throw error
        this.log.warn({ msg: 'The node does not answer', chain_id: this.chainId, error: sayError(error) })
        await this.pause(AFTER_ERROR_MS)
      }
    }
  }

  /** Where the ledger is; opens it when it is new. Null while the chain has not reached our contracts. */
  private async openedTip(head: Header): Promise<Tip | null> {
    const { db, client, deployment } = this.options
    const checkpoint = await findCheckpoint(db, this.chainId)
    if (checkpoint?.state === 'halted') throw new Halted(checkpoint.reason ?? 'halted')
    if (checkpoint) return { number: checkpoint.blockNumber, hash: checkpoint.blockHash }
    const before = BigInt(deployment.startBlock) - 1n
    if (head.number < before) return null
    const [genesis, start] = await this.ask(() =>
      Promise.all([fetchHeader(client, 0n), fetchHeader(client, before > 0n ? before : 0n)]),
    )
    if (!genesis || !start) return null
    await openLedger(db, this.chainId, genesis, start)
    return start
  }

  /** Brings the ledger one step nearer to `head`. True when it is there. */
  private async step(tip: Tip, head: Header): Promise<boolean> {
    const stored = head.number < tip.number ? await this.storedHash(head.number) : undefined
    const next = reconcile(tip, head, stored, this.isLocal)
    if (next.do === 'skip') {
      await this.beat(head)
      return true
    }
    try {
      if (next.do === 'rewind') await this.ask(() => this.rewind(next.from))
      else await this.advance(tip, head)
    } catch (error) {
      if (error instanceof ChainMoved) await this.goBack(tip, error)
      else if (error instanceof BadAnswer) await this.lookAgain(error)
      else if (error instanceof CheckpointMoved) {
        this.log.warn({ msg: 'The ledger moved', chain_id: this.chainId, reason: error.message })
      } else if (error instanceof LedgerError) await this.doubt(error)
      else throw error
    }
    return false
  }

  private async goBack(tip: Tip, moved: ChainMoved): Promise<void> {
    this.log.info({ msg: 'The chain moved while it was read', chain_id: this.chainId, reason: moved.message })
    try {
      await this.ask(() => this.rewind(tip.number))
      await this.pause(this.pollMs / 5)
    } catch (error) {
      // A node that lags, or answers wrongly, while the way back is looked for: the next head says more.
      if (!(error instanceof ChainMoved || error instanceof BadAnswer)) throw error
      await this.lookAgain(error)
    }
  }

  private async lookAgain(error: Error): Promise<void> {
    this.log.warn({ msg: 'The node answers badly', chain_id: this.chainId, error: error.message })
    await this.pause(AFTER_ERROR_MS)
  }

  /** The same logs are asked for once more before the ledger is halted: a node may have left out one of them. */
  private async doubt(error: LedgerError): Promise<void> {
    const checkpoint = await findCheckpoint(this.options.db, this.chainId)
    if (checkpoint && checkpoint.blockHash !== this.doubtedAt) {
      this.doubtedAt = checkpoint.blockHash
      return this.lookAgain(error)
    }
    await retryOnLoss(() => haltCheckpoint(this.options.db, this.chainId, error.message), { signal: this.signal })
    throw new Halted(error.message)
  }

  private async storedHash(number: bigint): Promise<Hex | undefined> {
    const headers = await storedHeaders(this.options.db, this.chainId, number)
    return headers.find((header) => header.number === number)?.hash
  }

  /** Adds everything up to `head`; the next part is fetched while one is written. */
  private async advance(tip: Tip, head: Header): Promise<void> {
    const keepFrom = head.number - KEPT_HEADERS + 1n
    const fetch = (from: bigint, parent: Hex) => this.fetcher.next(from, head.number, parent, keepFrom)
    let parent = tip.hash
    let ahead: Promise<Fetched> | null = fetch(tip.number + 1n, parent)
    while (ahead) {
      const fetched: Fetched = await ahead
      this.signal.throwIfAborted()
      ahead = fetched.to.number < head.number ? fetch(fetched.to.number + 1n, fetched.to.hash) : null
      // Awaited in the next round; when writing fails first, its failure is of no interest.
      ahead?.catch(() => {})
      await this.write(fetched, parent, head)
      parent = fetched.to.hash
    }
  }

  private async write(fetched: Fetched, parent: Hex, head: Header): Promise<void> {
    const { db } = this.options
    const started = performance.now()
    const state = fetched.to.number < head.number ? 'backfill' : 'live'
    const target = { chainId: this.chainId, book: this.book, head, state } as const
    const applied = await retryOnLoss(() => applyChunk(db, fetched, parent, target), {
      signal: this.signal,
      onRetry: (error) =>
        this.log.warn({ msg: 'The database is away', chain_id: this.chainId, error: sayError(error) }),
    })
    this.beatAt = performance.now()
    const block = `${fetched.to.number}`
    const duration = Math.round(performance.now() - started)
    const level = applied.events > 0 || state === 'backfill' ? 'info' : 'debug'
    this.log[level]({ msg: 'Indexed', chain_id: this.chainId, block, from: `${fetched.from}`, ...applied, duration })
    if (applied.unexplained > 0 || applied.unknown > 0) {
      this.log.error({ msg: 'Unclassified logs', chain_id: this.chainId, block, alarm: true, ...applied })
    }
  }

  private async beat(head: Header): Promise<void> {
    if (performance.now() - this.beatAt < HEARTBEAT_MS) return
    this.beatAt = performance.now()
    await noteHead(this.options.db, this.chainId, { number: head.number, time: dateOf(head.timestamp) })
  }

  /** Whether the first block is another one. It costs the ledger, or a halt: two answers must say so. */
  private async isOtherChain(genesisHash: Hex): Promise<boolean> {
    const first = await fetchGenesis(this.options.client)
    if (first.hash === genesisHash) return false
    await this.pause(SECOND_LOOK_MS)
    const second = await fetchGenesis(this.options.client)
    if (second.hash !== first.hash) throw new BadAnswer('two answers name two first blocks')
    return true
  }

  /** Back to the last block that ledger and chain share, at or below `from`. */
  private async rewind(from: bigint): Promise<void> {
    const { db, client } = this.options
    const checkpoint = await findCheckpoint(db, this.chainId)
    if (!checkpoint) return
    const isReset = await this.isOtherChain(checkpoint.genesisHash)
    const ancestor = isReset ? null : await commonAncestor(db, client, this.chainId, from)
    if (ancestor?.hash === checkpoint.blockHash) return
    if (ancestor) {
      await rollbackTo(db, this.chainId, ancestor)
      const depth = Number(checkpoint.blockNumber - ancestor.number)
      this.log.warn({ msg: 'Rolled back', chain_id: this.chainId, block: `${ancestor.number}`, depth })
      return
    }
    const reason = isReset
      ? 'This is another chain: its genesis block differs.'
      : `The chain forked deeper than the ${KEPT_HEADERS} headers that are stored.`
    if (!this.isLocal) {
      await haltCheckpoint(db, this.chainId, reason)
      throw new Halted(reason)
    }
    this.log.warn({ msg: 'The local chain was started anew: indexing again', chain_id: this.chainId, reason })
    await wipeChain(db, this.chainId)
  }
}
