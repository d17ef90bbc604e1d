import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { Address, Hex } from 'viem'
import type { Batch, SimulatedReceipt } from './batch'
import type { HourDemand } from './demand-path'
import type { Excluded } from './exclusions'
import type { GivenReason } from './given-reason'
import type { Probing } from './observations'
import type { HourPrice, Report } from './price-path'
import type { SimulatedRun } from './simulated-run'
import type { CountedHour } from './work-book'

/** What the console would know of a history besides its chain. `pending`: receipts that are in no batch yet. */
export type Metered = {
  batches: Batch[]
  pending: SimulatedReceipt[]
  prices: HourPrice[]
  /** Accounts that let credits pay for what their allowance does not cover. */
  overage: Address[]
  /** What probers saw since the last epoch was closed, what providers could have served meanwhile, and calls by hour since the epoch before. */
  probing: Probing
  capacity: Report[]
  jobs: CountedHour[]
  /** Of the whole history. */
  demand: HourDemand[]
  exclusions: Excluded[]
  runs: SimulatedRun[]
  reasons: GivenReason[]
  providers: { provider: Address; name: string; endpoint: string; registeredAt: Date; signature: Hex }[]
}

type Ending = Omit<Metered, 'batches'>

const VERSION = 3

const FIELDS = [
  'seq',
  'month',
  'gateway',
  'requestId',
  'kind',
  'account',
  'keyPrefix',
  'provider',
  'service',
  'inputUnits',
  'outputUnits',
  'startedAt',
  'endedAt',
  'receivedAt',
  'periodIndex',
  'fromRolled',
  'fromFresh',
  'coveredInput',
  'coveredOutput',
  'priceAt',
  'priceInput',
  'priceOutput',
  'priceUnit',
  'chargeNano',
  'refersTo',
  'reason',
  'listNano',
] as const satisfies readonly (keyof SimulatedReceipt)[]

const rowOf = (receipt: SimulatedReceipt) => FIELDS.map((field) => receipt[field])
const receiptOf = (row: readonly unknown[]) =>
  Object.fromEntries(FIELDS.map((field, i) => [field, row[i]])) as SimulatedReceipt

const INTEGER = /^-?\d+n$/
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/

const asText = (_: string, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)

function asValue(_: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (INTEGER.test(value)) return BigInt(value.slice(0, -1))
  return TIME.test(value) ? new Date(value) : value
}

/** A file of JSON lines, one for each batch as it is settled and one at the end: without that it is of no use. */
export class Journal {
  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, '')
  }

  add(batch: Batch): void {
    this.write({ ...batch, receipts: batch.receipts.map(rowOf) })
  }

  end(ending: Ending): void {
    const { pending, ...rest } = ending
    this.write({ version: VERSION, pending: pending.map(rowOf), ...rest })
  }

  private write(line: object): void {
    appendFileSync(this.path, `${JSON.stringify(line, asText)}\n`)
  }
}

/** How the last line begins; one of another version is of no use. */
const ENDING = `{"version":${VERSION},`

/** Time and root stand first in a line. */
const FIRST_BYTES = 256

type BatchLine = Omit<Batch, 'receipts'> & { receipts: unknown[][] }
type EndLine = Omit<Ending, 'pending'> & { pending: unknown[][] }

/** Root of the first batch: enough to know whose journal it is. Null without one. */
export function firstRootOf(path: string): string | null {
  if (!existsSync(path)) return null
  const bytes = Buffer.alloc(FIRST_BYTES)
  const file = openSync(path, 'r')
  try {
    readSync(file, bytes)
  } finally {
    closeSync(file)
  }
  return /"root":"(0x[0-9a-f]{64})"/.exec(bytes.toString('utf8'))?.[1] ?? null
}

/** Null when there is no whole journal: a chain that was made without one. */
export function readJournal(path: string): Metered | null {
  if (!existsSync(path)) return null
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const last = lines.pop()
  if (!last?.startsWith(ENDING)) return null
  const batches = lines.map((line) => {
    const batch = JSON.parse(line, asValue) as BatchLine
    return { ...batch, receipts: batch.receipts.map(receiptOf) }
  })
  const ending = JSON.parse(last, asValue) as EndLine
  return { ...ending, batches, pending: ending.pending.map(receiptOf) }
}
