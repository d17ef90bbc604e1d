import 'server-only'
import { cache } from 'react'
import type { Hex } from 'viem'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { readRewardsState, type StreamState } from '../chain/rewards-state'
import { countLeaves, listClosedRuns } from '../db/reward-rows'
import { CATEGORIES, type Category } from '../domain/buckets'
import { secondsOf } from '../domain/time'
import { env } from '../env/env'
import { inputsPath } from '../rewards/inputs'
import { requireAdminReader } from './admin'
import { atOneBlock } from './snapshot'

export type AdminStream = {
  category: Category
  state: StreamState
  /** Wei that a root may still add: the least of what is allocatable and its largest step. */
  room: bigint
}

export type AdminRun = {
  category: Category
  label: string
  /** Seconds. */
  closedAt: number
  root: Hex
  /** Cumulative, and what this run added; wei. */
  total: bigint
  added: bigint
  accounts: number
  /** Whether the second implementation came to the same root. */
  agrees: boolean
  state: 'closed' | 'proposed' | 'accepted' | 'vetoed'
  error: string | null
  inputsHref: string
  inputsHash: Hex
  txHash: Hex | null
}

export type AdminRewards = { block: string; now: number; window: bigint; streams: AdminStream[]; runs: AdminRun[] }

const RUNS_SHOWN = 60

/** Streams as the chain has them at the ledger's block, and the runs that were closed, newest first. */
export const getAdminRewards = cache(async (): Promise<AdminRewards> => {
  await requireAdminReader()
  return atOneBlock(async ({ db, chainId, block, time }) => {
    const at = { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID), blockNumber: block }
    const { streams, window } = await readRewardsState(at)
    const runs = await listClosedRuns(db, chainId, RUNS_SHOWN)
    const counts = await countLeaves(
      db,
      chainId,
      runs.map(({ root }) => root),
    )
    return {
      block: block.toString(),
      now: Number(secondsOf(time)),
      window,
      streams: CATEGORIES.map((category) => {
        const state = streams[category]
        const left = state.allocatable > state.total ? state.allocatable - state.total : 0n
        return { category, state, room: left < state.maxStep ? left : state.maxStep }
      }),
      runs: runs.map(({ closedAt, recomputedRoot, ...run }) => ({
        ...run,
        closedAt: Number(secondsOf(closedAt)),
        agrees: recomputedRoot === run.root,
        inputsHref: inputsPath(run),
        ...(counts.get(`${run.category} ${run.root}`) ?? { accounts: 0, added: 0n }),
      })),
    }
  })
})
