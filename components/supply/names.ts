import type { Tone } from '@/components/tone'
import type { SplitLeg } from '@/lib/domain/split'
import { supply } from '@/messages/supply'

type Look = { tone?: Tone; hatched?: boolean }
type Named = Look & { name: string; note: string }
type Bucket = keyof typeof supply.buckets

const LOOKS: Record<Bucket, Look> = {
  reserve: { tone: 'reserve' },
  rewards_emission: { tone: 'provider' },
  operations: { tone: 'operations' },
  liquidity: { tone: 'liquidity' },
  protocol: { tone: 'protocol' },
  treasury_external: { tone: 'reserve', hatched: true },
  rewards_pool: { tone: 'provider' },
  rewards_allocated: { tone: 'provider', hatched: true },
  vault: { tone: 'vault' },
  donations: { tone: 'vault', hatched: true },
  dead: { tone: 'burn', hatched: true },
  burned: { tone: 'burn' },
  circulating: { tone: 'circulating' },
  unclassified: {},
}

const isBucket = (id: string): id is Bucket => Object.hasOwn(supply.buckets, id)

/** How a part of the supply is called and drawn on public pages; null for one that has no name yet. */
export function supplyLook(id: string): Named | null {
  return isBucket(id) ? { ...LOOKS[id], ...supply.buckets[id] } : null
}

/** How a share of a split is called and drawn, on every page. */
export const LEG_NAMES: Record<SplitLeg, { name: string; tone: Tone }> = {
  burn: { name: supply.legs.burn, tone: 'burn' },
  protocol: { name: supply.legs.protocol, tone: 'protocol' },
  operations: { name: supply.legs.operations, tone: 'operations' },
  provider: { name: supply.legs.provider, tone: 'provider' },
}
