import { ShortAmount, Usd } from '@/components/ui/amount'
import { changeText, cxptText, grouped, percentText } from '@/components/ui/amount-text'
import { Stat, StatRow } from '@/components/ui/stat'
import type { FiguresView } from '@/lib/data/finance-views'
import { finance } from '@/messages/finance'

const words = finance.figures

type Previous = { name: string; figures: FiguresView } | null

/** What the month came to, beside the month before. */
export function Figures({ figures, previous }: { figures: FiguresView; previous: Previous }) {
  const { payments, distributed, burned, emission, credits, circulating } = figures
  const on = (before: string | undefined, now: string) => {
    const change = before === undefined ? null : changeText(before, now, 1)
    return change && previous ? words.onMonth(change, previous.name) : null
  }
  const burnShare = percentText(burned.ofRevenue, distributed.cxpt, 4)
  const emissionShare = percentText(emission.used, emission.scheduled, 1)
  return (
    <StatRow>
      <Stat
        label={words.received}
        note={words.receivedNote(cxptText(payments.cxpt, 2), grouped(BigInt(payments.count)))}
      >
        <Usd micro={payments.usd} digits={0} />
      </Stat>
      <Stat
        label={words.distributed}
        note={
          on(previous?.figures.distributed.cxpt, distributed.cxpt) ??
          words.distributedNote(grouped(BigInt(distributed.count)))
        }
      >
        <ShortAmount wei={distributed.cxpt} />
      </Stat>
      <Stat label={words.burned} note={burnShare ? words.ofBasis(burnShare) : words.noBasis}>
        <ShortAmount wei={burned.cxpt} />
      </Stat>
      <Stat label={words.emission} note={emissionShare ? words.ofSchedule(emissionShare) : words.noSchedule}>
        <ShortAmount wei={emission.used} />
      </Stat>
      <Stat label={words.credits} note={edgeNote(credits)}>
        <ShortAmount wei={credits.closing} />
      </Stat>
      <Stat label={words.circulating} note={edgeNote(circulating)}>
        <ShortAmount wei={circulating.closing} />
      </Stat>
    </StatRow>
  )
}

const edgeNote = ({ opening, closing }: { opening: string; closing: string }) => {
  const change = changeText(opening, closing, 1)
  return change ? words.onOpening(change) : words.opened
}
