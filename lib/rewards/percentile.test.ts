import { expect, test } from 'vitest'
import { percentile95, sumLatencies } from './percentile'

test.each([
  {
    latencies: [
      [100, 95],
      [900, 5],
    ],
    errors: 0,
    p95: 100n,
    why: 'exactly 95 of 100 under a bound',
  },
  {
    latencies: [
      [100, 94],
      [900, 6],
    ],
    errors: 0,
    p95: 900n,
    why: 'one short of it',
  },
  { latencies: [[100, 94]], errors: 6, p95: 30_000n, why: 'errors count as the timeout' },
  { latencies: [[60_000, 100]], errors: 0, p95: 30_000n, why: 'nothing takes longer than the timeout' },
  {
    latencies: [
      [900, 1],
      [100, 1],
    ],
    errors: 0,
    p95: 900n,
    why: 'bounds in any order',
  },
  { latencies: [], errors: 0, p95: 0n, why: 'no request' },
] satisfies { latencies: [number, number][]; errors: number; p95: bigint; why: string }[])(
  'the 95th percentile: $why',
  ({ latencies, errors, p95 }) => expect(percentile95(latencies, errors, 30_000)).toBe(p95),
)

test('hours add up by bound', () => {
  expect(
    sumLatencies([
      [
        [500, 1],
        [100, 2],
      ],
      [
        [500, 3],
        [250, 0],
      ],
    ]),
  ).toEqual([
    [100, 2],
    [500, 4],
  ])
})
