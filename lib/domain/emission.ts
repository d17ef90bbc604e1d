import { lesser } from './money'
import { EMISSION_CAP } from './units'

/** A linear release, seconds and wei. `end === start` is a cliff: nothing before, all from `end` on. A cancelled one has amount 0. */
export type Tranche = { start: bigint; end: bigint; amount: bigint }

/** Wei released by `time`, floored per tranche: the formula of `Rewards.vested`. */
export function vested(tranches: readonly Tranche[], time: bigint): bigint {
  return tranches.reduce((sum, tranche) => sum + vestedOf(tranche, time), 0n)
}

export function vestedOf({ start, end, amount }: Tranche, time: bigint): bigint {
  if (time >= end) return amount
  if (time <= start) return 0n
  return (amount * (time - start)) / (end - start)
}

/** Σ of all tranches and what could still be scheduled, wei. */
export function scheduled(tranches: readonly Tranche[]): { scheduled: bigint; room: bigint } {
  const sum = tranches.reduce((all, tranche) => all + tranche.amount, 0n)
  return { scheduled: sum, room: EMISSION_CAP - sum }
}

/** The provider stream as the ledger follows it: lifetime `funded` and `total`, and the part of `total` taken from emission. */
export type Funding = { funded: bigint; total: bigint; emissionUsed: bigint }

export type Allocation = {
  fromPool: bigint
  fromEmission: bigint
  /** When a total went down after a revoke: this much returns to the pool. */
  returned: bigint
  next: Funding
}

/** CXPT funded by revenue and not yet allocated: Σ(funded − total) + emissionUsed. */
export function poolOf({ funded, total, emissionUsed }: Funding): bigint {
  return funded - (total - emissionUsed)
}

/**
 * Funding order of economics.md §3, at each accepted PROVIDER root: revenue-funded CXPT first, emission for the rest. `emissionUsed`
 * never falls: what a lower total gives back belongs to the pool.
 */
export function fundAllocation(before: Funding, nextTotal: bigint): Allocation {
  const growth = nextTotal - before.total
  if (growth <= 0n) {
    return { fromPool: 0n, fromEmission: 0n, returned: -growth, next: { ...before, total: nextTotal } }
  }
  const pool = poolOf(before)
  const fromPool = lesser(growth, pool)
  const fromEmission = growth - fromPool
  return {
    fromPool,
    fromEmission,
    returned: 0n,
    next: { funded: before.funded, total: nextTotal, emissionUsed: before.emissionUsed + fromEmission },
  }
}
