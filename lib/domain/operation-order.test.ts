import { expect, test } from 'vitest'
import { type Ordered, ordersOf } from './operation-order'

const one = (id: string, more: Partial<Ordered> = {}): Ordered => ({
  ...{ id, nonce: 1, kind: 'Vault.setSplit', replaces: true, from: '500', to: id },
  ...{ readyAt: 100, block: 10n, logIndex: 0 },
  ...more,
})
const orders = (...open: Ordered[]) => Object.fromEntries(ordersOf(open))

test('one alone of its kind has no order, and neither has what is of no kind', () => {
  expect(
    orders(one('600'), one('cap', { kind: 'Vault.setDailyCap' }), one('a', { kind: null }), one('b', { kind: null })),
  ).toEqual({})
})

test('the one that is ready first is the first, and the second then meets a base that has moved', () => {
  expect(orders(one('700', { readyAt: 200 }), one('600'))).toEqual({
    '600.1': {
      ...{ place: 1, of: 2, before: null, after: { id: '700', to: '700' } },
      ...{ isConflict: false, meets: null, isSame: false },
    },
    '700.1': {
      ...{ place: 2, of: 2, before: { id: '600', to: '600' }, after: null },
      ...{ isConflict: true, meets: '600', isSame: false },
    },
  })
})

test.each([
  ['of two that are ready together, that of the earlier block', { block: 9n }, { block: 10n }],
  ['of two of one block, that of the earlier log', { logIndex: 1 }, { logIndex: 2 }],
])('%s', (_, first, second) => {
  expect(orders(one('second', second), one('first', first))['second.1']).toMatchObject({
    place: 2,
    before: { id: 'first' },
  })
})

test('one that was based on what the first sets is in no conflict; one that sets the same again says so', () => {
  expect(orders(one('600'), one('700', { readyAt: 200, from: '600' }))['700.1']).toMatchObject({
    isConflict: false,
    meets: '600',
  })
  expect(orders(one('a', { to: '600' }), one('b', { readyAt: 200, to: '600' }))['b.1']).toMatchObject({
    isConflict: true,
    isSame: true,
  })
})

test('what adds to what is there is ordered, and in no conflict', () => {
  const tranche = { kind: 'Rewards.addTranche', replaces: false, from: null }
  expect(orders(one('a', tranche), one('b', { ...tranche, readyAt: 200 }))['b.1']).toMatchObject({
    ...{ place: 2, isConflict: false, meets: null },
  })
})

test('of three each knows its neighbours', () => {
  const three = orders(one('a'), one('b', { readyAt: 200 }), one('c', { readyAt: 300 }))
  expect(three['b.1']).toMatchObject({ place: 2, of: 3, before: { id: 'a' }, after: { id: 'c' }, meets: 'a' })
})
