import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Tranche, vested, vestedOf } from '../../lib/domain/emission'
import { quoteCxpt, usdOf } from '../../lib/domain/money'
import { nextRollover } from '../../lib/domain/rollover'
import { apportion, type Split } from '../../lib/domain/split'
import { EMISSION_CAP } from '../../lib/domain/units'
import { chunksOf, type Draw, drawOf, max, REPEAT, times, VECTORS } from './draw'
import { type Harness, PATIENCE, startHarness } from './harness'

vi.setConfig(PATIENCE)

/** Vectors a call: far from anvil's limit of a request's size. */
const BATCH = 1000
const SCALE = 10n ** 30n

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness?.stop())

/** Compares one answer a vector. The message carries what repeats the run. */
async function compare<V>(
  vectors: readonly V[],
  domain: (vector: V) => unknown,
  solidity: (chunk: readonly V[]) => Promise<readonly unknown[]>,
) {
  for (const chunk of chunksOf(vectors, BATCH)) {
    const answers = await solidity(chunk)
    expect(answers.length).toBe(chunk.length)
    for (const [i, vector] of chunk.entries()) {
      expect({ vector, answer: domain(vector) }, REPEAT).toEqual({ vector, answer: answers[i] })
    }
  }
}

test('quote: micro-USD to wei, rounded up', async () => {
  const draw = drawOf('quote')
  // Up to where the product with the scale fills 256 bits.
  const vectors = times(VECTORS, () => ({
    usd: draw.chance(50) ? draw.roll(0n, max(56)) : draw.roll(0n, max(256) / SCALE),
    price: draw.roll(1n, max(128)),
  }))
  await compare(
    vectors,
    ({ usd, price }) => quoteCxpt(usd, price),
    (chunk) => harness.ask('toTokensUp', [chunk.map(({ usd }) => usd), chunk.map(({ price }) => price)]),
  )
})

test('what an amount is worth: wei to micro-USD, rounded down', async () => {
  const draw = drawOf('worth')
  const vectors = times(VECTORS, () => ({ amount: draw.roll(0n, max(96)), price: draw.roll(1n, max(128)) }))
  await compare(
    vectors,
    ({ amount, price }) => usdOf(amount, price),
    (chunk) => harness.ask('toUsdDown', [chunk.map(({ amount }) => amount), chunk.map(({ price }) => price)]),
  )
})

test('split: four shares of a distribution', async () => {
  const draw = drawOf('split')
  const vectors = times(VECTORS, () => ({ split: splitOf(draw), amount: draw.roll(0n, max(256)) }))
  await compare(
    vectors,
    ({ split, amount }) => {
      const { burn, protocol, operations, provider } = apportion(split, amount)
      return [burn, protocol, operations, provider]
    },
    (chunk) => harness.ask('apportion', [chunk.map(({ split }) => split), chunk.map(({ amount }) => amount)]),
  )
})

test('rollover: what is carried into the next period', async () => {
  const draw = drawOf('rollover')
  const vectors = times(VECTORS, () => {
    const most = max(draw.pick([20, 64, 128]))
    const [allowance, nextAllowance] = [draw.roll(0n, most), draw.roll(0n, most)]
    const rolled = draw.chance(50) ? draw.roll(0n, allowance) : draw.roll(0n, most)
    const used = draw.chance(50) ? draw.roll(0n, allowance + rolled) : draw.roll(0n, 2n * most)
    return { allowance, rolled, used, nextAllowance, bps: draw.roll(0n, 5000n) }
  })
  await compare(vectors, nextRollover, (chunk) =>
    harness.ask('nextRollover', [
      chunk.map(({ allowance, rolled, used, nextAllowance, bps }) => [allowance, rolled, used, nextAllowance, bps]),
    ]),
  )
})

test('vested: one tranche of any size at any time', async () => {
  const draw = drawOf('tranche')
  const vectors = times(VECTORS, () => {
    const start = draw.roll(0n, max(48))
    const end = draw.chance(15) ? start : draw.roll(start, max(48))
    const time = draw.chance(80) ? draw.roll(start, end) : draw.roll(0n, max(64))
    return { tranche: { start, end, amount: draw.roll(0n, max(128)) }, time }
  })
  await compare(
    vectors,
    ({ tranche, time }) => vestedOf(tranche, time),
    (chunk) => harness.ask('vestedAt', [chunk.map(({ tranche }) => wire(tranche)), chunk.map(({ time }) => time)]),
  )
})

test('vested: the schedule of a real Rewards over its whole life', async () => {
  const draw = drawOf('schedule')
  const now = await harness.now()
  const perSchedule = 50
  for (let done = 0; done < VECTORS; done += perSchedule) {
    const count = draw.number(1, 64)
    const tranches: Tranche[] = times(count, () => {
      const start = draw.roll(now, now + 100_000_000n)
      const end = draw.chance(15) ? start : draw.roll(start, start + 300_000_000n)
      return { start, end, amount: draw.roll(1n, EMISSION_CAP / BigInt(count)) }
    })
    const at = times(perSchedule, () => {
      const { start, end } = draw.pick(tranches)
      return draw.chance(90) ? draw.roll(start - 1n, end + 1n) : draw.roll(0n, max(256))
    })
    const answers = await harness.ask('vested', [tranches.map(wire), at])
    expect(
      at.map((time) => vested(tranches, time)),
      REPEAT,
    ).toEqual(answers)
  }
})

/** viem takes what has 48 bits as a number. */
const wire = ({ start, end, amount }: Tranche) => ({ start: Number(start), end: Number(end), amount })

function splitOf(draw: Draw): Split {
  const burn = draw.number(0, 10_000)
  const protocol = draw.number(0, 10_000 - burn)
  const operations = draw.number(0, 10_000 - burn - protocol)
  return { burn, protocol, operations, provider: 10_000 - burn - protocol - operations }
}
