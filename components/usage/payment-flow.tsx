import { Flow, type FlowPart } from '@/components/charts/flow'
import type { Tone } from '@/components/tone'
import { Amount } from '@/components/ui/amount'
import { grouped, percentText, shortText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Swatch } from '@/components/ui/swatch'
import type { UsageHistory } from '@/lib/data/usage-history'
import { SPLIT_LEGS } from '@/lib/domain/split'
import { usage as words } from '@/messages/public-usage'
import { supply } from '@/messages/supply'

const { flow: say } = words

const sumOf = (parts: readonly FlowPart[]) => parts.reduce((sum, { value }) => sum + value, 0n)

function partsOf({ flow }: UsageHistory): { from: FlowPart[]; to: FlowPart[] } {
  const part = (key: string, name: string, value: bigint, tone: Tone, hatched = false): FlowPart[] =>
    value === 0n ? [] : [{ key, name, value, tone, hatched, figure: shortText(value, 18) }]
  return {
    from: [
      ...part('opening', say.opening, flow.opening, 'vault', true),
      ...part('plans', say.plans, flow.plans, 'svc-1'),
      ...part('metered', say.metered, flow.metered, 'svc-2'),
    ],
    to: [
      ...SPLIT_LEGS.flatMap((leg) => part(leg, supply.legs[leg], flow.shares[leg], leg)),
      ...part('closing', say.closing, flow.closing, 'vault', true),
    ],
  }
}

/** Payments through the vault to where they end: both sides have the same sum, to the wei. */
export function PaymentFlow({ usage }: { usage: UsageHistory }) {
  const { from, to } = partsOf(usage)
  const [sumIn, sumOut] = [sumOf(from), sumOf(to)]
  const { flow, asOf } = usage
  return (
    <Section
      title={say.title}
      note={say.note}
      aside={<span className="num text-ink-3">#{grouped(asOf.block)}</span>}
      id="flow"
    >
      {sumIn === 0n ? (
        <Empty>{say.empty}</Empty>
      ) : (
        <>
          <Flow
            label={say.label(
              shortText(flow.plans + flow.metered, 18),
              shortText(flow.shares.burn, 18),
              shortText(flow.shares.provider, 18),
            )}
            from={from}
            to={to}
            through={say.through}
          />
          <div className="mt-4 grid gap-x-10 gap-y-5 md:grid-cols-2">
            <Side name={say.from} parts={from} sum={sumIn} total={say.sumIn} isProven={sumIn === sumOut} />
            <Side name={say.to} parts={to} sum={sumOut} total={say.sumOut} isProven={sumIn === sumOut} />
          </div>
          {sumIn !== sumOut && (
            <p className="mt-2">
              <Badge tone="danger">{say.off(grouped(sumIn - sumOut))}</Badge>
            </p>
          )}
        </>
      )}
    </Section>
  )
}

type SideProps = { name: string; parts: readonly FlowPart[]; sum: bigint; total: string; isProven: boolean }

function Side({ name, parts, sum, total, isProven }: SideProps) {
  return (
    <Table label={`${say.title}, ${name}`}>
      <thead>
        <tr>
          <Th>{name}</Th>
          <Th num>{say.amount}</Th>
          <Th num>{say.share}</Th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ key, name: part, value, tone, hatched }) => (
          <tr key={key}>
            <RowHead>
              <Swatch tone={tone} hatched={hatched} />
              {part}
            </RowHead>
            <Td num>
              <Amount wei={value} digits={2} copy />
            </Td>
            <Td num>{percentText(value, sum, 2)}</Td>
          </tr>
        ))}
        <TotalRow proven={isProven}>
          <RowHead>{total}</RowHead>
          <Td num>
            <Amount wei={sum} digits={2} copy />
          </Td>
          <Td num>100%</Td>
        </TotalRow>
      </tbody>
    </Table>
  )
}
