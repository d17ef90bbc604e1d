import { cascadeOf, Waterfall } from '@/components/charts/waterfall'
import { Amount } from '@/components/ui/amount'
import { grouped, percentText, shortText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import type { Emissions, TrancheRow } from '@/lib/data/emissions'
import { CXPT, EMISSION_CAP } from '@/lib/domain/units'
import { emissions as words } from '@/messages/emissions'
import { supply } from '@/messages/supply'

const { tranches: say } = words

const day = (time: Date) => dayText(time, { year: true })

function rowOf({ id, start, end, amount, released, state }: TrancheRow) {
  return {
    id: `tranche ${id}`,
    name: say.name(id),
    note: `${say.states[state]}, ${say.span(day(start), day(end), shortText(released, 18))}`,
    amount,
  }
}

/** The 480M as a cascade: tranches in their order, then what none of them releases yet. */
export function Tranches({ emissions: { tranches, room, asOf } }: { emissions: Emissions }) {
  const parts = [...tranches.map(rowOf), { id: 'room', name: say.room, note: say.roomNote, amount: room }]
  const places = cascadeOf(parts.map(({ amount }) => amount))
  const sum = parts.reduce((all, { amount }) => all + amount, 0n)
  return (
    <Section
      title={say.title}
      note={say.note}
      aside={<span className="num text-ink-3">#{grouped(asOf.block)}</span>}
      id="tranches"
    >
      <Waterfall
        label={say.label}
        columns={{ name: say.tranche, figure: say.amount, share: say.share }}
        rows={parts.map(({ amount, ...part }, index) => ({
          ...part,
          from: places[index]?.from ?? 0n,
          to: places[index]?.to ?? 0n,
          tone: 'provider',
          hatched: part.id === 'room',
          figure: <Amount wei={amount} digits={2} />,
          share: percentText(amount, EMISSION_CAP, 2),
        }))}
        scale={{ end: EMISSION_CAP, unit: CXPT }}
        total={{
          name: say.total,
          figure: <Amount wei={sum} digits={2} />,
          share: percentText(sum, EMISSION_CAP, 0),
          proof:
            sum === EMISSION_CAP ? undefined : (
              <Badge tone="danger">{supply.weiOff((sum - EMISSION_CAP).toString())}</Badge>
            ),
        }}
      />
    </Section>
  )
}
