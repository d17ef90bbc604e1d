import 'server-only'
import type { Address, Hex } from 'viem'
import { listLeavesOf, listRunHeads, type RunHead } from '../db/earning-rows'
import { firstRegistration } from '../db/provider-rows'
import { listRoots } from '../db/reward-rows'
import type { Category } from '../domain/buckets'
import { epochBounds, epochOf } from '../domain/epoch'
import { greater } from '../domain/money'
import { type RootState, type RootStory, storiesOf } from '../domain/root-story'
import { secondsOf } from '../domain/time'
import { publicationFrom } from '../rewards/published'
import type { Snapshot } from './snapshot'

/** `closed`: computed and not proposed yet. */
export type EarnedState = RootState | 'closed'

/** What a period added for an account, by the root it is in. Wei. */
export type EarnedPeriod = {
  /** Names it in an address: the label, or the root where a later one has the same label. */
  id: string
  /** `epoch 2950`, `2026-09`. */
  label: string
  root: Hex
  added: bigint
  state: EarnedState
  acceptAt: Date | null
  proposedAt: Date | null
  /** When the state came to be; null for a run that only our database knows. */
  since: Date | null
  txHash: Hex | null
  /** The canonical inputs were kept. */
  hasInputs: boolean
}

/** Every period an account earned in, the newest first, whatever became of its root. */
export async function earnedPeriods(
  { db, chainId }: Snapshot,
  category: Category,
  account: Address,
): Promise<{ periods: EarnedPeriod[]; runs: RunHead[]; labels: Set<string> }> {
  const leaves = await listLeavesOf(db, chainId, category, account.toLowerCase() as Hex)
  const runs = await listRunHeads(db, chainId, category)
  const steps = await listRoots(db, chainId, category)
  const stories = storiesOf(steps)
  const published = new Map(
    steps.flatMap(({ root, uri }) => {
      const of = uri ? publicationFrom(uri)?.of : undefined
      return of ? [[root, of] as const] : []
    }),
  )
  // An epoch that added nothing has the root of the one before. Runs come newest first, so the one that made it wins.
  const runOf = new Map(runs.map((run) => [run.root, run] as const))
  const periods = leaves.flatMap(({ root, added }): EarnedPeriod[] => {
    if (added === 0n) return []
    const run = runOf.get(root)
    const label = run?.label ?? published.get(root)
    const story = stories.find((one) => one.root === root)
    return label ? [periodOf(label, root, added, run, story)] : []
  })
  const labels = new Set([...runs.map(({ label }) => label), ...published.values()])
  return { periods: named(periods.sort((a, b) => (sortKey(a) < sortKey(b) ? 1 : -1))), runs, labels }
}

function periodOf(
  label: string,
  root: Hex,
  added: bigint,
  run: RunHead | undefined,
  story: RootStory | undefined,
): EarnedPeriod {
  return {
    id: label,
    label,
    root,
    added,
    state: story?.state ?? (run?.state === 'vetoed' ? 'vetoed' : 'closed'),
    acceptAt: story?.acceptAt ?? null,
    proposedAt: story?.proposedAt ?? null,
    since: story?.since ?? null,
    txHash: story?.txHash ?? null,
    hasInputs: run !== undefined,
  }
}

/** Epochs by number, corrections after what they correct, of one label the root that was proposed last; months sort as they are written. */
const sortKey = ({ label, proposedAt }: EarnedPeriod): string =>
  `${label.replace(/\d+/g, (digits) => digits.padStart(8, '0'))} ${proposedAt?.toISOString() ?? ''}`

/** The newest of a label has the label's own address. */
const named = (periods: readonly EarnedPeriod[]): EarnedPeriod[] =>
  periods.map((period, index) => {
    const isTaken = periods.findIndex(({ label }) => label === period.label) < index
    return isTaken ? { ...period, id: period.root } : period
  })

/** `epoch 2950` → 2950n; a correction is about its epoch; null for another label. */
export function epochOfLabel(label: string): bigint | null {
  const digits = /^epoch (\d+)/.exec(label)?.[1]
  return digits ? BigInt(digits) : null
}

/** Epochs looked at that nobody closed: what is older is an alarm of the job that closes them. */
const MOST_OPEN = 4n

/** Epochs with providers that no run and no root stands for, the running one last. */
export async function openEpochs({ db, chainId, time }: Snapshot, labels: ReadonlySet<string>): Promise<bigint[]> {
  const first = await firstRegistration(db, chainId)
  if (!first) return []
  const now = epochOf(secondsOf(time))
  const closed = [...labels].map((label) => epochOfLabel(label) ?? -1n).reduce(greater, -1n)
  const from = greater(greater(closed + 1n, epochOf(secondsOf(first))), now - MOST_OPEN + 1n)
  const open: bigint[] = []
  for (let epoch = from; epoch <= now; epoch += 1n) open.push(epoch)
  return open
}

/** Whether an epoch is over at a block's time. */
export const isOver = (epoch: bigint, time: Date): boolean => epochBounds(epoch).end <= secondsOf(time)
