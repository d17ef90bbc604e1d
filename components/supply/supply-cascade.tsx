import { cascadeOf, Waterfall } from '@/components/charts/waterfall'
import { Amount } from '@/components/ui/amount'
import { cxptText, percentText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import type { Overview } from '@/lib/data/overview'
import { CXPT, MAX_SUPPLY } from '@/lib/domain/units'
import { CloserLook } from './closer-look'
import { SUPPLY_NAMES } from './names'

/** The whole supply as a cascade: each row starts where the one above ends, the last ends at the maximum. */
export function SupplyCascade({ supply, block }: { supply: Overview['supply']; block: number }) {
  const places = cascadeOf(supply.rows.map(({ amount }) => amount))
  const rows = supply.rows.map(({ bucket, amount }, index) => {
    const { name, note, tone, hatched } = SUPPLY_NAMES[bucket] ?? { name: bucket, note: '' }
    const isNothing = tone === undefined && amount === 0n
    return {
      id: bucket,
      name,
      note:
        bucket === 'vault'
          ? `credits ${cxptText(supply.credits, 2)} + revenue ${cxptText(supply.revenue, 2)}`
          : note || undefined,
      from: places[index]?.from ?? 0n,
      to: places[index]?.to ?? 0n,
      tone,
      hatched,
      strong: bucket === 'circulating',
      selected: bucket === 'circulating',
      figure: <Amount wei={amount} digits={2} copy />,
      share: isNothing ? '0 wei' : percentText(amount, MAX_SUPPLY, 4),
    }
  })
  return (
    <Section
      title="Supply"
      note="Each row starts where the one above ends"
      aside={<Stamp block={BigInt(block)} />}
      id="supply"
    >
      <Waterfall
        label="Where the 1,000,000,000 CXPT are"
        columns={{ name: 'Where the 1,000,000,000 are', figure: 'CXPT', share: 'Share' }}
        rows={rows}
        scale={{ end: MAX_SUPPLY, unit: CXPT }}
        total={{
          name: 'Maximum supply',
          figure: <Amount wei={supply.sum} digits={2} />,
          share: percentText(supply.sum, MAX_SUPPLY, 0),
          proof: supply.isWhole ? (
            <Badge tone="success">
              <span>
                Foots to 10<sup className="text-[9px] leading-none">27</sup> wei
              </span>
            </Badge>
          ) : (
            <Badge tone="danger">{`${(supply.sum - MAX_SUPPLY).toString()} wei off`}</Badge>
          ),
        }}
      />
      <CloserLook rows={supply.rows} />
    </Section>
  )
}
