import { epochBounds, epochOf } from '../../lib/domain/epoch'
import { greater } from '../../lib/domain/money'
import { monthOf, nextMonth } from '../../lib/domain/month'
import { closesAt } from '../../lib/domain/referral'
import { acceptEpoch, closeEpoch, epochLabel, PROPOSE_OFFSET } from './epochs'
import { acceptMonth, closeMonth, EARNED, SCHEDULE_OFFSET } from './months'
import type { World } from './world'

/** Order of what was left: first what is pending is accepted, then what is missing is published. */
const ACCEPT_AFTER = 60n
const PUBLISH_AFTER = 120n

/** Enters what an earlier run left of the providers' epochs and of roots, as far as the chain shows it at `from`. */
export function recoverRoots(world: World, from: bigint): void {
  acceptPending(world, from)
  const monday = epochBounds(epochOf(from)).start
  const isMissing = monday + PROPOSE_OFFSET <= from && !world.published.has(`provider ${epochLabel(monday)}`)
  if (!isMissing || monday <= world.start) return
  world.agenda.enter(from + PUBLISH_AFTER, (time) => closeEpoch(world, monday, time))
}

/** Enters the months that closed before `from` and whose rewards nobody published. The treasurer signs for them. */
export function recoverMonths(world: World, from: bigint): void {
  for (let month = monthOf(world.start); closesAt(month) + SCHEDULE_OFFSET <= from; month = nextMonth(month)) {
    for (const category of EARNED) {
      if (world.published.has(`${category} ${month}`)) continue
      world.agenda.enter(from + PUBLISH_AFTER, (time) => closeMonth(world, category, month, time))
    }
  }
}

function acceptPending(world: World, from: bigint): void {
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
