import { cascadeOf, Waterfall } from '@/components/charts/waterfall'
import { Amount } from '@/components/ui/amount'
import { grouped, percentText, shortText } from '@/components/ui/amount-text'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import type { Burns } from '@/lib/data/burns'
import { serviceName } from '@/lib/domain/service-name'
import { CXPT } from '@/lib/domain/units'
import { burns as words } from '@/messages/burns'

/** The burn of distributions laid on services, as a cascade whose sum is what they burned, to the wei. */
export function BurnByService({ burns: { byService, distributed, asOf } }: { burns: Burns }) {
  const named = byService.services
    .map(({ service, metered, plans }) => ({
      id: service,
      name: serviceName(service),
      note: words.services.parts(shortText(metered, 18), shortText(plans, 18)),
      amount: metered + plans,
    }))
    .sort((a, b) => (a.amount < b.amount ? 1 : -1))
  const rest = {
    id: 'unattributed',
    name: words.services.unattributed,
    note: words.services.unattributedNote,
    amount: byService.unattributed,
  }
  const parts = byService.unattributed > 0n ? [...named, rest] : named
  const places = cascadeOf(parts.map(({ amount }) => amount))
  return (
    <Section
      title={words.services.title}
      note={words.services.note}
      aside={<span className="num text-ink-3">#{grouped(asOf.block)}</span>}
      id="services"
    >
      {distributed === 0n ? (
        <Empty>{words.services.empty}</Empty>
      ) : (
        <Waterfall
          label={words.services.label}
          columns={{ name: words.services.service, figure: words.services.burned, share: words.services.share }}
          rows={parts.map(({ amount, ...part }, index) => ({
            ...part,
            from: places[index]?.from ?? 0n,
            to: places[index]?.to ?? 0n,
            tone: 'burn',
            hatched: part.id === 'unattributed',
            figure: <Amount wei={amount} digits={2} copy />,
            share: percentText(amount, distributed, 2),
          }))}
          scale={{ end: distributed, unit: CXPT }}
          total={{
            name: words.services.total,
            figure: <Amount wei={distributed} digits={2} />,
            share: '100%',
          }}
        />
      )}
      <p className="mt-3 max-w-[80ch] text-table text-ink-2">{words.services.how}</p>
    </Section>
  )
}
