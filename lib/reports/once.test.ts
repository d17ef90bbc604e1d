import { expect, test } from 'vitest'
import { once } from './once'

test('runs a query once, however many wait for it', async () => {
  let runs = 0
  // As a query of the database does it: each `then` asks anew.
  const query: PromiseLike<number> = {
    // biome-ignore lint/suspicious/noThenProperty: what is tested is a thenable that is no promise
    then: (done, failed) => {
      runs += 1
      return Promise.resolve(runs).then(done, failed)
    },
  }
  const read = once(() => query)
  expect(runs).toBe(0)
  expect([await read(), await read(), ...(await Promise.all([read(), read()]))]).toEqual([1, 1, 1, 1])
})
