import type { UnitPrices } from '../../lib/domain/price'
import type { Service } from '../../lib/domain/service'

export type RateCard = Record<Service, UnitPrices>
