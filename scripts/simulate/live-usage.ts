import { isCovered } from '../../lib/domain/service'
import { reportUsage, type Usage } from '../../lib/metering/client'
import { type Random, randomOf } from './prng'
import type { Profile } from './profiles'
import { providerOf } from './providers'
import { isCustomer } from './traffic'
import { GATEWAYS, unitsFor } from './usage'
import type { World } from './world'

/** Of the console, without a slash at its end, and the keys of gateways and probers by name. */
export type Console = { url: string; keys: Readonly<Record<string, string>> }

/** A report is for a minute of usage: this part of a day's. */
const PART_OF_DAY = 1_500n
const DAYS_A_PERIOD = 30n
const MOST_REQUESTS = 6
const [SHORTEST_MS, LONGEST_MS] = [400, 20_000]

/** What some customers used in the seconds before a block time, as a gateway reports it. `turn` tells reports of one second apart. */
export function usageNow(world: World, time: bigint, turn: number): Usage[] {
  const random = randomOf(world.seed, 'usage now', Number(time), turn)
  const served = world.cast.customers.filter((one) => isCustomer(world, one, time) && random.chance(20))
  return served.slice(0, MOST_REQUESTS).flatMap((profile) => requestOf(world, profile, { random, time, turn }))
}

function requestOf(
  world: World,
  profile: Profile,
  { random, time, turn }: { random: Random; time: bigint; turn: number },
): Usage[] {
  const [first, second = first] = profile.services
  const service = random.chance(70) ? first : second
  const rate = world.terms.prices.card.rates.find((one) => one.service === service)
  if (!rate) return []
  const prices = { input: rate.inputNanoUsd, output: rate.outputNanoUsd, unit: rate.unit }
  const part = BigInt(random.between(40, 160))
  const share = BigInt(random.between(20, 40))
  const usd = (profile.usdPerDay * part * 1_000n) / (100n * PART_OF_DAY)
  const isOfPlan = profile.kind !== 'payg' && isCovered(service)
  const units = isOfPlan ? tokensOf(world, profile, part, share) : unitsFor(prices, usd, share)
  if (units.inputUnits + units.outputUnits === 0n) return []
  const now = Number(time) * 1_000
  const startedAt = now - random.between(SHORTEST_MS, LONGEST_MS)
  return [
    {
      requestId: `live-${time}-${turn}-${profile.index}`,
      account: profile.actor.address,
      provider: providerOf(world, time, random).actor.address,
      service,
      ...units,
      startedAt,
      endedAt: now,
    },
  ]
}

/** A minute of his allowance. */
function tokensOf(world: World, profile: Profile, part: bigint, share: bigint) {
  const { allowance } = world.state.periods.of(profile.actor.address)
  const tokens = (allowance * part) / (100n * DAYS_A_PERIOD * PART_OF_DAY)
  const outputUnits = (tokens * share) / 100n
  return { inputUnits: tokens - outputUnits, outputUnits }
}

/** Reports to the console, and waits while it is away: nothing more is used before it took the last. */
export class LiveUsage {
  private waiting: Usage[] = []
  private isAway = false

  constructor(
    private readonly console: Console,
    private readonly say: (text: string) => void,
  ) {}

  /** Returns what the console took. */
  async report(make: () => Usage[]): Promise<Usage[]> {
    if (this.waiting.length === 0) this.waiting = make()
    const { url, keys } = this.console
    const key = keys[GATEWAYS[0]]
    if (this.waiting.length === 0 || !key) return []
    try {
      const answers = await reportUsage(this.waiting, { url, key, tries: 1 })
      for (const answer of answers) if (answer.status === 'refused') this.say(`Refused: ${answer.say}`)
      const taken = this.waiting.filter((_, i) => answers[i]?.status === 'accepted')
      this.waiting = []
      this.isAway = false
      return taken
    } catch (error) {
      if (!this.isAway) this.say(`Waiting for the console: ${error instanceof Error ? error.message : String(error)}`)
      this.isAway = true
      return []
    }
  }
}
