import { epochBounds, epochOf } from '../../lib/domain/epoch'
import { greater } from '../../lib/domain/money'
import { monthOf, nextMonth } from '../../lib/domain/month'
import { closesAt } from '../../lib/domain/referral'
import { acceptEpoch } from './epochs'
import { acceptMonth, closeMonth, EARNED, SCHEDULE_OFFSET } from './months'
import type { World } from './world'

/** Order of what was left: first what is pending is accepted, then what is missing is funded. */
const ACCEPT_AFTER = 60n
const FUND_AFTER = 120n

/** Enters the funding of months that closed before `from` and whose rewards nobody published. The treasurer signs for it. */
export function recoverMonths(world: World, from: bigint): void {
  for (let month = monthOf(world.start); closesAt(month) + SCHEDULE_OFFSET <= from; month = nextMonth(month)) {
    for (const category of EARNED) {
      if (world.published.has(`${category} ${month}`)) continue
      world.agenda.enter(from + FUND_AFTER, (time) => closeMonth(world, category, month, time))
    }
  }
}

/** Enters the acceptance of roots that wait, as far as the chain shows it at `from`. What is missing, the worker publishes. */
export function recoverRoots(world: World, from: bigint): void {
  const { streams, window } = world.state.rewards
  const { provider } = streams
  if (provider.pending) {
    const { acceptAt } = provider.pending
    const monday = epochBounds(epochOf(acceptAt - window)).start
    world.agenda.enter(greater(acceptAt, from) + ACCEPT_AFTER, (time) => acceptEpoch(world, monday, time))
  }
  for (const category of EARNED) {
    const { pending } = streams[category]
    if (!pending) continue
    world.agenda.enter(greater(pending.acceptAt, from) + ACCEPT_AFTER, (time) =>
      acceptMonth(world, category, pending.root, time),
    )
  }
}
