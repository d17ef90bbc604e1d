import { type PriceColumn, ServicePriceTable, timesList } from '@/components/service-price-table'
import { momentText } from '@/components/ui/time-text'
import type { Network } from '@/lib/data/network'
import { formatFixed } from '@/lib/domain/units'
import { network as words } from '@/messages/network'
import { parts } from '@/messages/parts'

const { prices: say } = words
const factor = (ppm: bigint) => formatFixed(ppm, 6, 4)

const columnsOf = (providers: Network['providers']): PriceColumn[] => [
  { name: say.price, cell: timesList },
  { name: say.m, cell: (price) => factor(price.factor) },
  { name: say.a, cell: ({ availability }) => factor(availability) },
  {
    name: say.rho,
    title: ({ utilisation }) => (utilisation === null ? say.notKnown : undefined),
    cell: ({ utilisation }) => (utilisation === null ? parts.notKnown : factor(utilisation)),
  },
  { name: say.healthy, cell: ({ healthy }) => healthy },
  { name: say.registered, cell: ({ service }) => providers.byService.get(service) ?? 0 },
  {
    name: say.hold,
    cell: ({ hold }) => (hold ? say.holds[hold] : <span className="text-ink-3">{say.free}</span>),
  },
]

/** What each service costs now and what it is made of. */
export function PriceTable({ network: { prices, nextUpdate, providers, asOf } }: { network: Network }) {
  return (
    <ServicePriceTable
      id="prices"
      words={say}
      note={say.note(momentText(nextUpdate))}
      block={asOf.block}
      prices={prices}
      columns={columnsOf(providers)}
    >
      <p className="mt-2 max-w-[90ch] text-table text-ink-2">{say.how}</p>
    </ServicePriceTable>
  )
}
