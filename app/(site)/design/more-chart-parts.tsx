import { Bars } from '@/components/charts/bars'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Flow } from '@/components/charts/flow'
import { Lines } from '@/components/charts/lines'
import { StackedAreas } from '@/components/charts/stacked-areas'
import { Column } from '@/components/ui/columns'
import { MetricStat } from '@/components/ui/metric-figure'
import { RangePicker, RefusedView } from '@/components/ui/range-picker'
import { Section } from '@/components/ui/section'
import { Stats } from '@/components/ui/stat'
import { parseChartView } from '@/lib/domain/chart-view'
import { lorenz } from '@/lib/domain/concentration'
import { METRICS } from '@/lib/domain/metrics'

const MONTHS = ['Jul 2026', 'Aug 2026', 'Sep 2026', 'Oct 2026', 'Nov 2026']
const LOCKED = [480, 476, 471, 466, 461]

const stack: ChartData = {
  series: [
    { key: 'emission', name: 'Provider emission', tone: 'provider', current: '461M' },
    { key: 'rewards', name: 'Rewards, unclaimed', tone: 'provider', hatched: true, current: '30M' },
    { key: 'reserve', name: 'Reserve', tone: 'reserve', current: '300M' },
    { key: 'circulating', name: 'Circulating', tone: 'circulating', current: '209M' },
    { key: 'planned', name: 'Locked by schedule', tone: 'circulating', dashed: true },
  ],
  rows: MONTHS.map((label, index) => ({
    label,
    values: {
      emission: `${LOCKED[index]}000000`,
      rewards: '30000000',
      reserve: '300000000',
      circulating: `${190 + 480 - (LOCKED[index] ?? 0)}000000`,
      planned: `${480 - index * 9}000000`,
    },
  })),
}

const net: ChartData = {
  series: [
    { key: 'used', name: 'Emission used', tone: 'provider', current: '40' },
    { key: 'burned', name: 'Burned', tone: 'burn', below: true, current: '25' },
    { key: 'net', name: 'Net', tone: 'circulating' },
  ],
  rows: MONTHS.map((label, index) => ({
    label,
    values:
      index === 2
        ? { used: null, burned: null, net: null }
        : { used: `${80 - index * 10}`, burned: `${20 + index * 15}`, net: `${60 - index * 25}` },
    state: index === 4 ? 'running' : undefined,
  })),
}

const curve = lorenz([1n, 2n, 2n, 4n, 5n, 8n, 13n, 20n, 34n, 60n])
const shares: ChartData = {
  series: [
    { key: 'rewards', name: 'Rewards', tone: 'provider', area: true },
    { key: 'equal', name: 'If all were equal', tone: 'circulating', dashed: true },
  ],
  rows: curve.map(({ accounts, share }) => ({
    label: `${accounts} of 10`,
    values: { rewards: share, equal: `${accounts * 10}` },
  })),
}

export function MoreChartParts() {
  return (
    <>
      <Column span={6}>
        <ChartFrame
          title="Stacked areas"
          unit="CXPT, with a schedule over it"
          asOf="#53,593,089"
          data={stack}
          file="stack"
          defined={[{ id: 'circulating', ...METRICS.circulating }]}
        >
          <StackedAreas
            data={stack}
            whole={1e9}
            label="Of 1,000,000,000 CXPT 461M of emission are locked and 209M circulate"
          />
        </ChartFrame>
      </Column>
      <Column span={6} ruled>
        <ChartFrame
          title="Mirrored, with the net line"
          unit="CXPT per month"
          data={net}
          file="net"
          running="Nov 2026, day 5 of 30"
        >
          <Bars data={net} net="net" label="Emission used fell from 80 to 40 while burns rose from 20 to 80" />
        </ChartFrame>
      </Column>
      <Column span={6}>
        <ChartFrame title="Lorenz curve" unit="% of rewards" data={shares} file="lorenz" rowName="Providers">
          <Lines data={shares} label="The smallest five of ten providers earn a tenth of all rewards" />
        </ChartFrame>
      </Column>
      <Column span={6} ruled>
        <Section title="Flow" note="both sides have one sum">
          <Flow
            label="1,000 CXPT paid: 50 burned, 200 to the protocol, 150 to operations, 600 to providers"
            through="Vault"
            from={[
              { key: 'plans', name: 'Plans', figure: '200', value: 200n, tone: 'svc-1' },
              { key: 'metered', name: 'Pay-per-use', figure: '800', value: 800n, tone: 'svc-2' },
            ]}
            to={[
              { key: 'burn', name: 'Burn', figure: '50', value: 50n, tone: 'burn' },
              { key: 'protocol', name: 'Protocol', figure: '200', value: 200n, tone: 'protocol' },
              { key: 'operations', name: 'Operations', figure: '150', value: 150n, tone: 'operations' },
              { key: 'provider', name: 'Providers', figure: '600', value: 600n, tone: 'provider' },
            ]}
          />
        </Section>
      </Column>
      <StateParts />
    </>
  )
}

function StateParts() {
  const asked = parseChartView({ range: 'fortnight' })
  return (
    <>
      <Column span={6}>
        <ChartFrame
          title="Nothing to draw"
          unit="CXPT"
          data={{ series: [], rows: [] }}
          file="none"
          empty="Nothing was burned yet."
        >
          <Bars data={{ series: [], rows: [] }} label="Nothing" />
        </ChartFrame>
        <div className="mt-5 grid gap-2">
          <RangePicker path="/design" view={asked.view} />
          <RefusedView refused={asked.refused} />
        </div>
      </Column>
      <Column span={6} ruled>
        <Section title="Figures of the dictionary" note="their name opens what they mean">
          <Stats>
            <MetricStat metric={{ id: 'burn_rate_float', ...METRICS.burn_rate_float, value: '7.019231' }} />
            <MetricStat metric={{ id: 'usd_per_1k', ...METRICS.usd_per_1k, value: '275412' }} />
            <MetricStat metric={{ id: 'payout_lag_p50', ...METRICS.payout_lag_p50, value: '172860' }} />
            <MetricStat
              metric={{
                id: 'retention',
                ...METRICS.retention,
                value: null,
                reason: 'No plan came to the end of its time to renew in 30 days.',
              }}
            />
          </Stats>
        </Section>
      </Column>
    </>
  )
}
