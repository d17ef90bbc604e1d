import type { Hex } from 'viem'
import type { JobHour, Work } from '../../../lib/db/reward-source-rows'
import { epochOf } from '../../../lib/domain/epoch'
import { RESPONSE_TARGETS } from '../../../lib/domain/provider'
import type { Service } from '../../../lib/domain/service'
import { dateOf, HOUR, MINUTE } from '../../../lib/domain/time'
import { PPM } from '../../../lib/domain/units'
import { randomOf } from '../prng'
import type { Provider } from '../providers'
import type { Request } from './metering'
import { type Temper, temperOf } from './tempers'

/** A row of `job_hours`, without its chain. */
export type CountedHour = JobHour & { provider: Hex; gateway: string; service: Service }

/** Units of one call: a receipt of the history stands for some hours of a customer's calls. */
const UNITS_PER_CALL: Record<Service, bigint> = {
  'tide-pool': 1_500n,
  'blue-surge': 2_000n,
  'open-ocean': 3_000n,
  'mariana-depth': 4_000n,
  speech: 45n,
  scraping: 1n,
  embeddings: 8_000n,
}

/** Answers by their time in percent of the p95; parts per thousand. */
const SPREAD: readonly [percent: number, perMille: bigint][] = [
  [25, 120n],
  [40, 280n],
  [55, 300n],
  [75, 180n],
  [100, 80n],
  [140, 30n],
  [220, 10n],
]
const LATENCY_STEP = 50

/** What was served, as gateways count it: units for the base of rewards, calls for response and errors. */
export class WorkBook {
  private readonly units = new Map<bigint, Map<string, Work>>()
  private readonly hours = new Map<bigint, Map<string, CountedHour>>()
  private readonly tempers: ReadonlyMap<string, Temper & { index: number }>

  constructor(
    private readonly seed: number,
    providers: readonly Provider[],
  ) {
    this.tempers = new Map(
      providers.map(({ actor, index }) => [actor.address.toLowerCase(), { ...temperOf(seed, index), index }]),
    )
  }

  add(request: Request): void {
    const { service, startedAt, inputUnits, outputUnits } = request
    const provider = request.provider.toLowerCase() as Hex
    const epoch = epochOf(startedAt)
    const all = this.units.get(epoch) ?? new Map<string, Work>()
    this.units.set(epoch, all)
    const key = `${provider} ${service}`
    const served = (all.get(key)?.units ?? 0n) + inputUnits + outputUnits
    all.set(key, { provider, service, units: served })
    this.count(request, provider, epoch)
  }

  private count({ service, gateway, requestId, startedAt, ...units }: Request, provider: Hex, epoch: bigint): void {
    const temper = this.tempers.get(provider)
    if (!temper) return
    const all = this.hours.get(epoch) ?? new Map<string, CountedHour>()
    this.hours.set(epoch, all)
    const began = startedAt - (startedAt % HOUR)
    const key = `${provider} ${service} ${began} ${gateway}`
    const seen = { requests: 0, errors: 0, latencies: {}, goodMinutes: [] }
    const row: CountedHour = all.get(key) ?? { provider, service, gateway, hour: dateOf(began), ...seen }
    all.set(key, row)
    const random = randomOf(this.seed, 'calls', gateway, requestId)
    const calls = (units.inputUnits + units.outputUnits) / UNITS_PER_CALL[service] + 1n
    const failed = (calls * BigInt(temper.errorPpm) + BigInt(random.below(Number(PPM)))) / PPM
    const p95 = (RESPONSE_TARGETS[service].target * this.percentOf(temper, epoch)) / 100
    row.requests += Number(calls)
    row.errors += Number(failed)
    spread(row.latencies, calls - failed, p95)
    const minute = Number((startedAt - began) / MINUTE)
    if (failed < calls && !row.goodMinutes.includes(minute)) row.goodMinutes = [...row.goodMinutes, minute].sort(by)
  }

  private percentOf({ index, response }: Temper & { index: number }, epoch: bigint): number {
    return randomOf(this.seed, 'response', index, Number(epoch)).between(...response)
  }

  /** By provider and service, of requests that began in the epoch. */
  workIn(epoch: bigint): Work[] {
    return sortedByKey(this.units.get(epoch))
  }

  hoursIn(epoch: bigint): CountedHour[] {
    return sortedByKey(this.hours.get(epoch))
  }
}

const by = (a: number, b: number): number => a - b

const sortedByKey = <T>(rows: ReadonlyMap<string, T> = new Map()): T[] =>
  [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)

/** Adds so many answers to a histogram; what rounding leaves goes to the fastest. */
function spread(latencies: Record<string, number>, answers: bigint, p95: number): void {
  let left = answers
  const parts = SPREAD.map(([percent, perMille]): [number, bigint] => {
    const count = (answers * perMille) / 1_000n
    left -= count
    return [Math.max(1, Math.ceil((p95 * percent) / 100 / LATENCY_STEP)) * LATENCY_STEP, count]
  })
  for (const [i, [bound, count]] of parts.entries()) {
    const all = count + (i === 0 ? left : 0n)
    if (all > 0n) latencies[bound] = (latencies[bound] ?? 0) + Number(all)
  }
}
