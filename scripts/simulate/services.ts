import { type Hex, stringToHex } from 'viem'
import type { UnitPrices } from '../../lib/domain/price'

/** Services of the rate card. On chain their id is the ASCII name, padded with zeros on the right. */
export const SERVICES = [
  'tide-pool',
  'blue-surge',
  'open-ocean',
  'mariana-depth',
  'speech',
  'scraping',
  'embeddings',
] as const
export type Service = (typeof SERVICES)[number]

export type RateCard = Record<Service, UnitPrices>

export function serviceId(service: Service): Hex {
  return stringToHex(service, { size: 32 })
}
