import { siteMetadata } from '@/app/site-metadata'
import { EmissionAgainstBurn, Runway, SubsidyRatio, WholeSchedule } from '@/components/supply/emission-charts'
import { Tranches } from '@/components/supply/tranches'
import { Column, Columns } from '@/components/ui/columns'
import { LoadingPage } from '@/components/ui/loading'
import { MetricStats } from '@/components/ui/metric-figure'
import { Section } from '@/components/ui/section'
import { Soon } from '@/components/ui/soon'
import { yesterdayText } from '@/components/ui/time-text'
import { getEmissions } from '@/lib/data/emissions'
import { type AskedView, parseChartView } from '@/lib/domain/chart-view'
import { emissions as words } from '@/messages/emissions'
import { ChartPageHead } from '../chart-page'

export const dynamic = 'force-dynamic'
export const metadata = siteMetadata({ path: '/emissions', title: words.title, description: words.description })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function EmissionsPage({ searchParams }: Props) {
  const asked = parseChartView(await searchParams)
  return (
    <Soon skeleton={<LoadingPage title={words.title} sections={words.sections} />} body={EmissionsBody({ asked })} />
  )
}

async function EmissionsBody({ asked }: { asked: AskedView }) {
  const { data, away } = await getEmissions(asked.view)
  return (
    <>
      <ChartPageHead
        path="/emissions"
        title={words.title}
        lead={words.lead}
        asked={asked}
        asOf={data.asOf}
        away={away}
      />
      <Columns className="mt-5">
        <Column span={9} className="grid grid-cols-1 content-start gap-9">
          <EmissionAgainstBurn emissions={data} />
          <WholeSchedule emissions={data} />
        </Column>
        <Column span={3} ruled>
          <Section title={words.now} note={words.window(yesterdayText(data.asOf.time))}>
            <MetricStats metrics={data.metrics} labels={words.labels} notes={words.notes} />
          </Section>
        </Column>
        <Column span={6}>
          <SubsidyRatio emissions={data} />
        </Column>
        <Column span={6} ruled>
          <Runway emissions={data} />
        </Column>
        <Column span={12}>
          <Tranches emissions={data} />
        </Column>
      </Columns>
    </>
  )
}
