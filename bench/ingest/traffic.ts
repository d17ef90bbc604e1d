import { SERVICES } from '../../lib/domain/service'
import { random } from '../../scripts/testing/traffic'

export type Sent = {
  requestId: string
  account: `0x${string}`
  provider: `0x${string}`
  service: (typeof SERVICES)[number]
  inputUnits: number
  outputUnits: number
  startedAt: number
  endedAt: number
}

const ACCOUNTS = 2_000
const PROVIDERS = 50
/** Every receipt began within the ten minutes before `now`. */
const SPAN_MS = 600_000
const TEXT_SERVICES = SERVICES.slice(0, 4)
const draw = random(20_261_110)
const addressOf = (kind: number, n: number): `0x${string}` => `0x${(kind * 2 ** 32 + n).toString(16).padStart(40, '0')}`

export const accounts = Array.from({ length: ACCOUNTS }, (_, n) => addressOf(10, n))

/** Usage as gateways report it: 2,000 accounts, 50 providers, four services, ids nobody can guess the order of. */
export function batchOf(count: number, name: string, now: Date): Sent[] {
  return Array.from({ length: count }, (_, n) => {
    const startedAt = now.getTime() - draw(SPAN_MS)
    return {
      requestId: `${draw(2 ** 31).toString(36)}-${name}-${n}`,
      account: accounts[draw(ACCOUNTS)] ?? addressOf(10, 0),
      provider: addressOf(11, draw(PROVIDERS)),
      service: TEXT_SERVICES[draw(TEXT_SERVICES.length)] ?? 'tide-pool',
      inputUnits: 1 + draw(4_000),
      outputUnits: 1 + draw(1_000),
      startedAt,
      endedAt: Math.min(startedAt + draw(20_000), now.getTime()),
    }
  })
}
