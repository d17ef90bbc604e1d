import { beforeAll, expect, test } from 'vitest'
import { PLANTED, plant } from './formal/planted'
import { proveAll, type Results } from './formal/pool'
import { MODELS } from './formal/prove'

let results: Results
// A minute on two quiet cores. The solver never gives up by the clock, so that a busy machine only takes longer.
beforeAll(async () => {
  results = await proveAll()
}, 900_000)

test.each(MODELS)('%s is proved for every sequence of calls', (model) => {
  const properties = results.properties.filter((property) => property.model === model)
  expect(properties).not.toEqual([])
  expect(properties.filter(({ is }) => is !== 'proved')).toEqual([])
})

test.each(PLANTED)('$model, planted: $bug', ({ model, bug }) => {
  expect(results.planted.find((planted) => planted.model === model && planted.bug === bug)?.is).toBe('violated')
})

test.each(MODELS)('a bug was planted in %s', (model) => {
  expect(PLANTED.map((planted) => planted.model)).toContain(model)
})

test('a bug whose text is not in its model is refused', () => {
  const planted = { model: 'VaultExits', bug: 'none', from: 'not there', to: '', breaks: 'amount <= one' }
  expect(() => plant(planted)).toThrow('does not fit')
})
