import type { Hex } from 'viem'
import { vestedOf } from '../domain/emission'
import type { ReplayEntry } from '../domain/replay'
import type { Computed } from './computed'
import { computeEpoch } from './epoch-points'
import type { LoyaltyInputs, ProviderInputs, ReferralInputs } from './inputs'
import { computeMonth } from './month-rewards'

/** A run that was closed: its inputs, its root, and what it added by account (lower case), wei. */
export type ClosedRun<T> = { inputs: T; root: Hex; added: ReadonlyMap<string, bigint> }

/** What the root is short of what its leaves say: a run that cannot be reproduced must not look as if it were. */
const ROOT_DIFFERS = 1n

function entriesOf(part: string, run: ClosedRun<unknown>, again: Computed, next: Computed): ReplayEntry[] {
  const added = ({ leaves }: Computed) => new Map(leaves.map((leaf) => [leaf.account.toLowerCase(), leaf.added]))
  const [before, after] = [added(again), added(next)]
  const accounts = [...new Set([...run.added.keys(), ...before.keys(), ...after.keys()])].sort()
  const entries = accounts
    .map((account) => ({
      ...{ account, part, real: run.added.get(account) ?? 0n },
      ...{ again: before.get(account) ?? 0n, next: after.get(account) ?? 0n },
    }))
    .filter(({ real, again: same, next: other }) => real !== 0n || same !== 0n || other !== 0n)
  const [first] = entries
  if (first && again.root !== run.root) first.again += ROOT_DIFFERS
  return entries
}

export type EpochPatch = (inputs: ProviderInputs) => ProviderInputs

/**
 * Epochs of a month in their order, wei. What one epoch adds more or less under the new value, the next ones find allocated. `then` is what was in
 * force, where that is no part of the inputs.
 */
export function replayEpochs(
  runs: readonly ClosedRun<ProviderInputs>[],
  patch: EpochPatch,
  then: EpochPatch = (inputs) => inputs,
): ReplayEntry[] {
  let more = 0n
  return runs.flatMap((run) => {
    const again = computeEpoch(then(run.inputs))
    const next = computeEpoch(patch({ ...run.inputs, total: (BigInt(run.inputs.total) + more).toString() }))
    more += next.added - again.added
    return entriesOf(run.inputs.label, run, again, next)
  })
}

type MonthInputs = ReferralInputs | LoyaltyInputs

/** A month of referral or loyalty, wei. */
export const replayMonth = (run: ClosedRun<MonthInputs>, patch: (inputs: MonthInputs) => MonthInputs): ReplayEntry[] =>
  entriesOf(run.inputs.label, run, computeMonth(run.inputs), computeMonth(patch(run.inputs)))

/** A tranche as if it had begun with the month: what it would have released by the end of an epoch could be allocated too. Seconds, wei. */
export function withTranche(tranche: { start: bigint; end: bigint; amount: bigint }, monthStart: bigint): EpochPatch {
  const moved = { ...tranche, start: monthStart, end: monthStart + (tranche.end - tranche.start) }
  return (inputs) => ({
    ...inputs,
    allocatable: (BigInt(inputs.allocatable) + vestedOf(moved, BigInt(inputs.end))).toString(),
  })
}
