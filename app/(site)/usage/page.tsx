import { siteMetadata } from '@/app/site-metadata'
import { Column, Columns } from '@/components/ui/columns'
import { LoadingPage } from '@/components/ui/loading'
import { MetricStats } from '@/components/ui/metric-figure'
import { Section } from '@/components/ui/section'
import { Soon } from '@/components/ui/soon'
import { yesterdayText } from '@/components/ui/time-text'
import { PaymentFlow } from '@/components/usage/payment-flow'
import { RateCard } from '@/components/usage/rate-card'
import { UsageByService } from '@/components/usage/service-table'
import { EffectivePrices, TokenPrice } from '@/components/usage/token-price'
import { MeteredCharges, PaidForCompute, TokensByTier } from '@/components/usage/use-charts'
import { getUsageHistory } from '@/lib/data/usage-history'
import { type AskedView, parseChartView } from '@/lib/domain/chart-view'
import { usage as words } from '@/messages/public-usage'
import { ChartPageHead } from '../chart-page'

export const dynamic = 'force-dynamic'
export const metadata = siteMetadata({ path: '/usage', title: words.title, description: words.description })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function UsagePage({ searchParams }: Props) {
  const asked = parseChartView(await searchParams)
  return <Soon skeleton={<LoadingPage title={words.title} sections={words.sections} />} body={UsageBody({ asked })} />
}

async function UsageBody({ asked }: { asked: AskedView }) {
  const { data, away } = await getUsageHistory(asked.view)
  return (
    <>
      <ChartPageHead path="/usage" title={words.title} lead={words.lead} asked={asked} asOf={data.asOf} away={away} />
      <Columns className="mt-5">
        <Column span={9} className="grid grid-cols-1 content-start gap-9">
          <TokensByTier usage={data} />
          <UsageByService usage={data} />
        </Column>
        <Column span={3} ruled>
          <Section title={words.now} note={words.window(yesterdayText(data.asOf.time))}>
            <MetricStats metrics={data.metrics} labels={words.labels} notes={words.notes} />
          </Section>
        </Column>
        <Column span={6}>
          <MeteredCharges usage={data} />
        </Column>
        <Column span={6} ruled>
          <PaidForCompute usage={data} />
        </Column>
        <Column span={12}>
          <PaymentFlow usage={data} />
        </Column>
        <Column span={6}>
          <TokenPrice usage={data} />
        </Column>
        <Column span={6} ruled>
          <EffectivePrices usage={data} />
        </Column>
        <Column span={12}>
          <RateCard usage={data} />
        </Column>
      </Columns>
    </>
  )
}
