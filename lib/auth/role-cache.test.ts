import { expect, test } from 'vitest'
import { ROLE_CACHE, RoleCache } from './role-cache'

const ALICE = '0x71bE63f3384f5fb98995898A86B02Fb2426c5788'

function cacheOf(answers: (() => Promise<string>)[]) {
  let now = 0
  let asked = 0
  const cache = new RoleCache(
    async () => {
      asked += 1
      return (answers.shift() ?? (() => Promise.resolve('no more')))()
    },
    () => now,
  )
  return { cache, pass: (ms: number) => (now += ms), asked: () => asked }
}

test('an answer is used for 15 seconds and not for one millisecond more', async () => {
  const { cache, pass } = cacheOf([async () => 'holder', async () => 'revoked'])
  expect(await cache.get(ALICE)).toBe('holder')
  pass(ROLE_CACHE - 1)
  expect(await cache.get(ALICE)).toBe('holder')
  pass(1)
  expect(await cache.get(ALICE)).toBe('revoked')
  expect(ROLE_CACHE).toBe(15_000)
})

test('many at once ask once, in whatever case the address is written', async () => {
  const { cache, asked } = cacheOf([async () => 'holder'])
  await Promise.all([cache.get(ALICE), cache.get(ALICE.toLowerCase() as `0x${string}`), cache.get(ALICE)])
  expect(asked()).toBe(1)
})

test('no answer is not an answer: the next one asks again', async () => {
  const { cache, asked } = cacheOf([() => Promise.reject(new Error('away')), async () => 'holder'])
  await expect(cache.get(ALICE)).rejects.toThrow('away')
  expect(await cache.get(ALICE)).toBe('holder')
  expect(asked()).toBe(2)
})

test('it forgets the oldest of a thousand', async () => {
  const { cache, asked } = cacheOf([])
  for (let i = 0; i <= 1_000; i++) await cache.get(`0x${i.toString(16).padStart(40, '0')}`)
  const before = asked()
  await cache.get(`0x${'0'.repeat(40)}`)
  expect(asked()).toBe(before + 1)
})
