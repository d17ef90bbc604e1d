import type { Forecast } from '@/lib/data/settings'
import type { SettingId } from '@/lib/domain/setting'
import { WAD } from '@/lib/domain/units'
import { effectWords as say } from '@/messages/effect-words'
import type { RawRow } from './form'

/** One consequence in money or tokens: before and after. `unit` says how to show both. */
export type Effect = { name: string; unit: 'cxpt' | 'usd' | 'tokens'; from: bigint; to: bigint; note?: string }

const big = (row: RawRow | undefined, key: string): bigint => BigInt(row?.[key] ?? '0')
const THOUSAND_CXPT = 1_000n * WAD
/** Epochs of 7 days in 30 days, as a fraction. */
const EPOCHS = { of: 30n, in: 7n }

/** What a change comes to, per 1,000 CXPT and in a month like the last 30 complete days. Rounded down. */
export function effectsOf(
  id: SettingId,
  old: readonly RawRow[],
  next: readonly RawRow[],
  forecast: Forecast,
): Effect[] {
  if (id === 'rates') return ratesEffects(old, next, forecast)
  if (id === 'points-rate') return pointsEffects(big(old[0], 'cxptPerPoint'), big(next[0], 'cxptPerPoint'), forecast)
  if (id === 'epoch-pool') return poolEffects(big(old[0], 'pool'), big(next[0], 'pool'), forecast)
  if (id.startsWith('tiers-')) return tierEffects(old, next, forecast)
  if (id === 'plan') return planEffects(next[0], forecast)
  if (id === 'daily-cap') {
    const perDay = BigInt(forecast.settledUsd) / 30n
    return [
      { name: say.cap, unit: 'usd', from: big(old[0], 'usd'), to: big(next[0], 'usd'), note: say.capNote(perDay) },
    ]
  }
  return []
}

/** nano-USD of a month's units at list prices, whole micro-USD. */
function listUsd(rates: readonly RawRow[], { use }: Forecast): bigint {
  const nano = use.reduce((sum, { service, inputUnits, outputUnits }) => {
    const rate = rates.find((row) => row.service === service)
    const unit = big(rate, 'unit')
    if (unit === 0n) return sum
    return (
      sum + (BigInt(inputUnits) * big(rate, 'inputNanoUsd') + BigInt(outputUnits) * big(rate, 'outputNanoUsd')) / unit
    )
  }, 0n)
  return nano / 1_000n
}

function ratesEffects(old: readonly RawRow[], next: readonly RawRow[], forecast: Forecast): Effect[] {
  const bought = next.flatMap((row): Effect[] => {
    const before = old.find(({ service }) => service === row.service)
    if (!before || !forecast.price || before.inputNanoUsd === row.inputNanoUsd) return []
    // wei · USD per CXPT (WAD) is USD in WAD; nano-USD are a billionth.
    const nano = (THOUSAND_CXPT * BigInt(forecast.price)) / WAD / 10n ** 9n
    const units = (rate: RawRow) => (nano * big(rate, 'unit')) / big(rate, 'inputNanoUsd')
    return [{ name: say.buys(row.service ?? ''), unit: 'tokens', from: units(before), to: units(row) }]
  })
  return [
    ...bought,
    { name: say.atList, unit: 'usd', from: listUsd(old, forecast), to: listUsd(next, forecast), note: say.atListNote },
  ]
}

function pointsEffects(from: bigint, to: bigint, { emissionUsed }: Forecast): Effect[] {
  if (from === 0n) return []
  const used = BigInt(emissionUsed)
  const month = (rate: bigint) => (used * rate) / from
  return [
    { name: say.emission, unit: 'cxpt', from: used, to: month(to), note: say.emissionNote },
    { name: say.worst, unit: 'cxpt', from: (used * 264n) / 100n, to: (month(to) * 264n) / 100n, note: say.worstNote },
  ]
}

function poolEffects(from: bigint, to: bigint, { emissionUsed }: Forecast): Effect[] {
  const month = (pool: bigint) => (pool * EPOCHS.of) / EPOCHS.in
  return [{ name: say.pool, unit: 'cxpt', from: month(from), to: month(to), note: say.poolNote(BigInt(emissionUsed)) }]
}

function tierEffects(old: readonly RawRow[], next: readonly RawRow[], { settledUsd, chargedUsd }: Forecast): Effect[] {
  const base = BigInt(settledUsd) + BigInt(chargedUsd)
  const most = (tiers: readonly RawRow[]) => (base * big(tiers.at(-1), 'bps')) / 10_000n
  return [{ name: say.tiers, unit: 'usd', from: most(old), to: most(next), note: say.tiersNote }]
}

function planEffects(row: RawRow | undefined, { price }: Forecast): Effect[] {
  const [usd, tokens] = [big(row, 'usd'), big(row, 'allowance')]
  if (tokens === 0n || !price) return []
  const perMillion = (usd * 1_000_000n) / tokens
  // micro-USD → wei: ceil(usd · 1e30 / price), as the contract charges.
  const cost = (usd * 10n ** 30n + BigInt(price) - 1n) / BigInt(price)
  return [
    { name: say.perMillion, unit: 'usd', from: perMillion, to: perMillion },
    { name: say.inCxpt, unit: 'cxpt', from: cost, to: cost, note: say.inCxptNote },
  ]
}
