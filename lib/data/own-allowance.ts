import 'server-only'
import type { Address } from 'viem'
import { database } from '../auth/database'
import { currentSession } from '../auth/session'
import { type AllowanceRow, allowanceLedger, leftAtPace, willCarry } from '../domain/allowance-ledger'
import { GRACE } from '../domain/subscription'
import { env } from '../env/env'
import { readAllowances } from '../metering/account-states'
import { rolledInto } from '../metering/allowance'

export type OwnAllowance = {
  rows: AllowanceRow[]
  /** Of the running period; null while none runs. */
  carry: { carries: bigint; cap: bigint } | null
  leftAtEnd: bigint | null
}

type Of = {
  address: Address
  /** The ledger's own time. */
  now: Date
  /** Tokens of the plan the next period will be of; null when it is not known: those of the running one then. */
  nextAllowance: bigint | null
}

/** Tokens of each paid period of the signed-in account; null for everybody else's, and for one that never paid for a period. */
export async function getOwnAllowance({ address, now, nextAllowance }: Of): Promise<OwnAllowance | null> {
  const session = await currentSession()
  const account = address.toLowerCase()
  if (session?.address.toLowerCase() !== account) return null
  const states = await readAllowances(database().$client, env.CHAIN_ID, [account])
  const { periods, used } = states.get(account) ?? { periods: [], used: new Map<number, bigint>() }
  if (periods.length === 0) return null
  const rolled = rolledInto(periods, used)
  const rows = allowanceLedger({ periods, rolled, used, now, graceMs: Number(GRACE) * 1_000 })
  const running = rows.find(({ state }) => state === 'running')
  return {
    rows,
    carry: running ? willCarry(running, nextAllowance ?? running.allowance) : null,
    leftAtEnd: running ? leftAtPace(running, now) : null,
  }
}
