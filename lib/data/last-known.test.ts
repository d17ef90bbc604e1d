import { expect, test } from 'vitest'
import { AppError } from '../errors/app-error'
import { LastKnown } from './last-known'

const away = () => Promise.reject(new AppError('DATABASE_AWAY'))

test('what was read last is given again while its source is away, and is said to be old', async () => {
  const known = new LastKnown<number>(2)
  expect(await known.read('a', async () => 1)).toEqual({ data: 1, away: null })
  expect(await known.read('a', away)).toMatchObject({ data: 1, away: { code: 'DATABASE_AWAY' } })
  expect(await known.read('a', async () => 2)).toEqual({ data: 2, away: null })
})

test('another failure is a failure, and what was never read is not made up', async () => {
  const known = new LastKnown<number>(2)
  await known.read('a', async () => 1)
  await expect(known.read('a', () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
  await expect(known.read('b', away)).rejects.toThrow(AppError)
})

test('of more keys than it may keep, the one not read for longest is forgotten', async () => {
  const known = new LastKnown<number>(2)
  await known.read('a', async () => 1)
  await known.read('b', async () => 2)
  await known.read('a', async () => 3)
  await known.read('c', async () => 4)
  expect(await known.read('a', away)).toMatchObject({ data: 3 })
  await expect(known.read('b', away)).rejects.toThrow(AppError)
})
