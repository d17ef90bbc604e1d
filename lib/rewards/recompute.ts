/**
 * The second implementation: from the published inputs to the root, with arithmetic of its own. It shares types and the hash
 * function with the first one and nothing else, so that a mistake in one of them is a difference before anything is proposed.
 */
import { type Hex, keccak256 } from 'viem'
import type { KnotInput, LoyaltyInputs, ProviderInputs, ReferralInputs, RunInputs, TierInput } from './inputs'

export type Recomputed = { root: Hex; total: bigint; added: bigint }

type Point = { x: bigint; y: bigint }
type Pay = Map<string, bigint>

const MILLION = 1_000_000n
const NO_ROOT: Hex = `0x${'0'.repeat(64)}`
const CATEGORY_NUMBER = { provider: 0n, referral: 1n, loyalty: 2n } as const

/** Throws on inputs of another format; the caller says where they came from. */
export function recompute(inputs: RunInputs): Recomputed {
  if (inputs.format !== 'cxpt-rewards' || inputs.formatVersion !== 1) throw new RangeError('inputs of another format')
  return treeOver(inputs, payOf(inputs))
}

function payOf(inputs: RunInputs): Pay {
  switch (inputs.category) {
    case 'provider':
      return payEpoch(inputs)
    case 'referral':
      return capped(payReferral(inputs), BigInt(inputs.pool))
    case 'loyalty':
      return capped(payLoyalty(inputs), BigInt(inputs.pool))
  }
}

/** Straight lines between the points at num/den (ppm), level outside; written as "y left plus slope", floored as the whole is. */
function heightAt(knots: readonly KnotInput[], num: bigint, den: bigint): bigint {
  const points = knots.map(([x, y]): Point => ({ x: BigInt(x), y: BigInt(y) }))
  const scaled = num * MILLION
  const after = points.findIndex(({ x }) => scaled < x * den)
  if (after === -1) return points.at(-1)?.y ?? 0n
  const right = points[after]
  const left = points[after - 1]
  if (!right) return 0n
  if (!left) return right.y
  const rise = (right.y - left.y) * (scaled - left.x * den)
  const run = (right.x - left.x) * den
  const whole = rise / run
  // Division cuts towards zero; a falling line needs the floor.
  return left.y + (rise % run !== 0n && rise < 0n ? whole - 1n : whole)
}

function slowest95(latencies: readonly [number, number][], errors: number, timeout: number): bigint {
  const each: [number, number][] = [
    ...latencies.map(([ms, n]): [number, number] => [Math.min(ms, timeout), n]),
    [timeout, errors],
  ]
  each.sort((a, b) => a[0] - b[0])
  const all = each.reduce((sum, [, n]) => sum + n, 0)
  // At least 95 of 100 are at or under the bound: compared without a division.
  let seen = 0
  for (const [ms, n] of each) {
    seen += n
    if (n > 0 && BigInt(seen) * 100n >= BigInt(all) * 95n) return BigInt(ms)
  }
  return 0n
}

function pointsOfProvider(inputs: ProviderInputs, provider: ProviderInputs['providers'][number]): bigint {
  const { uptime, response, classWeights } = inputs.parameters
  const [good, eligible] = [BigInt(provider.goodMinutes), BigInt(provider.eligibleMinutes)]
  const isNew = eligible < 1_440n
  if (!isNew && good + good < eligible) return 0n
  const up = isNew ? MILLION : heightAt(uptime.value, good, eligible)
  let product = 0n
  for (const one of provider.classes) {
    const weight = classWeights.value.find(([name]) => name === one.service)?.[1]
    const target = inputs.targets.find(([name]) => name === one.service)
    if (weight === undefined || target === undefined) continue
    const base = (BigInt(one.units) * BigInt(weight)) / MILLION
    const slow = slowest95(one.latencies, one.errors, target[2])
    const answer = one.requests < 200 ? MILLION : heightAt(response.value, slow, BigInt(target[1]))
    const hours = inputs.demand.find(([name]) => name === one.service)?.[1] ?? []
    let sum = 0n
    for (const hour of hours) sum += BigInt(hour)
    const wanted = hours.length === 0 ? MILLION : sum / BigInt(hours.length)
    product += base * up * answer * wanted
  }
  return product / 10n ** 18n
}

function payEpoch(inputs: ProviderInputs): Pay {
  const points = new Map(inputs.providers.map((one) => [one.provider, pointsOfProvider(inputs, one)]))
  const rate = BigInt(inputs.parameters.pointsRate.value)
  const room = BigInt(inputs.allocatable) - BigInt(inputs.total)
  const most = BigInt(inputs.parameters.epochPool.value)
  const smaller = room < most ? room : most
  const pool = smaller < 0n ? 0n : smaller
  const wanted = new Map([...points].map(([provider, n]) => [provider, n * rate]))
  // A rate of 0 owes nothing, however many points there are.
  const owed = sumOf(wanted) <= pool ? wanted : proportion(pool, points)
  const pay: Pay = new Map()
  for (const { provider, payout } of inputs.providers) give(pay, payout, owed.get(provider) ?? 0n)
  return pay
}

const bpsAt = (tiers: readonly TierInput[], reached: bigint): bigint => {
  let bps = 0n
  for (const [threshold, value] of tiers) if (BigInt(threshold) <= reached) bps = BigInt(value)
  return bps
}

