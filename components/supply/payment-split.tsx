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
import { LEG_NAMES } from './names'

/** The split in force, what it did in 30 days, and what becomes of 1,000 CXPT. */
export function PaymentSplit({ split }: { split: Overview['split'] }) {
  if (!split.configured) {
    return (
      <Section title="Where a payment goes">
        <Empty>No split is set: the ledger holds no vault yet.</Empty>
      </Section>
    )
  }
  const { split: bps, version } = split.configured
  const thousand = apportion(bps, 1_000n * CXPT)
  const said = SPLIT_LEGS.map((leg) => `${LEG_NAMES[leg].name} ${bps[leg]} bps`).join(', ')
  return (
    <Section
      title="Where a payment goes"
      note="per 1,000 CXPT"
      aside={<span className="text-ink-3">Split v{version}</span>}
      id="split"
    >
      <SplitBar
        label={`Of every payment: ${said}`}
        parts={SPLIT_LEGS.map((leg) => ({
          label: LEG_NAMES[leg].name,
          value: BigInt(bps[leg]),
          tone: LEG_NAMES[leg].tone,
        }))}
        height={24}
      />
      <Table label="The split in force, and what it did in 30 days" rows={34} className="mt-1.5">
        <thead>
          <tr>
            <Th>Share</Th>
            <Th num>Configured</Th>
            <Th num>Actual, 30 d</Th>
            <Th num>Of 1,000</Th>
          </tr>
        </thead>
        <tbody>
          {SPLIT_LEGS.map((leg) => (
            <tr key={leg}>
              <RowHead>
                <Swatch tone={LEG_NAMES[leg].tone} />
                {LEG_NAMES[leg].name}
              </RowHead>
              <Td num>{grouped(BigInt(bps[leg]))} bps</Td>
              <Td num>{percentText(split.paid[leg], split.total, 4) ?? 'n/a, nothing distributed'}</Td>
              <Td num>
                <Amount wei={thousand[leg]} digits={2} />
              </Td>
            </tr>
          ))}
          <TotalRow>
            <RowHead>Distributed</RowHead>
            <Td num>10,000 bps</Td>
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
