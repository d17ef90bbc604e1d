import { Download } from 'lucide-react'
import { siteMetadata } from '@/app/site-metadata'
import { BurnAgainstEmission, DistributedPerEpoch } from '@/components/supply/flow-charts'
import { HealthLine } from '@/components/supply/health-line'
import { LatestDistributions } from '@/components/supply/latest-distributions'
import { EmissionAgainstSchedule, PriceHistory } from '@/components/supply/line-charts'
import { PaymentSplit } from '@/components/supply/payment-split'
import { Payments } from '@/components/supply/payments'
import { SupplyCascade } from '@/components/supply/supply-cascade'
import { Today } from '@/components/supply/today'
import { AwayNote } from '@/components/ui/away-note'
import { ButtonLink } from '@/components/ui/button'
import { Column, Columns } from '@/components/ui/columns'
import { LoadingPage } from '@/components/ui/loading'
import { PageHead } from '@/components/ui/section'
import { Soon } from '@/components/ui/soon'
import { Stamp } from '@/components/ui/stamp'
import { getOverview } from '@/lib/data/overview'
import { shellState } from '@/lib/data/shell'
import { charts } from '@/messages/charts'
import { overview as words } from '@/messages/overview'
import { type OverviewView, parseView, viewLinks } from './overview-view'

export const dynamic = 'force-dynamic'
export const metadata = siteMetadata({
  path: '/',
  title: words.name,
  description: words.description,
  isSite: true,
})

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function OverviewPage({ searchParams }: Props) {
  const view = parseView(await searchParams)
  return <Soon skeleton={<LoadingPage title={words.title} sections={words.sections} />} body={OverviewBody({ view })} />
}

async function OverviewBody({ view }: { view: OverviewView }) {
  const [{ data: overview, away }, shell] = await Promise.all([getOverview(view), shellState()])
  const { asOf, reconciliation } = overview
  return (
    <>
      <PageHead
        title={words.title}
        lead={<Lead difference={reconciliation?.difference ?? null} />}
        aside={
          <>
            <Stamp block={BigInt(asOf.block)} time={asOf.time} />
            <ButtonLink size="table" icon={Download} download href="/supply.csv">
              {charts.csv}
            </ButtonLink>
          </>
        }
      />
      {away && <AwayNote say={away.say} block={BigInt(asOf.block)} />}
      <Columns className="mt-5">
        <Column span={9}>
          <SupplyCascade supply={overview.supply} block={asOf.block} />
        </Column>
        <Column span={3} ruled>
          <Today overview={overview} />
        </Column>
        <Column span={6}>
          <BurnAgainstEmission overview={overview} views={viewLinks(view)} />
        </Column>
        <Column span={6} ruled>
          <EmissionAgainstSchedule overview={overview} />
        </Column>
        <Column span={7}>
          <Payments payments={overview.payments} />
          <div className="mt-9">
            <PriceHistory overview={overview} />
          </div>
        </Column>
        <Column span={5} ruled>
          <PaymentSplit split={overview.split} />
          <div className="mt-5">
            <DistributedPerEpoch overview={overview} />
          </div>
        </Column>
        <Column span={12}>
          <LatestDistributions rows={overview.latest} />
        </Column>
      </Columns>
      <HealthLine overview={overview} shell={shell} />
    </>
  )
}

function Lead({ difference }: { difference: bigint | null }) {
  if (difference === null) return words.notCompared
  return (
    <>
      {words.compared} <b className="num">{words.wei(difference.toString())}</b>.
    </>
  )
}
