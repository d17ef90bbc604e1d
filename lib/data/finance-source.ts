import 'server-only'
import { database } from '../auth/database'
import { requireReader as requireReaderOf } from '../auth/roles'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { type Month, parseMonth } from '../domain/month'
import { env } from '../env/env'
import { AppError } from '../errors/app-error'
import type { ChainMemory } from '../reports/chain-memory'
import type { ReportSource } from '../reports/month-report'

/** Who may read drafts: finance works on them, parameter admins replay the last closed month, ADMIN answers for all roles. */
export const READERS = ['FINANCE', 'PARAMS', 'ADMIN'] as const

/** One of them, or an auditor. */
export const requireReader = () => requireReaderOf(...READERS)

/** What the chain said of closed months, for as long as this process lives. */
const memory: ChainMemory = new Map()

export const reportSource = (): ReportSource => ({
  db: database(),
  chain: { client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) },
  memory,
  commit: env.COMMIT ?? 'unknown',
  site: env.NEXTAUTH_URL,
})

export function monthFrom(text: string): Month {
  const month = parseMonth(text)
  if (!month) throw new AppError('BAD_MONTH', { value: text })
  return month
}
