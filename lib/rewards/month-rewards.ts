import { type Address, getAddress } from 'viem'
import { largestRemainder } from '../domain/largest-remainder'
import { type Month, parseMonth } from '../domain/month'
import { activeReferred, earnsReferral, loyaltyMonths, monthReward, type Tier, tierBps } from '../domain/referral'
import { type Addition, addToTree, type Computed } from './computed'
import { type LoyaltyInputs, type ReferralInputs, type SpendingInput, sortedBy, type TierInput } from './inputs'

const tiersFrom = (tiers: readonly TierInput[]): Tier[] =>
  tiers.map(([threshold, bps]) => ({ threshold: BigInt(threshold), bps: BigInt(bps) }))

function monthFrom(text: string): Month {
  const month = parseMonth(text)
  if (!month) throw new RangeError(`not a month: ${text}`)
  return month
}

/** Base of the month that closes, micro-USD: the last of the list, when it is of that month. */
function baseIn(month: string, spending: SpendingInput | undefined): bigint {
  const last = spending?.months.at(-1)
  return last?.[0] === month ? BigInt(last[1]) : 0n
}

/** Σ never above the pool: then the pool in proportion, largest remainder, ties by address. */
function withinPool(earned: readonly Addition[], pool: bigint): Addition[] {
  const sum = earned.reduce((all, { amount }) => all + amount, 0n)
  if (sum <= pool) return [...earned]
  const parts = largestRemainder(
    pool,
    earned.map(({ account, amount }) => ({ key: account.toLowerCase(), weight: amount })),
  )
  return earned.map((one) => ({ ...one, amount: parts.get(one.account.toLowerCase()) ?? 0n }))
}

/** What referrers earned on what those they brought spent in the month, before the pool's limit. */
export function referralEarned(
  inputs: Pick<ReferralInputs, 'month' | 'price' | 'spending' | 'referred' | 'tiers'>,
): Addition[] {
  const month = monthFrom(inputs.month)
  const spending = new Map(inputs.spending.map((one) => [one.account, one]))
  const bases = new Map<string, bigint[]>()
  for (const { user, referrer } of inputs.referred) {
    const spent = spending.get(user)
    const first = spent?.months.find(([, usd]) => BigInt(usd) > 0n)
    if (!first || !earnsReferral(monthFrom(first[0]), month)) continue
    bases.set(referrer, [...(bases.get(referrer) ?? []), baseIn(month, spent)])
  }
  const earned = [...bases].map(([referrer, list]): Addition => {
    const active = activeReferred(list)
    const bps = tierBps(tiersFrom(inputs.tiers.value), active)
    const base = list.reduce((sum, one) => sum + one, 0n)
    const { usd, cxpt } = monthReward(base, bps, BigInt(inputs.price))
    const detail = { referred: list.length, active: active.toString(), base: base.toString(), bps: bps.toString() }
    return { account: getAddress(referrer), amount: cxpt, detail: { ...detail, usd: usd.toString() } }
  })
  return sorted(earned)
}

/** Loyalty for months in a row and the bonus for the month's usage, before the pool's limit. */
export function loyaltyEarned(
  inputs: Pick<LoyaltyInputs, 'month' | 'price' | 'spending' | 'loyaltyTiers' | 'usageBonusTiers'>,
): Addition[] {
  const earned = inputs.spending.map((spending): Addition => {
    const base = baseIn(inputs.month, spending)
    const streak = base > 0n ? loyaltyMonths(spending.months.map(([, usd]) => BigInt(usd))) : 0n
    const loyalty = tierBps(tiersFrom(inputs.loyaltyTiers.value), streak)
    const bonus = tierBps(tiersFrom(inputs.usageBonusTiers.value), base)
    const price = BigInt(inputs.price)
    const [forLoyalty, forUsage] = [monthReward(base, loyalty, price), monthReward(base, bonus, price)]
    const detail = {
      months: streak.toString(),
      base: base.toString(),
      loyaltyBps: loyalty.toString(),
      usageBonusBps: bonus.toString(),
      usd: (forLoyalty.usd + forUsage.usd).toString(),
    }
    return { account: getAddress(spending.account), amount: forLoyalty.cxpt + forUsage.cxpt, detail }
  })
  return sorted(earned)
}

const sorted = (earned: readonly Addition[]): Addition[] =>
  sortedBy(
    earned.filter(({ amount }) => amount > 0n),
    ({ account }: { account: Address }) => account.toLowerCase(),
  )

/** The root of a referral or loyalty month, from its inputs alone. */
export function computeMonth(inputs: ReferralInputs | LoyaltyInputs): Computed {
  const earned = inputs.category === 'referral' ? referralEarned(inputs) : loyaltyEarned(inputs)
  return addToTree(inputs, withinPool(earned, BigInt(inputs.pool)))
}
