import { DAY, HOUR, MINUTE } from '../../lib/domain/time'
import { CXPT, USD } from '../../lib/domain/units'
import { requestWithdrawal } from './acts/credits'
import { schedule } from './acts/operations'
import { postPrice } from './acts/operator'
import { dailyCap } from './acts/treasury'
import { transfer } from './acts/wallet'
import { jobTime } from './days'
import { nextPrice, targetPrice } from './price-path'
import { randomOf } from './prng'
import { SLOT, serve } from './usage'
import type { World } from './world'

/** A shorter price age than any network asks for between two posts. */
const LEAST_GAP = HOUR
const NEWCOMER_HOLDS = 250_000n * CXPT
const MEMBER_ASKS = 600n * CXPT

/**
 * What the history leaves behind for whoever opens the console: a fresh price, an operation that waits in the queue, and demo
 * accounts worth looking at.
 */
export function enterEnding(world: World, now: bigint): void {
  const { agenda, cast } = world
  agenda.enter(now - 3n * DAY, () =>
    transfer(world, cast.market, cast.newcomer, NEWCOMER_HOLDS, 'newcomer buys on the market'),
  )
  agenda.enter(now - 26n * HOUR, (time) => schedule(world, dailyCap(world, 1_500_000n * USD), time + 2n * DAY))
  agenda.enter(now - 5n * HOUR, (time) => requestWithdrawal(world, cast.member.actor, MEMBER_ASKS, time))
  // The last quarter of a day is not over: what was used of it is metered, and settled by whoever comes next.
  agenda.enter(now - MINUTE, (time) => {
    const slot = jobTime(world.seed, time - (time % SLOT))
    const since = slot <= time ? slot : jobTime(world.seed, time - (time % SLOT) - SLOT)
    serve(world, [...cast.customers, cast.member], time, time - since)
  })
  agenda.enter(now - 11n * MINUTE, (time) => {
    if (time < world.state.postedAt + LEAST_GAP) return
    const target = targetPrice(time - world.start, world.length)
    postPrice(world, nextPrice(world.state.price, target, randomOf(world.seed, 'price', Number(time))), time)
  })
}
