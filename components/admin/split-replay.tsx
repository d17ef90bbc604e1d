'use client'

import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { Amount, Usd } from '@/components/ui/amount'
import { grouped, ratioText, shortText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Diff } from '@/components/ui/diff'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import { Swatch } from '@/components/ui/swatch'
import { dayText } from '@/components/ui/time-text'
import type { ReplayMonth } from '@/lib/data/split'
import { SPLIT_LEGS, type Split } from '@/lib/domain/split'
import { formatUnits } from '@/lib/domain/units'
import { split as words } from '@/messages/admin-split'
import { burnByDay, replay } from './draft'
import { deltaOf, LEGS, usdDelta } from './split-fields'

type MonthProps = { month: ReplayMonth; now: Split; next: Split }

/** The last closed month again, distribution by distribution, under the new split. */
export function ReplayTable({ month, next }: MonthProps) {
  const again = replay(month.distributions, next)
  return (
    <Section
      title={words.replay}
      note={words.replayNote(month.name, month.distributions.length)}
      aside={
        again.off === 0n ? (
          <Badge tone="success">{words.off('0')}</Badge>
        ) : (
          <Badge tone="danger">{words.off(grouped(again.off))}</Badge>
        )
      }
    >
      <Table label={words.replayTable(month.name)}>
        <thead>
          <tr>
            <Th>{words.share}</Th>
            <Th num wide>
              {words.real}
            </Th>
            <Th num>{words.newSplit}</Th>
            <Th num>{words.deltaCxpt}</Th>
            <Th num wide>
              {words.deltaUsd}
            </Th>
          </tr>
        </thead>
        <tbody>
          {SPLIT_LEGS.map((leg) => {
            const delta = deltaOf(again.real, again.next, leg)
            return (
              <tr key={leg}>
                <th scope="row" className="whitespace-nowrap">
                  <Swatch tone={LEGS[leg].tone} />
                  {LEGS[leg].name}
                </th>
                <Td num wide>
                  <Amount wei={again.real[leg]} digits={2} />
                </Td>
                <Td num>
                  <Amount wei={again.next[leg]} digits={2} />
                </Td>
                <Td num>
                  <Amount wei={delta} digits={2} sign className={delta === 0n ? undefined : 'font-medium'} />
                </Td>
                <Td num wide>
                  <Usd micro={usdDelta(delta, month.price)} sign digits={2} />
                </Td>
              </tr>
            )
          })}
          <TotalRow proven={again.off === 0n}>
            <th scope="row">{month.name.split(' ')[0]}</th>
            <Td num wide>
              <Amount wei={again.total} digits={2} />
            </Td>
            <Td num>
              <Amount wei={again.total} digits={2} />
            </Td>
            <Td num>0</Td>
            <Td num wide>
              $0
            </Td>
          </TotalRow>
        </tbody>
      </Table>
      <p className="mt-2 text-caption text-ink-3">{words.lastPrice}</p>
    </Section>
  )
}

/** What was burned up to each day, and what would have been. */
export function BurnReplay({ month, next }: { month: ReplayMonth; next: Split | null }) {
  const points = burnByDay(month.distributions, month.days, next)
  const last = points.at(-1)
  const real = last?.real ?? 0n
  const would = last?.next ?? null
  const data: ChartData = {
    series: [
      { key: 'real', name: words.real, tone: 'burn', current: shortText(real, 18) },
      ...(would === null
        ? []
        : [{ key: 'next', name: words.newSplit, tone: 'burn' as const, dashed: true, current: shortText(would, 18) }]),
    ],
    rows: points.map((point) => ({
      label: dayText(new Date(`${point.day}T00:00:00Z`)),
      values: {
        real: formatUnits(point.real, 18),
        ...(point.next === null ? {} : { next: formatUnits(point.next, 18) }),
      },
    })),
  }
  return (
    <>
      <ChartFrame
        title={words.burnChart(month.name.split(' ')[0] ?? '')}
        unit={words.burnUnit}
        data={data}
        file={`burn-replay-${month.month}`}
        rowName={words.day}
      >
        <Lines
          data={data}
          height={170}
          {...(would === null ? {} : { between: ['real', 'next'] as const })}
          label={
            would === null
              ? words.burned(shortText(real, 18), month.name)
              : words.burnedBoth(shortText(real, 18), month.name, shortText(would, 18))
          }
          ends={[
            { key: 'real', text: shortText(real, 18), note: words.endReal },
            ...(would === null ? [] : [{ key: 'next', text: shortText(would, 18), note: words.endNew }]),
          ]}
        />
      </ChartFrame>
      <KeyValues>
        <KeyValue name={words.ratio}>
          <Ratio real={real} next={would} emission={month.emissionUsed} />
        </KeyValue>
      </KeyValues>
    </>
  )
}

function Ratio({ real, next, emission }: { real: bigint; next: bigint | null; emission: bigint }) {
  const from = ratioText(real, emission)
  const to = next === null ? null : ratioText(next, emission)
  if (from === null) return <>{words.noEmission}</>
  return to === null ? <span className="num">{from}</span> : <Diff from={from} to={to} changed={from !== to} />
}
