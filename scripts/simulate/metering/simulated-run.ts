import type { Hex } from 'viem'
import type { Category } from '../../../lib/domain/buckets'

/** A row of `reward_runs` as far as its inputs do not say it themselves. */
export type SimulatedRun = {
  category: Category
  root: Hex
  inputs: string
  closedAt: Date
  state: 'proposed' | 'accepted' | 'vetoed'
}
