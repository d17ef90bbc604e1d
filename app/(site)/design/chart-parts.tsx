import { Bars } from '@/components/charts/bars'
import type { ChartData } from '@/components/charts/chart-data'
import { ChartFrame } from '@/components/charts/chart-frame'
import { Lines } from '@/components/charts/lines'
import { Sparkline } from '@/components/charts/sparkline'
import { cascadeOf, Waterfall } from '@/components/charts/waterfall'
import { Amount } from '@/components/ui/amount'
import { percentText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { Column } from '@/components/ui/columns'
import { ToggleLinks } from '@/components/ui/links'
import { Section } from '@/components/ui/section'

const WEEKS = [
  '24 Aug',
  '31 Aug',
  '7 Sep',
  '14 Sep',
  '21 Sep',
  '28 Sep',
  '5 Oct',
  '12 Oct',
  '19 Oct',
  '26 Oct',
  '2 Nov',
]
const BURNS = [68120, 70040, 72300, null, 112900, 116200, 119800, 124041.18, 128000, 133400, 83100]
const EMITTED = [905000, 911000, 917000, 920400, 928000, 934000, 941000, 949000, 955000, 962000, 541000]

const burns: ChartData = {
  series: [{ key: 'burn', name: 'Burn', tone: 'burn', current: '83.1K' }],
  rows: WEEKS.map((label, index) => ({
    label,
    title: `Epoch ${26 + index} · ${label}`,
    values: { burn: BURNS[index]?.toString() ?? null },
    state: index === 10 ? 'running' : undefined,
    more: [{ name: 'split v4', text: '500 bps' }],
  })),
}

const against: ChartData = {
  series: [
    { key: 'emission', name: 'Emission', tone: 'provider', current: '541K' },
    { key: 'burn', name: 'Burn', tone: 'burn', below: true, current: '83.1K' },
  ],
  rows: WEEKS.map((label, index) => ({
    label,
    values: { emission: EMITTED[index]?.toString() ?? null, burn: BURNS[index]?.toString() ?? null },
    state: index === 10 ? 'running' : undefined,
  })),
}

const SPLIT = { provider: 60, operations: 15, protocol: 20, burn: 5 }
const split: ChartData = {
  series: [
    { key: 'burn', name: 'Burn', tone: 'burn' },
    { key: 'protocol', name: 'Protocol', tone: 'protocol' },
    { key: 'operations', name: 'Operations', tone: 'operations' },
    { key: 'provider', name: 'Providers', tone: 'provider' },
  ],
  rows: WEEKS.map((label, index) => ({
    label,
    values: Object.fromEntries(
      Object.entries(SPLIT).map(([key, share]) => [key, `${share * (index === 10 ? 16_000 : 17_000 + index * 1_200)}`]),
    ),
    state: index === 10 ? 'running' : undefined,
  })),
}

const DAYS = 54
const schedule: ChartData = {
  series: [
    { key: 'released', name: 'Released', tone: 'provider', area: true, current: '24,016,587' },
    { key: 'schedule', name: 'Tranche 1', tone: 'circulating', dashed: true, current: '36,000,000' },
  ],
  rows: Array.from({ length: DAYS }, (_, index) => ({
    label: ['Mar', 'Jun', 'Sep', 'Dec', 'Mar 27'][Math.floor(index / 13)] ?? '',
    values: {
      released: index > 36 ? null : `${Math.round(24_016_587 * (index / 36) ** 1.08)}`,
      schedule: `${Math.round((36_000_000 * index) / (DAYS - 1))}`,
    },
  })),
}

const runs: ChartData = {
  series: [
    { key: 'real', name: 'Real', tone: 'burn' },
    { key: 'new', name: 'New', tone: 'burn', dashed: true },
  ],
  rows: Array.from({ length: 30 }, (_, index) => ({
    label: index === 0 ? '1 Sep' : index === 29 ? '30 Sep' : `${index + 1}`,
    values: { real: `${index * 18_248}`, new: `${index * 21_900}` },
  })),
}

export function ChartParts() {
  const change = { number: 1, text: 'Burn 400 → 500 bps' }
  return (
    <>
      <Column span={6}>
        <ChartFrame
          title="Chart grammar"
          unit="burn per epoch, CXPT"
          data={burns}
          file="burn-per-epoch"
          rowName="Epoch"
          running="Epoch 36, day 5 of 7"
          changes={[change]}
          note="Gap: no data. Hatched: day 5 of 7."
        >
          <Bars
            data={burns}
            label="Burn per epoch rose from 68,120 CXPT to 133,400 CXPT over ten weeks"
            markers={[{ before: 4, number: 1 }]}
            height={190}
          />
        </ChartFrame>
      </Column>
      <Column span={6} ruled>
        <ChartFrame
          title="Burn against emission"
          unit="CXPT per epoch"
          data={against}
          file="burn-against-emission"
          running="Epoch 36, day 5 of 7"
          changes={[change]}
          aside={
            <ToggleLinks
              label="Span of burn against emission"
              items={[
                { label: '4 w', href: '/design?w=4' },
                { label: '13 w', href: '/design?w=13', current: true },
              ]}
            />
          }
        >
          <Bars
            data={against}
            label="Emission of about 950,000 CXPT per epoch against burns of about 120,000"
            markers={[{ before: 4, number: 1 }]}
          />
        </ChartFrame>
      </Column>
      <Column span={6}>
        <ChartFrame
          title="Emission against schedule"
          unit="cumulative, CXPT"
          asOf="#53,593,089"
          data={schedule}
          file="emission-against-schedule"
          note="539,988 CXPT vested but not earned stays locked."
        >
          <Lines
            data={schedule}
            label="24.02M CXPT released of 36M scheduled to March 2027"
            ends={[
              { key: 'released', text: 'Actual 24.02M', note: '97.8% of 24.56M due' },
              { key: 'schedule', text: 'Schedule', note: '36.00M' },
            ]}
          />
        </ChartFrame>
      </Column>
      <Column span={6} ruled>
        <ChartFrame title="Revenue distributed per epoch" unit="CXPT" data={split} file="revenue" part>
          <Bars
            data={split}
            label="Revenue per epoch by share"
            height={150}
            reference={{ value: '2500000', text: '2.5M a week would do' }}
          />
        </ChartFrame>
        <div className="mt-5">
          <ChartFrame title="Burn, September" unit="cumulative, CXPT" data={runs} file="burn-september" part>
            <Lines
              data={runs}
              label="Burn in September, real 529.2K, under the new split 635.1K"
              between={['real', 'new']}
              height={150}
              ends={[
                { key: 'new', text: '635.1K', note: 'new' },
                { key: 'real', text: '529.2K', note: 'real' },
              ]}
            />
          </ChartFrame>
        </div>
        <p className="mt-3 text-table">
          Daily units{' '}
          <Sparkline
            label="Daily units rose from 3 to 9"
            values={['3', '4', '3.5', '5', '4', null, '6', '5', '7', '6', '8', '7', '9']}
          />
        </p>
      </Column>
    </>
  )
}

const CXPT = 10n ** 18n
const SUPPLY = [
  { id: 'reserve', name: 'Reserve', note: 'locked in Treasury', tone: 'reserve', amount: 300_000_000n },
  { id: 'emission', name: 'Provider emission', note: 'locked, 480M at launch', tone: 'provider', amount: 455_983_412n },
  { id: 'operations', name: 'Operations', note: 'Treasury bucket', tone: 'operations', amount: 136_204_118n },
  { id: 'liquidity', name: 'Liquidity', note: 'Treasury bucket', tone: 'liquidity', amount: 12_500_000n },
  { id: 'protocol', name: 'Protocol balance', note: 'Treasury bucket', tone: 'protocol', amount: 7_184_552n },
  { id: 'allocated', name: 'Rewards allocated', note: 'earned, not yet claimed', tone: 'provider', amount: 2_418_077n },
  { id: 'vault', name: 'Vault', note: 'credits and revenue', tone: 'vault', amount: 3_280_524n },
  { id: 'burned', name: 'Burned', note: 'gone for good', tone: 'burn', amount: 1_806_442n },
  { id: 'circulating', name: 'Circulating', note: 'everything else', tone: 'circulating', amount: 80_622_875n },
] as const

export function CascadePart() {
  const places = cascadeOf(SUPPLY.map(({ amount }) => amount * CXPT))
  const rows = SUPPLY.map((row, index) => ({
    ...row,
    from: places[index]?.from ?? 0n,
    to: places[index]?.to ?? 0n,
    hatched: row.id === 'allocated',
    strong: row.id === 'circulating',
    selected: row.id === 'circulating',
    figure: <Amount wei={row.amount * CXPT} digits={2} />,
    share: percentText(row.amount * CXPT, 10n ** 27n, 4),
  }))
  const unclassified = {
    id: 'unclassified',
    name: 'Unclassified',
    note: 'must be zero',
    from: 0n,
    to: 0n,
    figure: <Amount wei={0n} />,
    share: '0 wei',
  }
  return (
    <Section title="Supply" note="Each row starts where the one above ends">
      <Waterfall
        label="Where the 1,000,000,000 are"
        columns={{ name: 'Where the 1,000,000,000 are', figure: 'CXPT', share: 'Share' }}
        rows={[...rows, unclassified]}
        scale={{ end: 10n ** 27n, unit: CXPT }}
        total={{
          name: 'Maximum supply',
          figure: <Amount wei={10n ** 27n} digits={2} />,
          share: '100%',
          proof: (
            <Badge tone="success">
              <span>
                Foots to 10<sup className="text-[9px] leading-none">27</sup> wei
              </span>
            </Badge>
          ),
        }}
      />
    </Section>
  )
}
