import { epochBounds, epochOf } from '../../lib/domain/epoch'
import { HOUR, secondsOf } from '../../lib/domain/time'
import { enterBoard } from './board'
import { historyStart } from './calendar'
import { type Cast, castOf } from './cast'
import { enterDays } from './days'
import { enterEnding } from './ending'
import { enterEpochs, PROPOSE_OFFSET } from './epochs'
import { enterMonths } from './months'
import type { Block, World } from './world'

export type Sizes = { customers: number; providers: number }
export const FULL: Sizes = { customers: 60, providers: 25 }

/** The demo customer bought his plan 101 days before the end: three renewals behind him, the fourth period under way. */
const MEMBER_DAYS = 101
/** The last of more than a few providers came so late that the last closed epoch knows him as new. */
const FEW = 8
const NEW_FOR = 14n * HOUR

/** `start` is another first day than the calendar gives, for short histories in tests. */
export function historyOf(now: Date, seed: number, sizes: Sizes, start = historyStart(now)) {
  const [from, to] = [secondsOf(start), secondsOf(now)]
  const days = Math.floor(Number(to - from) / 86_400)
  const cast: Cast = castOf(seed, sizes, Math.max(4, days - MEMBER_DAYS))
  const lastEpoch = epochOf(to - PROPOSE_OFFSET) - 1n
  const latest = cast.providers.at(-1)
  if (latest && cast.providers.length > FEW) latest.joinsAt = epochBounds(lastEpoch).end - NEW_FOR
  return { cast, start: from, now: to, lastEpoch }
}

/** All blocks of the history, in order. The last one may be earlier than `now`. */
export function* history(world: World, now: bigint): Generator<Block> {
  enterBoard(world, world.start - 1n, now)
  enterDays(world, [...world.cast.customers, world.cast.member], world.start - 1n, now)
  enterEpochs(world, world.start - 1n, now)
  enterMonths(world, world.start - 1n, now)
  enterEnding(world, now)
  yield* world.run(now)
}
