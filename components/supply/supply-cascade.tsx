import { cascadeOf, Waterfall } from '@/components/charts/waterfall'
import { Amount } from '@/components/ui/amount'
import { cxptText, percentText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import type { Overview } from '@/lib/data/overview'
import { CXPT, MAX_SUPPLY } from '@/lib/domain/units'
import { emissions } from '@/messages/emissions'
import { supply as names } from '@/messages/supply'
import { supplyFigures } from '@/messages/supply-figures'
import { CloserLook } from './closer-look'
import { supplyLook } from './names'

const { cascade: words } = supplyFigures

/** The whole supply as a cascade: each row starts where the one above ends, the last ends at the maximum. */
export function SupplyCascade({ supply, block }: { supply: Overview['supply']; block: number }) {
  const places = cascadeOf(supply.rows.map(({ amount }) => amount))
  const rows = supply.rows.map(({ bucket, amount }, index) => {
    const { name, note, tone, hatched } = supplyLook(bucket) ?? { name: bucket, note: '' }
    const isNothing = tone === undefined && amount === 0n
    return {
      id: bucket,
      name,
      note:
        bucket === 'vault' ? words.vault(cxptText(supply.credits, 2), cxptText(supply.revenue, 2)) : note || undefined,
      from: places[index]?.from ?? 0n,
      to: places[index]?.to ?? 0n,
      tone,
      hatched,
      strong: bucket === 'circulating',
      selected: bucket === 'circulating',
      figure: <Amount wei={amount} digits={2} copy />,
      share: isNothing ? words.noWei : percentText(amount, MAX_SUPPLY, 4),
    }
  })
  return (
    <Section title={words.title} note={emissions.tranches.note} aside={<Stamp block={BigInt(block)} />} id="supply">
      <Waterfall
        label={words.label}
        columns={{ name: words.where, figure: words.amount, share: words.share }}
        rows={rows}
        scale={{ end: MAX_SUPPLY, unit: CXPT }}
        total={{
          name: words.total,
          figure: <Amount wei={supply.sum} digits={2} />,
          share: percentText(supply.sum, MAX_SUPPLY, 0),
          proof: supply.isWhole ? (
            <Badge tone="success">
              <span>
                {words.foots.to}
                <sup className="text-[9px] leading-none">27</sup> {words.foots.wei}
              </span>
            </Badge>
          ) : (
            <Badge tone="danger">{names.weiOff((supply.sum - MAX_SUPPLY).toString())}</Badge>
          ),
        }}
      />
      <CloserLook rows={supply.rows} />
    </Section>
  )
}
