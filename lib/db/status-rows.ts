import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Queryable } from './connect'
import { events, jobRuns } from './schema'

export const listJobRuns = (db: Queryable) => db.select().from(jobRuns).orderBy(asc(jobRuns.job))

/** Arguments of the last event of a name, null when there never was one. */
export const findLastEvent = async (db: Queryable, chainId: number, contract: string, name: string) => {
  const [row] = await db
    .select({ args: events.args, time: events.blockTime, block: events.blockNumber })
    .from(events)
    .where(and(eq(events.chainId, chainId), eq(events.contract, contract), eq(events.name, name)))
    .orderBy(desc(events.blockNumber), desc(events.logIndex))
    .limit(1)
  return row ?? null
}

export type PauseEvent = { contract: string; place: number; from: bigint | null; until: bigint; time: Date }

/** The last word on each flag of the Vault and each category of Rewards; `place` is the enum's value. */
export const listLastPauses = async (db: Queryable, chainId: number): Promise<PauseEvent[]> => {
  const { rows } = await db.execute<{
    contract: string
    place: string
    from: string | null
    until: string
    time: Date
  }>(sql`
    select distinct on (contract, place) contract, place, args->>'from' as "from", args->>'until' as until, block_time as time
    from (
      select contract, coalesce(args->>'flag', args->>'category') as place, args, block_time, block_number, log_index
      from events where chain_id = ${chainId} and contract in ('Vault', 'Rewards') and name = 'PauseSet'
    ) as pauses
    order by contract, place, block_number desc, log_index desc`)
  return rows.map(({ contract, place, from, until, time }) => ({
    contract,
    place: Number(place),
    from: from === null ? null : BigInt(from),
    until: BigInt(until),
    time: new Date(time),
  }))
}
