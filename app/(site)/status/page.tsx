import { unstable_rethrow } from 'next/navigation'
import { siteMetadata } from '@/app/site-metadata'
import { OpenAlerts } from '@/components/status/alerts'
import { Jobs } from '@/components/status/jobs'
import { Parts, Verdict } from '@/components/status/parts'
import { Pauses } from '@/components/status/pauses'
import { Reconciliation } from '@/components/status/reconciliation'
import { Column, Columns } from '@/components/ui/columns'
import { PageHead } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getAlerts } from '@/lib/data/alerts'
import { getStatus } from '@/lib/data/status'
import { status as words } from '@/messages/status'

export const metadata = siteMetadata({
  path: '/status',
  title: words.title,
  description: words.description,
})
export const dynamic = 'force-dynamic'

export default async function StatusPage() {
  const [status, alerts] = await Promise.all([getStatus(), knownAlerts()])
  const { health, ledger } = status
  return (
    <>
      <PageHead
        title={words.title}
        lead={<Verdict health={health} />}
        aside={ledger && <Stamp block={ledger.block} time={ledger.time} />}
      />
      {alerts && <OpenAlerts alerts={alerts} />}
      <Columns className="mt-5">
        <Column span={5}>
          <Parts status={status} />
        </Column>
        <Column span={7} ruled>
          {ledger && <Pauses rows={ledger.pauses} />}
        </Column>
        <Column span={7}>{ledger && <Reconciliation run={ledger.reconciliation} />}</Column>
        <Column span={5} ruled>
          {ledger && <Jobs jobs={ledger.jobs} />}
        </Column>
      </Columns>
    </>
  )
}

/** Null while the database is away: what this page is for must not fail with it. */
async function knownAlerts() {
  try {
    return await getAlerts()
  } catch (error) {
    unstable_rethrow(error)
    return null
  }
}
