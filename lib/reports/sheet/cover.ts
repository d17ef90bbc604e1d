import type { EventRow, MonthRow } from '../../db/report-rows'
import type { Column, RowOf } from '../table'

export type CoverFacts = {
  month: MonthRow
  contracts: readonly (readonly [name: string, address: string])[]
  /** The commit of the code that wrote the report. */
  commit: string
  /** Everything that set a parameter up to the closing block, in chain order. */
  changes: readonly EventRow[]
  dataRoot: string
}

/** Raised when a sheet, a column or a rule of the data changes. */
export const DATA_VERSION = 1

const POLICY = [
  [
    'basis',
    'Own CXPT is never an asset and never remeasured. CXPT received is measured once, at the oracle price of the transaction that moved it, and carried at weighted average; CXPT of genesis carries 0. Credits belong to users and are a memo.',
  ],
  [
    'basis',
    'A plan is revenue as its tokens are used, its rest when they expire. Usage is revenue of the month of its request when it is known by the lock, 72 hours after the month; later it is of the month in which it is known.',
  ],
  [
    'basis',
    'Rewards are owed from the end of what they pay for, at the price then; an epoch over the end of a month is accrued by days and reversed. Claims are released at the average of what is owed in their category.',
  ],
  ['basis', 'Starting positions for an auditor: own-issued tokens are outside ASU 2023-08.'],
  [
    'prices',
    'USD per CXPT in force at the transaction: posted by the oracle, or read from its feed. Amounts in cents are differences of rounded cumulative amounts.',
  ],
] as const

/** Sheet 1: what the report is of, what it rests on, and the root that all other sheets hash to. */
export function coverLines({ month, contracts, commit, changes, dataRoot }: CoverFacts): [string, string, string][] {
  const time = (at: Date) => at.toISOString().replace('.000Z', 'Z')
  const block = (number: bigint, hash: string, at: Date) => `${number} ${hash} ${time(at)}`
  const inForce = new Map(changes.map((event) => [`${event.contract}.${event.name}`, event]))
  return [
    ['report', 'month', month.month],
    ['report', 'chain', String(month.chainId)],
    ['report', 'opening block', block(month.openingBlock, month.openingHash, month.openingTime)],
    ['report', 'closing block', block(month.closingBlock, month.closingHash, month.closingTime)],
    ['report', 'code commit', commit],
    ['report', 'data version', String(DATA_VERSION)],
    ['report', 'data root', dataRoot],
    ...[...contracts]
      .sort()
      .map(([name, address]): [string, string, string] => ['contract', name, address.toLowerCase()]),
    ...POLICY.map(([part, text]): [string, string, string] => ['policy', part, text]),
    ...[...inForce]
      .sort()
      .map(([name, { blockNumber, txHash }]): [string, string, string] => [
        'last change',
        name,
        `block ${blockNumber}, ${txHash}`,
      ]),
  ]
}

export const COVER_COLUMNS = [
  { name: 'part', kind: 'text' },
  { name: 'item', kind: 'text' },
  { name: 'value', kind: 'text' },
] as const satisfies readonly Column[]

export const coverTable = (lines: readonly [string, string, string][]): RowOf<typeof COVER_COLUMNS>[] => [...lines]
