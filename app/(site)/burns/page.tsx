import { siteMetadata } from '@/app/site-metadata'
import { BurnedSoFar, BurnPerStep, BurnRate } from '@/components/supply/burn-charts'
import { BurnByService } from '@/components/supply/burn-services'
import { LatestBurns } from '@/components/supply/latest-burns'
import { Column, Columns } from '@/components/ui/columns'
import { LoadingPage } from '@/components/ui/loading'
import { MetricStats } from '@/components/ui/metric-figure'
import { Section } from '@/components/ui/section'
import { Soon } from '@/components/ui/soon'
import { yesterdayText } from '@/components/ui/time-text'
import { getBurns } from '@/lib/data/burns'
import { type AskedView, parseChartView } from '@/lib/domain/chart-view'
import { burns as words } from '@/messages/burns'
import { ChartPageHead } from '../chart-page'

export const dynamic = 'force-dynamic'
export const metadata = siteMetadata({ path: '/burns', title: words.title, description: words.description })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function BurnsPage({ searchParams }: Props) {
  const asked = parseChartView(await searchParams)
  return <Soon skeleton={<LoadingPage title={words.title} sections={words.sections} />} body={BurnsBody({ asked })} />
}

async function BurnsBody({ asked }: { asked: AskedView }) {
  const { data: burns, away } = await getBurns(asked.view)
  return (
    <>
      <ChartPageHead path="/burns" title={words.title} lead={words.lead} asked={asked} asOf={burns.asOf} away={away} />
      <Columns className="mt-5">
        <Column span={9}>
          <BurnPerStep burns={burns} />
        </Column>
        <Column span={3} ruled>
          <Section title={words.now} note={words.window(yesterdayText(burns.asOf.time))}>
            <MetricStats metrics={burns.metrics} labels={words.labels} notes={words.notes} />
          </Section>
        </Column>
        <Column span={6}>
          <BurnedSoFar burns={burns} />
        </Column>
        <Column span={6} ruled>
          <BurnRate burns={burns} />
        </Column>
        <Column span={12}>
          <BurnByService burns={burns} />
        </Column>
        <Column span={12}>
          <LatestBurns burns={burns} />
        </Column>
      </Columns>
    </>
  )
}
