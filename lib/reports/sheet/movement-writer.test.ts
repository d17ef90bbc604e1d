import { describe, expect, test } from 'vitest'
import { BETWEEN } from '../../db/text-pages'
import { BUCKETS } from '../../domain/buckets'
import { lineWriter } from '../line-writer'
import type { Row } from '../table'
import { movementText, timeWriter } from './movement-writer'
import { type Balances, MOVEMENT_COLUMNS, movementLines } from './movements'

const [TX, ALICE, BOB] = [`0x${'0c'.repeat(32)}`, `0x${'a1'.repeat(20)}`, `0x${'b2'.repeat(20)}`] as const
const at = Date.parse('2026-10-24T23:59:59Z') / 1_000
const NOTHING = Object.fromEntries([...BUCKETS, 'burned'].map((bucket) => [bucket, 0n])) as Balances

/** One entry as the database writes it, and as a row. */
const entry = (n: number, kind: string, from: readonly string[], to: readonly string[], amount: bigint) => ({
  text: [`${n},${n % 3},0`, at + n, [TX, kind, from[0], from[1], to[0], to[1]].join(','), from[0], to[0], amount].join(
    BETWEEN,
  ),
  row: {
    ...{
      chainId: 1,
      blockNumber: BigInt(n),
      logIndex: n % 3,
      seq: 0,
      blockTime: new Date((at + n) * 1_000),
      txHash: TX,
    },
    ...{ kind, fromBucket: from[0], fromOwner: from[1], toBucket: to[0], toOwner: to[1], amount },
  },
})

const ENTRIES = [
  entry(1, 'genesis', ['genesis', ''], ['circulating', ALICE], 10n ** 27n),
  entry(2, 'transfer', ['circulating', ALICE], ['circulating', BOB], 7n),
  entry(3, 'deposit', ['circulating', BOB], ['vault_credits', BOB], 5n * 10n ** 17n),
  entry(4, 'settlement', ['vault_credits', BOB], ['vault_revenue', ''], 10n ** 18n),
  entry(5, 'burn', ['vault_revenue', ''], ['burned', ''], 0n),
  // Enough of them for several pieces.
  ...Array.from({ length: 60 }, (_, i) =>
    entry(6 + i, 'transfer', ['circulating', ALICE], ['circulating', BOB], BigInt(i)),
  ),
]

async function fromTexts(pages: readonly string[]) {
  const text = { csv: '', json: '', rows: 0 }
  const source = (async function* () {
    yield* pages
  })()
  for await (const piece of movementText(source, { ...NOTHING, reserve: 3n }, NOTHING)) {
    text.csv += piece.csv
    text.json += `${text.rows === 0 ? '' : ','}${piece.json}`
    text.rows += piece.rows
  }
  return text
}

async function fromRows() {
  const rows: Row[] = []
  const entries = ENTRIES.map(({ row }) => row) as unknown as Parameters<typeof movementLines>[0]
  for await (const row of movementLines(entries, { ...NOTHING, reserve: 3n }, NOTHING)) rows.push(row)
  const write = lineWriter(MOVEMENT_COLUMNS)
  const written = rows.map((row) => ({ ...write(row) }))
  const [csv, json] = [written.map((line) => line.csv).join(''), written.map((line) => line.json).join(',')]
  return { csv, json, rows: rows.length }
}

describe('entries written from the texts of the database', () => {
  const texts = ENTRIES.map(({ text }) => text)

  test('are the bytes that their rows would be, whatever the pages', async () => {
    const expected = await fromRows()
    expect(expected.rows).toBe(15 + 65 + 15)
    expect(await fromTexts([texts.join('\n')])).toEqual(expected)
    expect(await fromTexts([texts.slice(0, 3).join('\n'), texts.slice(3).join('\n')])).toEqual(expected)
  })

  test('are nothing but the edges of a month without any', async () => {
    expect((await fromTexts([])).rows).toBe(30)
  })

  test.each([0, 59, 86_399, 86_400, 1_793_404_799, 1_835_395_199])(
    'second %i is written as Date writes it',
    (seconds) => {
      expect(timeWriter()(seconds)).toBe(new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z'))
    },
  )
})
