import { Amount } from '@/components/ui/amount'
import { grouped, percentText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { SplitBar } from '@/components/ui/split-bar'
import { Swatch } from '@/components/ui/swatch'
import type { Overview } from '@/lib/data/overview'
import { apportion, SPLIT_LEGS } from '@/lib/domain/split'
import { CXPT } from '@/lib/domain/units'
import { supplyFigures } from '@/messages/supply-figures'
import { LEG_NAMES } from './names'

const { split: words } = supplyFigures

/** The split in force, what it did in 30 days, and what becomes of 1,000 CXPT. */
export function PaymentSplit({ split }: { split: Overview['split'] }) {
  if (!split.configured) {
    return (
      <Section title={words.title}>
        <Empty>{words.none}</Empty>
      </Section>
    )
  }
  const { split: bps, version } = split.configured
  const thousand = apportion(bps, 1_000n * CXPT)
  const said = SPLIT_LEGS.map((leg) => words.part(LEG_NAMES[leg].name, bps[leg])).join(', ')
  return (
    <Section
      title={words.title}
      note={words.note}
      aside={<span className="text-ink-3">{words.version(version)}</span>}
      id="split"
    >
      <SplitBar
        label={words.label(said)}
        parts={SPLIT_LEGS.map((leg) => ({
          label: LEG_NAMES[leg].name,
          value: BigInt(bps[leg]),
          tone: LEG_NAMES[leg].tone,
        }))}
        height={24}
      />
      <Table label={words.table} rows={34} still className="mt-1.5">
        <thead>
          <tr>
            <Th>{words.share}</Th>
            <Th num>{words.configured}</Th>
            <Th num>{words.actual}</Th>
            <Th num>{words.ofThousand}</Th>
          </tr>
        </thead>
        <tbody>
          {SPLIT_LEGS.map((leg) => (
            <tr key={leg}>
              <RowHead>
                <Swatch tone={LEG_NAMES[leg].tone} />
                {LEG_NAMES[leg].name}
              </RowHead>
              <Td num>{words.bps(grouped(BigInt(bps[leg])))}</Td>
              <Td num>{percentText(split.paid[leg], split.total, 4) ?? words.nothing}</Td>
              <Td num>
                <Amount wei={thousand[leg]} digits={2} />
              </Td>
            </tr>
          ))}
          <TotalRow>
            <RowHead>{words.total}</RowHead>
            <Td num>{words.bps('10,000')}</Td>
            <Td num>{split.total === 0n ? 'n/a' : '100%'}</Td>
            <Td num>
              <Amount wei={1_000n * CXPT} digits={2} />
            </Td>
          </TotalRow>
        </tbody>
      </Table>
    </Section>
  )
}
