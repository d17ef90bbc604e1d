import type { Metadata } from 'next'
import { Jobs } from '@/components/status/jobs'
import { Parts, Verdict } from '@/components/status/parts'
import { Pauses } from '@/components/status/pauses'
import { Reconciliation } from '@/components/status/reconciliation'
import { Column, Columns } from '@/components/ui/columns'
import { PageHead } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getStatus } from '@/lib/data/status'

export const metadata: Metadata = { title: 'Status' }
export const dynamic = 'force-dynamic'

export default async function StatusPage() {
  const status = await getStatus()
  const { health, ledger } = status
  return (
    <>
      <PageHead
        title="Status"
        lead={<Verdict health={health} />}
        aside={ledger && <Stamp block={ledger.block} time={ledger.time} />}
      />
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
