import { z } from 'zod'
import { type Chart, chartWith, isAccount } from '../domain/chart'
import { UsageError } from './command'

const SHAPE = z.record(
  z.string(),
  z.strictObject({ code: z.string().min(1).max(40), name: z.string().min(1).max(120) }),
)

/** A chart of accounts from JSON: our code → `{"code", "name"}` in the books; accounts that are not named keep ours. */
export function chartFrom(text: string): Chart {
  const parsed = SHAPE.safeParse(readJson(text))
  if (!parsed.success) throw new UsageError('The chart is not JSON of {"1200": {"code": "…", "name": "…"}}.')
  const unknown = Object.keys(parsed.data).find((code) => !isAccount(code))
  if (unknown) throw new UsageError(`The chart names ${unknown}, which is no account of ours.`)
  try {
    return chartWith(parsed.data as Partial<Chart>)
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`The chart is refused: ${error.message}.`) : error
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
