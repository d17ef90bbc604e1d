import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { grouped } from '@/components/ui/amount-text'
import { decimals } from '@/components/ui/metric-figure'
import type { Network } from '@/lib/data/network'
import { decimalRatio } from '@/lib/domain/ratio'
import { network as words } from '@/messages/network'
import { parts } from '@/messages/parts'

const { lorenz: say } = words

/** The Lorenz curve of rewards: the further it hangs under the straight line, the fewer have the most. */
export function Concentration({ network: { curve, metrics, asOf } }: { network: Network }) {
  const points = curve ?? []
  const all = points.at(-1)?.accounts ?? 0
  const gini = metrics.find(({ id }) => id === 'gini')?.value
  const data: ChartData = {
    series: [
      { key: 'rewards', name: say.curve, tone: 'provider', area: true },
      { key: 'equal', name: say.equal, tone: 'circulating', dashed: true },
    ],
    rows: points.map(({ accounts, share }) => ({
      id: accounts.toString(),
      label: say.of(accounts, all),
      title: say.first(accounts, all),
      values: { rewards: share, equal: decimalRatio(BigInt(accounts) * 100n, BigInt(all)) },
    })),
  }
  return (
    <ChartFrame
      title={say.title}
      unit={say.unit}
      asOf={`#${grouped(asOf.block)}`}
      data={data}
      format={{ digits: 2 }}
      file="rewards-concentration"
      rowName={say.row}
      defined={metrics.filter(({ id }) => ['gini', 'hhi', 'nakamoto_33'].includes(id))}
      empty={say.empty}
    >
      <Lines
        data={data}
        height={280}
        format={{ digits: 2 }}
        label={say.label(gini ? decimals(gini, 3) : parts.notKnown, all)}
      />
    </ChartFrame>
  )
}
