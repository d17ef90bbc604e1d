import { hexToString } from 'viem'
import type { Queryable } from '../db/connect'
import { listPriceHours, listTold, sumRepriced, type Told } from '../db/replay-rows'
import { AVAILABILITY_CURVE, type Curve } from '../domain/curve'
import { type Month, monthBounds } from '../domain/month'
import { LAUNCH_PRICING, type Pricing } from '../domain/price'
import type { ReplayEntry } from '../domain/replay'
import { type HourPrice, type HourRules, type ListRate, type PastHour, repriceService } from '../domain/replay-prices'
import { DAY, dateOf, secondsOf } from '../domain/time'

/** In the order of the contract's enum `Kind`. */
const AVAILABILITY = 3

/** What is asked for instead of what was in force; what is left out stays as it was. */
export type PriceChange = { rates?: readonly ListRate[]; pricing?: Pricing; availability?: Curve }

type Record_ = Record<string, unknown>
const big = (row: Record_, key: string) => BigInt(String(row[key] ?? 0))

const pricingOf = (row: Record_): Pricing => ({
  targetUtilisation: big(row, 'targetUtilisation'),
  stepDivisor: big(row, 'stepDivisor'),
  minFactor: big(row, 'minFactor'),
  maxFactor: big(row, 'maxFactor'),
  maxDailyMove: big(row, 'maxDailyMove'),
})
const curveOf = (knots: unknown): Curve =>
  (Array.isArray(knots) ? (knots as Record_[]) : []).map((knot) => ({ x: big(knot, 'x'), y: big(knot, 'y') }))
const ratesOf = (rates: unknown): ListRate[] =>
  (Array.isArray(rates) ? (rates as Record_[]) : []).map((rate) => ({
    service: hexToString(rate.service as `0x${string}`, { size: 32 }),
    ...{ inputNanoUsd: big(rate, 'inputNanoUsd'), outputNanoUsd: big(rate, 'outputNanoUsd'), unit: big(rate, 'unit') },
  }))

/** What was set, read once: a month asks for it at every hour of every service. Times in seconds. */
type Since<T> = { at: bigint; value: T }
type Past = { rates: readonly Since<ListRate[]>[]; pricing: readonly Since<Pricing>[]; curves: readonly Since<Curve>[] }

const setsOf = <T>(told: readonly Told[], read: (args: Told['args']) => T): Since<T>[] =>
  told.map(({ at, args }) => ({ at: secondsOf(at), value: read(args) }))

/** The last set by an hour's own time: prices of an hour are made as it begins. */
const lastBy = <T>(sets: readonly Since<T>[], at: bigint): T | undefined => sets.findLast((one) => one.at <= at)?.value

function rulesThen({ rates, pricing, curves }: Past, hour: PastHour, made: number): HourRules {
  const card = lastBy(rates, hour.at) ?? []
  return {
    // Written when the hour's work was done: a parameter set between the hour and then counted already.
    pricing: pricing[made - 1]?.value ?? LAUNCH_PRICING,
    availability: lastBy(curves, hour.at) ?? AVAILABILITY_CURVE,
    rateOf: ({ service, listInput, listOutput, unit }) =>
      card.length === 0 || card.some((rate) => rate.service === service)
        ? { inputNanoUsd: listInput, outputNanoUsd: listOutput, unit }
        : null,
  }
}

/** Prices of the month's hours again: as they were made, and with the change. */
export async function repriceMonth(
  db: Queryable,
  chainId: number,
  month: Month,
  change: PriceChange,
): Promise<{ again: HourPrice[]; next: HourPrice[] }> {
  const { start, end } = monthBounds(month)
  // A day earlier is what the daily move is measured from; some hours more when the worker had been away.
  const span = { chainId, from: dateOf(start - 3n * DAY), until: dateOf(end) }
  const rows = await listPriceHours(db, span)
  const told = (name: string, kind?: number) =>
    listTold(db, chainId, { contract: 'Parameters', name, ...(kind === undefined ? {} : { kind }) }, span.until)
  const past: Past = {
    rates: setsOf(await told('RatesSet'), ({ rates }) => ratesOf(rates)),
    pricing: setsOf(await told('PricingSet'), ({ pricing }) => pricingOf(pricing as Record_)),
    curves: setsOf(await told('CurveSet', AVAILABILITY), ({ knots }) => curveOf(knots)),
  }
  const versions = new Map(rows.map((row) => [`${row.service} ${secondsOf(row.at)}`, row.pricingVersion]))
  const then = (hour: PastHour) => rulesThen(past, hour, versions.get(`${hour.service} ${hour.at}`) ?? 0)
  const changed = (hour: PastHour): HourRules => {
    const was = then(hour)
    return {
      pricing: change.pricing ?? was.pricing,
      availability: change.availability ?? was.availability,
      rateOf: change.rates
        ? ({ service }) => change.rates?.find((rate) => rate.service === service) ?? null
        : was.rateOf,
    }
  }
  const services = [...new Set(rows.map(({ service }) => service))]
  const hoursOf = (service: string) => rows.filter((row) => row.service === service).map(hourFrom)
  const make = (rulesAt: (hour: PastHour) => HourRules) =>
    services.flatMap((service) => repriceService(hoursOf(service), start, rulesAt))
  return { again: make(then), next: make(changed) }
}

type Row = Awaited<ReturnType<typeof listPriceHours>>[number]

const hourFrom = ({ at, reporters, ...row }: Row): PastHour => ({
  ...row,
  at: secondsOf(at),
  reporters: BigInt(reporters),
})

/** Usage of a month at other prices, nano-USD by account and service. Receipts whose price is of an hour before the month keep it. */
export async function replayUsage(
  db: Queryable,
  chainId: number,
  month: Month,
  change: PriceChange,
): Promise<{ entries: ReplayEntry[]; receipts: number }> {
  const { again, next } = await repriceMonth(db, chainId, month, change)
  const sums = await sumRepriced(db, chainId, month, again, next)
  return {
    receipts: sums.reduce((all, { receipts }) => all + receipts, 0),
    entries: sums.map(({ account, service, real, again: same, next: other }) => ({
      ...{ account, part: service, real, again: same, next: other },
    })),
  }
}
