import { stringToHex } from 'viem'
import { settingWords as say } from '@/messages/setting-words'
import type { Problem, RawRow } from './form'

export const big = (row: RawRow | undefined, key: string): bigint => BigInt(row?.[key] ?? '0')
export const int = (row: RawRow | undefined, key: string): number => Number(row?.[key] ?? '0')
export const service = (row: RawRow) => stringToHex(row.service ?? '', { size: 32 })

/** Fields of a row that must not be 0. */
export const notZero =
  (...keys: string[]) =>
  (rows: readonly RawRow[]): Problem[] =>
    rows.flatMap((row, i) =>
      keys.filter((key) => big(row, key) === 0n).map((key) => ({ row: i, key, say: say.notZero })),
    )

export const once = (rows: readonly RawRow[], key: string): Problem[] =>
  rows.flatMap((row, i) =>
    rows.findIndex((other) => other[key] === row[key]) < i ? [{ row: i, key, say: say.twice }] : [],
  )

export const between = (row: RawRow | undefined, key: string, least: bigint, most: bigint, text: string): Problem[] =>
  big(row, key) < least || big(row, key) > most ? [{ row: 0, key, say: text }] : []

export const rising = (rows: readonly RawRow[], key: string): Problem[] =>
  rows.flatMap((row, i) => (i > 0 && big(row, key) <= big(rows[i - 1], key) ? [{ row: i, key, say: say.rising }] : []))