const tokensOf = (usd: bigint, bps: bigint, price: string): bigint =>
  (((usd * bps) / 10_000n) * 10n ** 30n) / BigInt(price)

/** Months as a count, so that "within twelve" is a subtraction. */
const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))

function payReferral(inputs: ReferralInputs): Pay {
  const brought = new Map<string, { base: bigint; active: bigint }>()
  for (const { user, referrer } of inputs.referred) {
    const months = inputs.spending.find(({ account }) => account === user)?.months ?? []
    const first = months.find(([, usd]) => BigInt(usd) > 0n)?.[0]
    if (first === undefined) continue
    const age = monthNumber(inputs.month) - monthNumber(first)
    if (age < 0 || age >= 12) continue
    const usd = BigInt(months.find(([month]) => month === inputs.month)?.[1] ?? 0)
    const before = brought.get(referrer) ?? { base: 0n, active: 0n }
    brought.set(referrer, { base: before.base + usd, active: before.active + (usd >= 5_000_000n ? 1n : 0n) })
  }
  const pay: Pay = new Map()
  for (const [referrer, { base, active }] of brought) {
    give(pay, referrer, tokensOf(base, bpsAt(inputs.tiers.value, active), inputs.price))
  }
  return pay
}

function payLoyalty(inputs: LoyaltyInputs): Pay {
  const pay: Pay = new Map()
  for (const { account, months } of inputs.spending) {
    const spent = new Map(months.map(([month, usd]) => [monthNumber(month), BigInt(usd)]))
    const now = monthNumber(inputs.month)
    const usd = spent.get(now) ?? 0n
    let row = 0n
    while ((spent.get(now - Number(row)) ?? 0n) > 0n) row += 1n
    give(pay, account, tokensOf(usd, bpsAt(inputs.loyaltyTiers.value, row), inputs.price))
    give(pay, account, tokensOf(usd, bpsAt(inputs.usageBonusTiers.value, usd), inputs.price))
  }
  return pay
}

const give = (pay: Pay, account: string, amount: bigint) => pay.set(account, (pay.get(account) ?? 0n) + amount)

const sumOf = (pay: Pay): bigint => [...pay.values()].reduce((sum, amount) => sum + amount, 0n)

const capped = (pay: Pay, pool: bigint): Pay => (sumOf(pay) <= pool ? pay : proportion(pool, pay))

/** Shares of `amount`: rounded down, then one wei more for those who lost most by it, the lower address first. */
function proportion(amount: bigint, weights: Pay): Pay {
  const sum = sumOf(weights)
  const shares: Pay = new Map()
  if (sum === 0n) return shares
  const lost: { key: string; rest: bigint }[] = []
  let left = amount
  for (const [key, weight] of weights) {
    const share = (amount * weight) / sum
    shares.set(key, share)
    lost.push({ key, rest: amount * weight - share * sum })
    left -= share
  }
  lost.sort((a, b) => (a.rest === b.rest ? (a.key < b.key ? -1 : 1) : a.rest < b.rest ? 1 : -1))
  for (let i = 0; left > 0n; i++, left--) give(shares, lost[i]?.key ?? '', 1n)
  return shares
}

const word = (value: bigint): string => value.toString(16).padStart(64, '0')

/** The leaf of contracts.md §3.5, its five words written by hand. */
function leaf({ chainId, rewards, category }: RunInputs, account: string, cumulative: bigint): Hex {
  const words = [BigInt(chainId), BigInt(rewards), CATEGORY_NUMBER[category], BigInt(account), cumulative]
  return keccak256(keccak256(`0x${words.map(word).join('')}`))
}

const join = (a: Hex, b: Hex): Hex => keccak256(a < b ? `0x${a.slice(2)}${b.slice(2)}` : `0x${b.slice(2)}${a.slice(2)}`)

/**
 * The root over sorted leaves. The array of 2n − 1 nodes, leaves at its end and backwards, is folded from its end: node i joins 2i + 1 and
 * 2i + 2, as a queue that takes two and appends one does.
 */
function rootOver(leaves: Hex[]): Hex {
  const queue = [...leaves].sort()
  for (let head = 0; ; head += 2) {
    const [a, b] = [queue[head], queue[head + 1]]
    if (a === undefined) return NO_ROOT
    if (b === undefined) return a
    queue.push(join(a, b))
  }
}

function treeOver(inputs: RunInputs, pay: Pay): Recomputed {
  const lifetime: Pay = new Map()
  for (const [account, before] of inputs.previous.leaves) give(lifetime, account, BigInt(before))
  for (const [account, amount] of pay) give(lifetime, account, amount)
  const leaves = [...lifetime].filter(([, amount]) => amount > 0n)
  const root = rootOver(leaves.map(([account, amount]) => leaf(inputs, account, amount)))
  return { root, total: sumOf(lifetime), added: sumOf(pay) }
}

/** The root over leaves that were published themselves, without inputs behind them. */
export function rootOfLeaves(
  bound: Pick<RunInputs, 'chainId' | 'rewards' | 'category'>,
  leaves: readonly (readonly [account: string, cumulative: string])[],
): Recomputed {
  const empty = { ...bound, previous: { root: NO_ROOT, leaves } } as unknown as RunInputs
  return treeOver(empty, new Map())
}
