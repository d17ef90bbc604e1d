import { ShortAmount, Usd } from '@/components/ui/amount'
import { changeText, cxptText, grouped, percentText } from '@/components/ui/amount-text'
import { Stat, StatRow } from '@/components/ui/stat'
import type { FiguresView } from '@/lib/data/finance-views'

type Previous = { name: string; figures: FiguresView } | null

/** What the month came to, beside the month before. */
export function Figures({ figures, previous }: { figures: FiguresView; previous: Previous }) {
  const { payments, distributed, burned, emission, credits, circulating } = figures
  const on = (before: string | undefined, now: string) => {
    const change = before === undefined ? null : changeText(before, now, 1)
    return change && previous ? `${change} on ${previous.name}` : null
  }
  const burnShare = percentText(burned.ofRevenue, distributed.cxpt, 4)
  const emissionShare = percentText(emission.used, emission.scheduled, 1)
  return (
    <StatRow>
      <Stat label="Payments received" note={`${cxptText(payments.cxpt, 2)} CXPT in ${grouped(BigInt(payments.count))}`}>
        <Usd micro={payments.usd} digits={0} />
      </Stat>
      <Stat
        label="Distributed"
        note={on(previous?.figures.distributed.cxpt, distributed.cxpt) ?? `in ${grouped(BigInt(distributed.count))}`}
      >
        <ShortAmount wei={distributed.cxpt} />
      </Stat>
      <Stat label="Burned" note={burnShare ? `${burnShare} of basis` : 'nothing distributed'}>
        <ShortAmount wei={burned.cxpt} />
      </Stat>
      <Stat label="Emission used" note={emissionShare ? `${emissionShare} of schedule` : 'nothing scheduled'}>
        <ShortAmount wei={emission.used} />
      </Stat>
      <Stat label="Credits outstanding" note={edgeNote(credits)}>
        <ShortAmount wei={credits.closing} />
      </Stat>
      <Stat label="Circulating" note={edgeNote(circulating)}>
        <ShortAmount wei={circulating.closing} />
      </Stat>
    </StatRow>
  )
}

const edgeNote = ({ opening, closing }: { opening: string; closing: string }) => {
  const change = changeText(opening, closing, 1)
  return change ? `${change} on opening` : 'opened at 0'
}
