import { siteMetadata } from '@/app/site-metadata'
import { Concentration } from '@/components/network/concentration'
import { PriceTable } from '@/components/network/price-table'
import { PriceIndex, RefusedDemand, Utilisation } from '@/components/network/service-charts'
import { FactorsOfService, PriceOfService } from '@/components/network/service-prices'
import { Column, Columns } from '@/components/ui/columns'
import { ToggleLinks } from '@/components/ui/links'
import { LoadingPage } from '@/components/ui/loading'
import { MetricStats } from '@/components/ui/metric-figure'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { Soon } from '@/components/ui/soon'
import { Stat } from '@/components/ui/stat'
import { yesterdayText } from '@/components/ui/time-text'
import { getNetwork, type Network } from '@/lib/data/network'
import { type AskedView, type ChartView, parseChartView } from '@/lib/domain/chart-view'
import { SERVICES, type Service } from '@/lib/domain/service'
import { serviceName } from '@/lib/domain/service-name'
import { ranges } from '@/messages/charts'
import { network as words } from '@/messages/network'
import { ChartPageHead } from '../chart-page'
import { type AskedService, parseService, serviceHref } from './asked-service'

export const dynamic = 'force-dynamic'
export const metadata = siteMetadata({ path: '/network', title: words.title, description: words.description })

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function NetworkPage({ searchParams }: Props) {
  const query = await searchParams
  return (
    <Soon
      skeleton={<LoadingPage title={words.title} sections={words.sections} />}
      body={NetworkBody({ asked: parseChartView(query), chosen: parseService(query.service) })}
    />
  )
}

async function NetworkBody({ asked, chosen: { service, refused } }: { asked: AskedView; chosen: AskedService }) {
  const { data, away } = await getNetwork(asked.view)
  return (
    <>
      <ChartPageHead
        path="/network"
        title={words.title}
        lead={words.lead}
        asked={asked}
        asOf={data.asOf}
        away={away}
        keep={`&service=${service}`}
      />
      {refused !== null && (
        <Note tone="warning" announce className="mt-4">
          {words.service.unknown(refused, ranges.and(SERVICES))}
        </Note>
      )}
      <Columns className="mt-5">
        <Column span={9} className="grid grid-cols-1 content-start gap-9">
          <PriceIndex network={data} />
          <PriceTable network={data} />
        </Column>
        <Column span={3} ruled>
          <Section title={words.now} note={words.window(yesterdayText(data.asOf.time))}>
            <MetricStats metrics={data.metrics} labels={words.labels} notes={words.notes}>
              <Stat label={words.providers}>{data.providers.all}</Stat>
            </MetricStats>
          </Section>
        </Column>
        <OneService network={data} view={asked.view} service={service} />
        <Column span={6}>
          <Utilisation network={data} />
        </Column>
        <Column span={6} ruled>
          <RefusedDemand network={data} />
        </Column>
        <Column span={12}>
          <Concentration network={data} />
        </Column>
      </Columns>
    </>
  )
}

type OneProps = { network: Network; view: ChartView; service: Service }

/** The service of the URL: what it cost and why. */
function OneService({ network, view, service }: OneProps) {
  return (
    <>
      <Column span={12}>
        <div className="toggle-scroll -mb-4">
          <ToggleLinks
            label={words.service.pick}
            items={SERVICES.map((one) => ({
              label: serviceName(one),
              href: serviceHref(view, one),
              current: one === service,
            }))}
          />
        </div>
      </Column>
      <Column span={6}>
        <PriceOfService network={network} service={service} />
      </Column>
      <Column span={6} ruled>
        <FactorsOfService network={network} service={service} />
      </Column>
    </>
  )
}
