import { stepRows } from '@/components/chart-steps'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { figureParts, grouped } from '@/components/ui/amount-text'
import type { Network } from '@/lib/data/network'
import type { Service } from '@/lib/domain/service'
import { serviceName, serviceUnit } from '@/lib/domain/service-name'
import { formatUnits } from '@/lib/domain/units'
import { steps as stepWords } from '@/messages/charts'
import { network as words } from '@/messages/network'
import { parts } from '@/messages/parts'

type Props = { network: Network; service: Service }

const usd = (nano: bigint) => figureParts(nano, { decimals: 9, digits: 9, least: 4, symbol: '$' }).text
const factor = (ppm: bigint) => formatUnits(ppm, 6).slice(0, 6)

/** Rows of one service by step; a step without a price is a gap. */
function rowsOf(
  { network: { axis, steps }, service }: Props,
  values: (row: Network['steps'][number]) => Record<string, string | null>,
) {
  const own = new Map(steps.filter((row) => row.service === service).map((row) => [row.start, row]))
  const keys = [...own.values()].slice(0, 1).flatMap((row) => Object.keys(values(row)))
  return stepRows(
    axis.view.step,
    axis.steps,
    ({ start }) => {
      const row = own.get(start)
      return row ? values(row) : Object.fromEntries(keys.map((key) => [key, null]))
    },
    { isStock: true },
  )
}

/** The mean price of each step beside the rate card. */
export function PriceOfService(props: Props) {
  const { network, service } = props
  const now = network.prices.find((price) => price.service === service)
  const name = serviceName(service)
  const format = { digits: 9, symbol: '$' }
  const data: ChartData = {
    series: [
      { key: 'price', name: words.service.now, tone: 'svc-1', current: now && usd(now.input) },
      { key: 'list', name: words.service.list, tone: 'circulating', dashed: true, current: now && usd(now.listInput) },
    ],
    rows: rowsOf(props, ({ input, listInput }) => ({ price: formatUnits(input, 9), list: formatUnits(listInput, 9) })),
  }
  const unit = now ? `${grouped(now.unit)} ${serviceUnit(service)}` : serviceUnit(service)
  return (
    <ChartFrame
      title={words.service.price(name)}
      unit={words.service.priceUnit(unit)}
      asOf={`#${grouped(network.asOf.block)}`}
      data={now ? data : { ...data, rows: [] }}
      format={format}
      file={`price-of-${service}`}
      rowName={stepWords.names[network.axis.view.step]}
      empty={words.index.empty}
    >
      <Lines
        data={data}
        format={format}
        isFloating
        label={words.service.priceLabel(
          name,
          now ? usd(now.input) : parts.notKnown,
          now ? usd(now.listInput) : parts.notKnown,
        )}
      />
    </ChartFrame>
  )
}

/** Why it moved: m and a make the price, ρ moves m. */
export function FactorsOfService(props: Props) {
  const { network, service } = props
  const now = network.prices.find((price) => price.service === service)
  const name = serviceName(service)
  const format = { digits: 6 }
  const data: ChartData = {
    series: [
      { key: 'm', name: words.service.m, tone: 'svc-1', current: now && factor(now.factor) },
      { key: 'a', name: words.service.a, tone: 'svc-3', current: now && factor(now.availability) },
      {
        key: 'rho',
        name: words.service.rho,
        tone: 'provider',
        current: now?.utilisation ? factor(now.utilisation) : parts.notKnown,
      },
    ],
    rows: rowsOf(props, (row) => ({
      m: formatUnits(row.factor, 6),
      a: formatUnits(row.availability, 6),
      rho: row.utilisation === null ? null : formatUnits(row.utilisation, 6),
    })),
  }
  return (
    <ChartFrame
      title={words.service.factors(name)}
      unit={words.service.factorsUnit}
      asOf={`#${grouped(network.asOf.block)}`}
      data={now ? data : { ...data, rows: [] }}
      format={format}
      file={`factors-of-${service}`}
      rowName={stepWords.names[network.axis.view.step]}
      empty={words.index.empty}
    >
      <Lines
        data={data}
        format={format}
        label={words.service.factorsLabel(
          name,
          now ? factor(now.factor) : parts.notKnown,
          now ? factor(now.availability) : parts.notKnown,
        )}
      />
    </ChartFrame>
  )
}
