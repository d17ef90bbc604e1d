import { epochOf } from '../../lib/domain/epoch'
import { isService, SERVICES, type Service } from '../../lib/domain/service'
import { HOUR, MINUTE, secondsOf } from '../../lib/domain/time'
import { PPM } from '../../lib/domain/units'
import type { Usage } from '../../lib/metering/client'
import { SIGNATURE_HEADER, sign, TIMESTAMP_HEADER } from '../../lib/metering/signature'
import type { Console } from './live-usage'
import { PROBERS } from './metering/network'
import { answerMs } from './metering/observations'
import { shareOut, utilisationOf } from './metering/price-path'
import { workingAt } from './providers'
import { GATEWAYS } from './usage'
import type { World } from './world'

/** A prober sends what it saw every two minutes: three requests in them, of 25 rows a minute. */
const PROBE_GAP = 2n * MINUTE
/** What was missed for longer stays unknown: nobody looked. */
const MOST_MINUTES = 10n * MINUTE

/**
 * What three probers and a gateway see after the history, sent to the console as theirs: probes every two minutes; when an hour is over, its
 * capacity and calls. While the console is away nothing is kept: unknown is not up.
 */
export class LiveObservations {
  private probedTo: bigint | null = null
  private hour: bigint | null = null
  private served = new Map<Service, bigint>()

  constructor(
    private readonly console: Console,
    private readonly say: (text: string) => void,
  ) {}

  /** Counts what the console took. */
  count(world: World, taken: readonly Usage[]): void {
    for (const { service, inputUnits, outputUnits, account, ...usage } of taken) {
      if (!isService(service)) continue
      this.served.set(service, (this.served.get(service) ?? 0n) + inputUnits + outputUnits)
      const times = { startedAt: seconds(usage.startedAt), endedAt: seconds(usage.endedAt) }
      const { requestId, provider } = usage
      const request = { requestId, provider, service, inputUnits, outputUnits, ...times }
      world.work.add({ ...request, user: account, gateway: GATEWAYS[0], receivedAt: times.endedAt })
    }
  }

  async report(world: World, time: bigint): Promise<void> {
    await this.probe(world, time - (time % MINUTE))
    const hour = time - (time % HOUR)
    if (this.hour !== null && hour > this.hour) {
      await this.closeHour(world, hour)
      this.served = new Map()
    }
    this.hour = hour
  }

  /** Minutes up to one, that one not included. */
  private async probe(world: World, minute: bigint): Promise<void> {
    const since = this.probedTo ?? minute
    this.probedTo ??= minute
    if (minute < since + PROBE_GAP) return
    this.probedTo = minute
    const from = minute - since > MOST_MINUTES ? minute - MOST_MINUTES : since
    const silences = world.network.silencesIn(epochOf(from))
    for (const prober of PROBERS) {
      if (silences.some((one) => one.prober === prober && one.from < minute && one.until > from)) continue
      const probes = workingAt(world.cast.providers, world.start, from).flatMap((provider) =>
        minutesIn(from, minute).map((at) => {
          const isValid = !world.network.hasFailed(provider, prober, at)
          return {
            provider: provider.actor.address,
            minute: Number(at),
            isValid,
            ms: isValid ? answerMs(provider) : null,
          }
        }),
      )
      await this.send(prober, 'probes', { probes })
    }
  }

  /** The hour that ends at a time. */
  private async closeHour(world: World, end: bigint): Promise<void> {
    const factors = await this.factors()
    const reporters = world.network.reportersAt(end)
    const reports = SERVICES.flatMap((service) => {
      const served = this.served.get(service) ?? 0n
      const utilisation = utilisationOf(world.seed, service, end, factors.get(service) ?? PPM)
      return shareOut({ service, served, utilisation, reporters, end }).map(({ provider, capacity, queued }) => ({
        ...{ provider, service, at: Number(end) },
        capacity: capacity.toString(),
        queued: queued.toString(),
      }))
    })
    if (reports.length > 0) await this.send(GATEWAYS[0], 'capacity', { reports })
    const began = end - HOUR
    const hours = world.work
      .hoursIn(epochOf(began))
      .filter(({ hour }) => secondsOf(hour) === began)
      .map(({ hour, gateway: _, ...row }) => ({ ...row, hour: Number(secondsOf(hour)) }))
    if (hours.length > 0) await this.send(GATEWAYS[0], 'jobs', { hours })
  }

  /** ppm by service, as the console says it in public. */
  private async factors(): Promise<Map<string, bigint>> {
    const response = await fetch(`${this.console.url}/api/v1/prices`).catch(() => null)
    if (!response?.ok) return new Map()
    const { prices } = (await response.json()) as { prices: { service: string; factor: string }[] }
    return new Map(prices.map(({ service, factor }) => [service, BigInt(factor)]))
  }

  private async send(name: string, kind: 'probes' | 'capacity' | 'jobs', value: object): Promise<void> {
    const key = this.console.keys[name]
    if (!key) return
    const body = new TextEncoder().encode(JSON.stringify(value))
    const timestamp = String(Math.floor(Date.now() / 1_000))
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: await sign(key, timestamp, body),
    }
    const url = `${this.console.url}/api/v1/providers/${kind}`
    const response = await fetch(url, { method: 'POST', headers, body }).catch(() => null)
    if (response && !response.ok) this.say(`The ${kind} of ${name} were not taken: ${await response.text()}`)
  }
}

const seconds = (ms: number): bigint => BigInt(Math.floor(ms / 1_000))

function minutesIn(from: bigint, until: bigint): bigint[] {
  return Array.from({ length: Number((until - from) / MINUTE) }, (_, i) => from + BigInt(i) * MINUTE)
}
