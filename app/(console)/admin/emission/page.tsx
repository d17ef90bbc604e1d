import type { Metadata } from 'next'
import { EmissionEditor } from '@/components/admin/emission-editor'
import { PageHead } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { getEmission } from '@/lib/data/emission'
import { emission as words } from '@/messages/admin-emission'
import { AdminPage, PhaseChip } from '../admin-page'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

type Query = Record<string, string | string[] | undefined>

/** `?start=2026-12-01T00:00&end=…&amount=…` is a draft. */
export default async function EmissionPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const of = (name: string) => {
    const value = query[name]
    return typeof value === 'string' ? value.slice(0, 40) : ''
  }
  return (
    <AdminPage title={words.title} href="/admin/emission">
      {async (queue) => {
        const editor = await getEmission()
        return (
          <>
            <PageHead
              title={words.title}
              lead={words.lead}
              aside={
                <>
                  <PhaseChip phase={queue.phase} />
                  <Stamp block={editor.block} />
                </>
              }
            />
            {/* A tranche more or less starts the form over: the draft was of the schedule before. */}
            <EmissionEditor
              key={`${editor.tranches.length}.${editor.scheduled}`}
              editor={editor}
              initial={{ start: of('start'), end: of('end'), amount: of('amount') }}
            />
          </>
        )
      }}
    </AdminPage>
  )
}
