import { siteMetadata } from '@/app/site-metadata'
import { SupplyCascade } from '@/components/supply/supply-cascade'
import {
  CirculatingOverTime,
  FloatOverTime,
  SupplyStack,
  TokenPriceHistory,
  UnlockAgainstSchedule,
} from '@/components/supply/token-charts'
import { TokenFacts } from '@/components/supply/token-facts'
import { Column, Columns } from '@/components/ui/columns'
import { LoadingPage } from '@/components/ui/loading'
import { MetricStats } from '@/components/ui/metric-figure'
import { Section } from '@/components/ui/section'
import { Soon } from '@/components/ui/soon'
import { DEPLOYMENTS } from '@/contracts-abi'
import { chainById } from '@/lib/chain/chains'
import { getSupply } from '@/lib/data/overview'
import { getToken } from '@/lib/data/token'
import { type AskedView, parseChartView } from '@/lib/domain/chart-view'
import { env } from '@/lib/env/env'
import { token as words } from '@/messages/token'
import { ChartPageHead } from '../chart-page'

export const dynamic = 'force-dynamic'
export const metadata = siteMetadata({ path: '/token', title: words.title, description: words.description })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TokenPage({ searchParams }: Props) {
  const asked = parseChartView(await searchParams)
  return <Soon skeleton={<LoadingPage title={words.title} sections={words.sections} />} body={TokenBody({ asked })} />
}

async function TokenBody({ asked }: { asked: AskedView }) {
  const [{ data, away }, { supply, asOf }] = await Promise.all([getToken(asked.view), getSupply()])
  return (
    <>
      <ChartPageHead path="/token" title={words.title} lead={words.lead} asked={asked} asOf={data.asOf} away={away} />
      <Columns className="mt-5">
        <Column span={9}>
          <SupplyStack token={data} />
        </Column>
        <Column span={3} ruled>
          <Section title={words.now}>
            <MetricStats metrics={data.metrics} labels={words.labels} notes={words.notes} />
          </Section>
        </Column>
        <Column span={6}>
          <UnlockAgainstSchedule token={data} />
        </Column>
        <Column span={6} ruled>
          <TokenPriceHistory token={data} />
        </Column>
        <Column span={6}>
          <CirculatingOverTime token={data} />
        </Column>
        <Column span={6} ruled>
          <FloatOverTime token={data} />
        </Column>
        <Column span={12}>
          <SupplyCascade supply={supply} block={asOf.block} />
        </Column>
        <Column span={12}>
          <TokenFacts
            address={DEPLOYMENTS[env.CHAIN_ID]?.contracts.CXPT?.address}
            chain={`${chainById(env.CHAIN_ID).name}, ${env.CHAIN_ID}`}
          />
        </Column>
      </Columns>
    </>
  )
}
