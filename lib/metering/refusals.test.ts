import { expect, test } from 'vitest'
import type { Db } from '../db/connect'
import { countRefusal, flushRefusals } from './refusals'

const AT = new Date('2026-11-10T12:00:00Z')

/** A database whose writes end when they are told to: `written` holds the rows of those that did. */
function slowDatabase() {
  const written: { reason: string; count: number }[][] = []
  const ends: ((error?: Error) => void)[] = []
  const query = (_: string, [, rows]: [number, string]) =>
    new Promise<void>((resolve, reject) => {
      ends.push((error) => {
        if (error) return reject(error)
        written.push(JSON.parse(rows))
        resolve()
      })
    })
  return { db: { $client: { query } } as unknown as Db, written, ends }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

test('a flush ends when everything counted before it is written, also by a flush that is under way', async () => {
  const { db, written, ends } = slowDatabase()
  countRefusal(db, AT, 'BAD_BODY')
  void flushRefusals(db)
  await turn()
  let isOver = false
  const second = flushRefusals(db).then(() => {
    isOver = true
  })
  await turn()
  expect(isOver).toBe(false)
  ends[0]?.()
  await second
  expect(written).toEqual([[expect.objectContaining({ reason: 'BAD_BODY', count: 1 })]])
})

test('what could not be written goes with the next, together with what came meanwhile', async () => {
  const { db, written, ends } = slowDatabase()
  countRefusal(db, AT, 'BAD_BODY')
  const first = flushRefusals(db)
  await turn()
  countRefusal(db, AT, 'BAD_BODY')
  ends[0]?.(new Error('away'))
  await first
  const second = flushRefusals(db)
  await turn()
  ends[1]?.()
  await second
  expect(written).toEqual([[expect.objectContaining({ reason: 'BAD_BODY', count: 2 })]])
})
