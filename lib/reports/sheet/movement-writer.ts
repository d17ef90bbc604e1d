import { movementOf } from '../../db/movement-pages'
import { linesOf } from '../../db/text-pages'
import type { AccountName } from '../../domain/buckets'
import { CXPT_DECIMALS } from '../../domain/units'
import { decimalOf } from '../csv-cells'
import { lineWriter } from '../line-writer'
import type { Row, WrittenLines } from '../table'
import { type Balances, closingLines, MOVEMENT_COLUMNS, openingLines } from './movements'

const TWO = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))
const DAY_SECONDS = 86_400

/** Seconds as ISO 8601, a day's date made once: `Date` takes as long as all the rest of a line. */
export function timeWriter(): (seconds: number) => string {
  let [first, date] = [Number.NaN, '']
  return (seconds) => {
    const rest = seconds % DAY_SECONDS
    if (seconds - rest !== first) {
      first = seconds - rest
      date = new Date(first * 1_000).toISOString().slice(0, 11)
    }
    return `${date}${TWO[(rest / 3_600) | 0]}:${TWO[((rest / 60) | 0) % 60]}:${TWO[rest % 60]}Z`
  }
}

const jsonOf = (csv: string): string => csv.replaceAll(',', '","')
const amountOf = (wei: string): string => `${decimalOf(wei, CXPT_DECIMALS)},${wei}`

/** Balances with their digits as both formats have them, made when they are asked for. */
class Running {
  private readonly balances = new Map<AccountName, { wei: bigint; csv: string; json: string }>()

  constructor(opening: Balances) {
    for (const [account, wei] of Object.entries(opening)) this.set(account as AccountName, wei)
  }

  add(account: AccountName, wei: bigint): void {
    this.set(account, this.wei(account) + wei)
  }

  wei = (account: AccountName): bigint => this.balances.get(account)?.wei ?? 0n

  written(account: AccountName): { csv: string; json: string } {
    const balance = this.balances.get(account) ?? this.set(account, 0n)
    if (balance.json !== '') return balance
    const digits = balance.wei.toString()
    balance.csv = amountOf(digits)
    balance.json = `"${digits}"`
    return balance
  }

  private set(account: AccountName, wei: bigint) {
    const balance = { wei, csv: '', json: '' }
    this.balances.set(account, balance)
    return balance
  }
}

/** `genesis` only gives: it has no balance. */
const NO_BALANCE = { csv: ',', json: 'null' } as const

/**
 * The lines of `movementLines`, written from the texts of the database without making cells of them: a month may have millions. Hashes, addresses and
 * the names of accounts need no escape in either format.
 */
export async function* movementText(
  pages: AsyncIterable<string>,
  opening: Balances,
  closing: Balances,
): AsyncGenerator<WrittenLines> {
  const running = new Running(opening)
  const timeOf = timeWriter()
  yield edges(openingLines(opening))
  for await (const page of pages) yield* piecesOf(page, running, timeOf)
  yield edges(closingLines(closing, running.wei))
}

/** Lines joined at a time: longer texts outlive their making, and cost as much again to collect. */
const LINES = 25

function* piecesOf(page: string, running: Running, timeOf: (seconds: number) => string): Generator<WrittenLines> {
  let piece = { csv: '', json: '', rows: 0 }
  for (const line of linesOf(page)) {
    const { place, time, sides, fromBucket, toBucket, amount } = movementOf(line)
    // Inside one account nothing changes: most of a month is transfers between holders.
    if (fromBucket !== toBucket) {
      const wei = BigInt(amount)
      running.add(fromBucket, -wei)
      running.add(toBucket, wei)
    }
    const from = fromBucket === 'genesis' ? NO_BALANCE : running.written(fromBucket)
    const to = running.written(toBucket)
    const at = timeOf(Number(time))
    piece.csv += `movement,${place},${at},${sides},${amountOf(amount)},${from.csv},${to.csv},,\r\n`
    piece.json += `${piece.rows === 0 ? '' : ','}["movement","${jsonOf(place)}","${at}","${jsonOf(sides)}","${amount}",${from.json},${to.json},null]`
    piece.rows += 1
    if (piece.rows < LINES) continue
    yield piece
    piece = { csv: '', json: '', rows: 0 }
  }
  if (piece.rows > 0) yield piece
}

function edges(lines: Iterable<Row>): WrittenLines {
  const write = lineWriter(MOVEMENT_COLUMNS)
  let [csv, json, rows] = ['', '', 0]
  for (const line of lines) {
    const written = write(line)
    csv += written.csv
    json += `${rows === 0 ? '' : ','}${written.json}`
    rows += 1
  }
  return { csv, json, rows }
}
