import type { SoldUsage } from '../../db/sold-usage-rows'
import { type Deferred, deferredOf } from '../../domain/deferred'
import { nanoOfMicro } from '../../domain/nano-usd'
import type { DeferredAccount } from '../deferred'
import type { Column, RowOf } from '../table'

/** Revenue of a plan in a span, nano-USD: what was used and what expired. */
export type PlanRevenue = { plan: number; used: bigint; expired: bigint; tokens: bigint }

/** What plans brought between two instants (seconds): an account's is that of the plan it had, cut where it changed. */
export function planRevenue(accounts: readonly DeferredAccount[], start: bigint, end: bigint): PlanRevenue[] {
  const plans = new Map<number, PlanRevenue>()
  for (const { periods, plans: had } of accounts) {
    const cuts = [start, ...had.map(({ from }) => from).filter((from) => from > start && from < end), end]
    let before: Deferred = deferredOf(periods, start)
    for (const [i, cut] of cuts.slice(1).entries()) {
      const after = deferredOf(periods, cut)
      const plan = had.findLast(({ from }) => from <= (cuts[i] ?? start))?.plan ?? had[0]?.plan ?? 0
      const sum = plans.get(plan) ?? { plan, used: 0n, expired: 0n, tokens: 0n }
      plans.set(plan, {
        plan,
        used: sum.used + nanoOfMicro(after.used.usd - before.used.usd),
        expired: sum.expired + nanoOfMicro(after.expired.usd - before.expired.usd),
        tokens: sum.tokens + after.used.tokens - before.used.tokens,
      })
      before = after
    }
  }
  return [...plans.values()]
    .filter(({ used, expired, tokens }) => used || expired || tokens)
    .sort((a, b) => a.plan - b.plan)
}

/** One line of sheet 11; nano-USD. `effect`: what the dynamic price made of the list price. */
export type RevenueLine = {
  channel: 'subscription' | 'breakage' | 'pay_per_use' | 'credit_note'
  service: string
  plan: number
  originalPeriod: string | null
  units: bigint
  list: bigint | null
  effect: bigint | null
  recognised: bigint
}

/**
 * Revenue by channel, service and plan. What a plan's tokens brought is parted over the services by the tokens each of them used, as differences
 * of rounded cumulative amounts, so that the parts add up.
 */
export function revenueLines(plans: readonly PlanRevenue[], usage: readonly SoldUsage[]): RevenueLine[] {
  const blank = { originalPeriod: null, list: null, effect: null }
  const subscription = plans.flatMap(({ plan, used, expired, tokens }): RevenueLine[] => {
    const own = usage.filter((one) => one.plan === plan && one.covered > 0n)
    const parts = partedByTokens(own, used).map((part) => ({
      ...blank,
      channel: 'subscription' as const,
      plan,
      ...part,
    }))
    const rest = parts.length === 0 && (used !== 0n || tokens !== 0n)
    return [
      ...parts,
      ...(rest
        ? [{ ...blank, channel: 'subscription' as const, plan, service: '', units: tokens, recognised: used }]
        : []),
      ...(expired === 0n
        ? []
        : [{ ...blank, channel: 'breakage' as const, plan, service: '', units: 0n, recognised: expired }]),
    ]
  })
  const sold = usage.filter(({ charge }) => charge !== 0n)
  const charged = sold.map(({ kind, service, plan, originalPeriod, units, list, charge }): RevenueLine => {
    const head = { service, plan, originalPeriod, recognised: charge }
    if (kind === 'credit_note') return { ...head, channel: 'credit_note', units: 0n, list: null, effect: null }
    return { ...head, channel: 'pay_per_use', units, list, effect: charge - list }
  })
  return [...subscription, ...charged].sort(byChannel)
}

function partedByTokens(
  usage: readonly SoldUsage[],
  amount: bigint,
): { service: string; units: bigint; recognised: bigint }[] {
  const services = new Map<string, bigint>()
  for (const { service, covered } of usage) services.set(service, (services.get(service) ?? 0n) + covered)
  const all = [...services.values()].reduce((sum, covered) => sum + covered, 0n)
  let sum = 0n
  return [...services].sort().map(([service, units]) => {
    const before = (amount * sum) / all
    sum += units
    return { service, units, recognised: (amount * sum) / all - before }
  })
}

const CHANNELS = ['subscription', 'breakage', 'pay_per_use', 'credit_note']
const keyOf = ({ service, plan, originalPeriod }: RevenueLine) =>
  `${service} ${String(plan).padStart(9, '0')} ${originalPeriod ?? ''}`
const byChannel = (a: RevenueLine, b: RevenueLine): number =>
  CHANNELS.indexOf(a.channel) - CHANNELS.indexOf(b.channel) || (keyOf(a) < keyOf(b) ? -1 : 1)

export const REVENUE_COLUMNS = [
  { name: 'channel', kind: 'text' },
  { name: 'service', kind: 'text' },
  { name: 'plan', kind: 'count' },
  { name: 'original_period', kind: 'text' },
  { name: 'units', kind: 'count' },
  { name: 'list', kind: 'nano' },
  { name: 'dynamic_effect', kind: 'nano' },
  { name: 'recognised', kind: 'nano' },
  { name: 'per_1000_units', kind: 'nano' },
] as const satisfies readonly Column[]

/** The last line is the sum. USD per 1,000 units is rounded down, and empty without units. */
export function* revenueTable(lines: readonly RevenueLine[]): Generator<RowOf<typeof REVENUE_COLUMNS>> {
  for (const { channel, service, plan, originalPeriod, units, list, effect, recognised } of lines) {
    const rate = units === 0n ? null : (recognised * 1_000n) / units
    yield [channel, service, plan, originalPeriod, units, list, effect, recognised, rate]
  }
  const recognised = lines.reduce((sum, line) => sum + line.recognised, 0n)
  yield ['total', null, null, null, null, null, null, recognised, null]
}
