import { expect, test } from 'vitest'
import { areaPath, linePath, middleOf, placesOf, rowAt, scaleOf, startOf, yOf } from './scale'

const SCALE = scaleOf([-50, 0, 50, 100], 188)

test.each([
  ['the highest tick stands under the room for markers', 100, 16],
  ['the lowest stands over the labels', -50, 166],
  ['zero lies between', 0, 116],
  ['what is beyond stays at the edge', 1_000, 16],
])('yOf: %s', (_, value, y) => {
  expect(yOf(SCALE, value)).toBe(y)
})

test('bars stand in the middle of their band, lines reach from edge to edge', () => {
  expect([0, 1, 3].map((row) => middleOf('band', row, 4))).toEqual([12.5, 37.5, 87.5])
  expect([0, 1, 4].map((row) => middleOf('line', row, 5))).toEqual([0, 25, 100])
  expect(middleOf('line', 0, 1)).toBe(0)
})

test('a marker stands between two rows, never outside', () => {
  expect(startOf('band', 1, 4)).toBe(25)
  expect(startOf('line', 1, 5)).toBe(12.5)
  expect(startOf('line', 0, 5)).toBe(0)
})

test.each([
  ['the first band', 'band', 0.1, 4, 0],
  ['the last band', 'band', 1, 4, 3],
  ['the nearest point of a line', 'line', 0.3, 5, 1],
  ['left of everything', 'line', -2, 5, 0],
] as const)('rowAt: %s', (_, kind, share, count, row) => {
  expect(rowAt(kind, share, count)).toBe(row)
})

test('a line is broken where a value is not known, and never goes through zero there', () => {
  expect(linePath(placesOf(SCALE, 'line', [100, null, 0, 50]))).toBe('M0,16M666.67,116L1000,66')
})

test('an area is one part for each run of known values', () => {
  const upper = placesOf(SCALE, 'line', [100, 100, null, 50, 50])
  const lower = placesOf(SCALE, 'line', [0, 0, 0, 0, 0])
  expect(areaPath(upper, lower)).toBe('M0,16L250,16L250,116L0,116ZM750,66L1000,66L1000,116L750,116Z')
})
