import type { PoolClient } from 'pg'

type Reader = Pick<PoolClient, 'query'>

export type PlanRow = { id: number; allowance: bigint; bps: bigint; priority: number; concurrency: number; rpm: number }

/** Every plan there ever was: they are immutable. */
export async function plansOf(db: Reader, chainId: number): Promise<Map<number, PlanRow>> {
  const { rows } = await db.query<{ id: string; plan: Record<string, string> }>(
    `select args ->> 'id' as id, args -> 'plan' as plan from events
     where chain_id = $1 and contract = 'Subscriptions' and name = 'PlanAdded'`,
    [chainId],
  )
  return new Map(
    rows.map(({ id, plan }) => [
      Number(id),
      {
        id: Number(id),
        allowance: BigInt(plan.allowance ?? 0),
        bps: BigInt(plan.rolloverBps ?? 0),
        priority: Number(plan.priority ?? 0),
        concurrency: Number(plan.concurrency ?? 0),
        rpm: Number(plan.rpm ?? 0),
      },
    ]),
  )
}

/** Numbers of the phase from each change on, the oldest first; before the first one it is 0. */
export async function phasesOf(db: Reader, chainId: number): Promise<{ at: Date; phase: number }[]> {
  const { rows } = await db.query<{ at: Date; phase: string }>(
    `select block_time as at, args ->> 'phase' as phase from events
     where chain_id = $1 and contract = 'Parameters' and name = 'PhaseSet' order by block_number, log_index`,
    [chainId],
  )
  return rows.map(({ at, phase }) => ({ at, phase: Number(phase) }))
}
