import { mondayAtOrAfter } from '../../lib/domain/epoch'
import { monthBounds, monthOf, nextMonth } from '../../lib/domain/month'
import { DAY, HOUR, MINUTE } from '../../lib/domain/time'
import { CXPT, USD } from '../../lib/domain/units'
import { cancel, carryOut, type Operation, schedule } from './acts/operations'
import { pauseSpending, payIntoTreasury, skim } from './acts/operator'
import { endOfPause, enterprisePlan, move, splitChange, tranche, withdrawal } from './acts/treasury'
import { burn, transfer } from './acts/wallet'
import { PAYEES } from './cast'
import type { World } from './world'

/** Delays in production (contracts.md §2). The local chain asks for seconds; the history keeps to these. */
const PARAMS_DELAY = 2n * DAY
const TREASURER_DELAY = DAY
const UNPAUSER_DELAY = HOUR

const million = (count: bigint) => count * 1_000_000n * CXPT
const thousand = (count: bigint) => count * 1_000n * CXPT

type Entry = { at: bigint; does: (time: bigint) => void }

/** What the people in charge do, each once. Times count from the start. */
function board(world: World): Entry[] {
  return [
    ...launch(world),
    ...releases(world),
    ...splits(world),
    ...pause(world),
    ...treasury(world),
    ...mishaps(world),
  ]
}

/** Enters what lies after `from` and up to `until`, monthly expenses included. */
export function enterBoard(world: World, from: bigint, until: bigint): void {
  for (const { at, does } of [...board(world), ...expenses(world, until)]) {
    const time = world.start + at
    if (time > from && time <= until) world.agenda.enter(time, does)
  }
}

function change(world: World, operation: () => Operation): Entry['does'] {
  return (time) => carryOut(world, operation(), time + PARAMS_DELAY, 20n * MINUTE)
}

function spend(world: World, operation: () => Operation): Entry['does'] {
  return (time) => carryOut(world, operation(), time + TREASURER_DELAY, 35n * MINUTE)
}

function launch(world: World): Entry[] {
  const { customers, market, partner } = world.cast
  const enterprise = customers[0]
  return [
    {
      at: HOUR,
      does: change(world, () => {
        if (!enterprise) throw new Error('the cast has no customers')
        return enterprisePlan(world, enterprise.actor.address, { usd: 9_000n * USD, allowance: 1_250_000_000n })
      }),
    },
    { at: HOUR, does: spend(world, () => seed(world, million(25n), 'first inventory')) },
    { at: 34n * DAY + 9n * HOUR, does: spend(world, () => seed(world, million(12n), 'second inventory')) },
    { at: 68n * DAY + 9n * HOUR, does: spend(world, () => seed(world, million(10n), 'third inventory')) },
    { at: 100n * DAY + 9n * HOUR, does: spend(world, () => seed(world, million(8n), 'fourth inventory')) },
    {
      at: 2n * DAY + 12n * HOUR,
      does: () => transfer(world, market, partner.address, thousand(400n), 'partner buys'),
    },
  ]
}

function seed(world: World, amount: bigint, why: string): Operation {
  return withdrawal(world, 'liquidity', world.cast.market.address, amount, 'market operations', why)
}

/** Three tranches, each from a Monday on: about 290k a week, then 520k, then 600k. */
function releases(world: World): Entry[] {
  const tranches = [
    { at: HOUR, from: 3n, weeks: 52n, amount: million(15n) },
    { at: 24n * DAY + 10n * HOUR, from: 28n, weeks: 26n, amount: million(6n) },
    { at: 75n * DAY + 10n * HOUR, from: 84n, weeks: 104n, amount: million(8n) },
  ]
  return tranches.map(({ at, from, weeks, amount }) => {
    const start = mondayAtOrAfter(world.dayAt(from))
    return { at, does: change(world, () => tranche(world, { start, end: start + weeks * 7n * DAY, amount })) }
  })
}

/** Less burn for the months of growth, and back to 5%. */
function splits(world: World): Entry[] {
  const growth = { burn: 400, protocol: 2_000, operations: 1_400, provider: 6_200 }
  const launchSplit = { burn: 500, protocol: 2_000, operations: 1_500, provider: 6_000 }
  return [
    { at: 33n * DAY + 14n * HOUR, does: change(world, () => splitChange(world, growth)) },
    { at: 79n * DAY + 14n * HOUR, does: change(world, () => splitChange(world, launchSplit)) },
  ]
}

/** A morning without spending, ended after a day; renewals that fell due meanwhile follow. */
function pause(world: World): Entry[] {
  return [
    { at: 66n * DAY + 9n * HOUR + 12n * MINUTE, does: (time) => pauseSpending(world, time) },
    {
      at: 67n * DAY + 9n * HOUR + 40n * MINUTE,
      does: (time) => carryOut(world, endOfPause(world), time + UNPAUSER_DELAY, 3n * MINUTE),
    },
  ]
}

function treasury(world: World): Entry[] {
  return [
    {
      at: 52n * DAY + 11n * HOUR,
      does: spend(world, () =>
        withdrawal(world, 'operations', PAYEES.custody, thousand(1_500n), 'custody move', 'reserve of three months'),
      ),
    },
    {
      at: 60n * DAY + 11n * HOUR,
      does: spend(world, () => move(world, 'operations', 'liquidity', million(3n), 'inventory for the next quarter')),
    },
    {
      at: 73n * DAY + 13n * HOUR,
      does: () => payIntoTreasury(world, world.cast.partner, 'operations', thousand(120n)),
    },
    {
      at: 90n * DAY + 11n * HOUR,
      does: spend(world, () =>
        withdrawal(world, 'operations', PAYEES.auditor, thousand(600n), 'expense', 'audit of the contracts'),
      ),
    },
  ]
}

function mishaps(world: World): Entry[] {
  const { partner } = world.cast
  const suspicious = () =>
    withdrawal(world, 'operations', PAYEES.stranger, million(5n), 'expense', 'infrastructure, see attachment')
  return [
    {
      at: 47n * DAY + 16n * HOUR,
      does: (time) => {
        const operation = suspicious()
        schedule(world, operation, time + TREASURER_DELAY)
        world.agenda.enter(time + 4n * HOUR, () => cancel(world, operation))
      },
    },
    {
      at: 41n * DAY + 15n * HOUR,
      does: () => transfer(world, partner, world.system.at.Vault, thousand(2n) + 500n * CXPT, 'sent to the Vault'),
    },
    { at: 50n * DAY + 15n * HOUR, does: () => skim(world) },
    { at: 58n * DAY + 15n * HOUR, does: () => burn(world, partner, thousand(40n)) },
  ]
}

/** On the fifth of every month, of the month before: payroll, and hosting as the network grows. */
function expenses(world: World, until: bigint): Entry[] {
  const entries: Entry[] = []
  for (let month = monthOf(world.start); monthBounds(month).end <= until; month = nextMonth(month)) {
    const at = monthBounds(month).end - world.start + 4n * DAY + 10n * HOUR
    const pay = (to: keyof typeof PAYEES, amount: bigint, why: string) =>
      spend(world, () => withdrawal(world, 'operations', PAYEES[to], amount, 'expense', `${why} ${month}`))
    entries.push({ at, does: pay('payroll', thousand(2_400n), 'payroll') })
    entries.push({ at, does: pay('hosting', thousand(380n), 'hosting') })
  }
  return entries
}
