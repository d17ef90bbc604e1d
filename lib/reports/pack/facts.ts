import type { Quarter } from '../../domain/quarter'
import type { MonthReport, ReportSource } from '../month-report'

/** `work`: an empty folder of the caller's, for the reports on their way into the zip; `sample`: how many payments are traced. */
export type PackSource = ReportSource & { work: string; sample?: number }

/** What the parts of a pack are made from. Blocks of the quarter are those after `opening` up to and with `closing`. */
export type PackFacts = {
  source: PackSource
  quarter: Quarter
  reports: readonly MonthReport[]
  span: { chainId: number; opening: bigint; closing: bigint }
  /** [from, until) of the quarter. */
  from: Date
  until: Date
  /** Decides which payments are traced: the hash of the closing block, which nobody chose. */
  seed: string
}

/** What the parts of an annual review are made from: the months of the year that are over. */
export type ReviewFacts = {
  source: ReportSource
  year: number
  reports: readonly MonthReport[]
  span: { chainId: number; opening: bigint; closing: bigint }
}
