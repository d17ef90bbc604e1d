import { type PriceColumn, ServicePriceTable, timesList } from '@/components/service-price-table'
import { figureParts, grouped } from '@/components/ui/amount-text'
import { Figure } from '@/components/ui/figure'
import type { UsageHistory } from '@/lib/data/usage-history'
import { serviceUnit } from '@/lib/domain/service-name'
import { usage as words } from '@/messages/public-usage'

const { rates: say } = words

/** A price in nano-USD; services without output have none for it. */
function Nano({ nano }: { nano: bigint }) {
  if (nano === 0n) return <span className="text-ink-3">{say.none}</span>
  return <Figure parts={figureParts(nano, { decimals: 9, digits: 9, least: 4, symbol: '$' })} />
}

const COLUMNS: readonly PriceColumn[] = [
  { name: say.unit, isText: true, cell: ({ unit, service }) => say.unitOf(grouped(unit), serviceUnit(service)) },
  { name: say.listInput, cell: ({ listInput }) => <Nano nano={listInput} /> },
  { name: say.listOutput, cell: ({ listOutput }) => <Nano nano={listOutput} /> },
  { name: say.input, cell: ({ input }) => <Nano nano={input} /> },
  { name: say.output, cell: ({ output }) => <Nano nano={output} /> },
  { name: say.factor, cell: timesList },
]

/** List prices beside those in force. */
export function RateCard({ usage: { prices, asOf } }: { usage: UsageHistory }) {
  return (
    <ServicePriceTable
      id="rates"
      words={say}
      note={say.note}
      link={<a href="/network#prices">{say.more}</a>}
      block={asOf.block}
      prices={prices}
      columns={COLUMNS}
    />
  )
}
