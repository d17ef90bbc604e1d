import { stepRows } from '@/components/chart-steps'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { changeText, figureParts, grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Figure, NotKnown } from '@/components/ui/figure'
import { Section } from '@/components/ui/section'
import type { UsageHistory } from '@/lib/data/usage-history'
import { serviceName } from '@/lib/domain/service-name'
import { formatUnits } from '@/lib/domain/units'
import { steps as stepWords } from '@/messages/charts'
import { usage as words } from '@/messages/public-usage'

const nanoUsd = (nano: string) => figureParts(BigInt(nano), { decimals: 9, digits: 6, symbol: '$' })

/** What 1,000 tokens really cost, plans and pay-per-use together, at the end of each step. */
export function TokenPrice({ usage: { axis, price, metrics, asOf } }: { usage: UsageHistory }) {
  const points = new Map(price?.points.map((point) => [point.start, point.value]))
  const format = { digits: 6, symbol: '$' }
  const rows = stepRows(
    axis.view.step,
    axis.steps,
    ({ start }) => {
      const value = points.get(start)
      return { price: value ? formatUnits(BigInt(value), 9) : null }
    },
    { isStock: true },
  )
  const now = metrics.find(({ id }) => id === 'usd_per_1k')
  const text = now?.value ? nanoUsd(now.value).text : 'n/a'
  const data: ChartData = {
    series: [{ key: 'price', name: words.price.name, tone: 'circulating', current: text }],
    rows,
  }
  return (
    <ChartFrame
      title={words.price.title}
      unit={words.price.unit}
      asOf={`#${grouped(asOf.block)}`}
      data={data}
      format={format}
      file="paid-per-1000-tokens"
      rowName={stepWords.names[axis.view.step]}
      note={now?.reason}
      defined={now ? [now] : []}
    >
      <Lines data={data} format={format} label={words.price.label(text)} ends={[{ key: 'price', text }]} />
    </ChartFrame>
  )
}

/** What was paid of each service that counts tokens, beside its list price. */
export function EffectivePrices({ usage: { metrics, asOf } }: { usage: UsageHistory }) {
  const metric = metrics.find(({ id }) => id === 'usd_per_1k')
  if (!metric) return null
  return (
    <Section
      title={words.effective.title}
      note={words.effective.note}
      aside={<span className="num text-ink-3">#{grouped(asOf.block)}</span>}
      id="effective"
    >
      <Table label={words.effective.title} rows={34} still>
        <thead>
          <tr>
            <Th>{words.effective.service}</Th>
            <Th num>{words.effective.list}</Th>
            <Th num>{words.effective.paid}</Th>
            <Th num wide>
              {words.effective.difference}
            </Th>
          </tr>
        </thead>
        <tbody>
          {metric.parts?.map(({ key, value, list = '0' }) => (
            <tr key={key}>
              <RowHead>{serviceName(key)}</RowHead>
              <Td num>
                <Figure parts={nanoUsd(list)} />
              </Td>
              <Td num>
                <Figure parts={nanoUsd(value)} />
              </Td>
              <Td num wide>
                {changeText(list, value) ?? 'n/a'}
              </Td>
            </tr>
          ))}
          <TotalRow proven={false}>
            <RowHead>{words.effective.blended}</RowHead>
            <Td num />
            <Td num>
              {metric.value === null ? <NotKnown reason={metric.reason} /> : <Figure parts={nanoUsd(metric.value)} />}
            </Td>
            <Td num wide />
          </TotalRow>
        </tbody>
      </Table>
      <p className="mt-2 text-caption text-ink-3">{words.effective.how}</p>
    </Section>
  )
}
