import type { Metadata } from 'next'
import { draftFrom } from '@/components/admin/draft'
import { SplitEditor } from '@/components/admin/split-editor'
import { PageHead } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import { getSplitEditor } from '@/lib/data/split'
import { split as words } from '@/messages/admin-split'
import { AdminPage, PhaseChip } from '../admin-page'

export const metadata: Metadata = { title: words.tab }
export const dynamic = 'force-dynamic'

type Query = Record<string, string | string[] | undefined>

/** `?burn=600&operations=1400` is a draft; a share that is not there is as it is now. */
export default async function SplitPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  return (
    <AdminPage title={words.title} href="/admin/split">
      {async (queue) => {
        const editor = await getSplitEditor()
        return (
          <>
            <PageHead
              title={words.title}
              lead={words.lead(editor.version, dayText(editor.since, { year: true }))}
              aside={<PhaseChip phase={queue.phase} />}
            />
            {/* A version that changes under the draft starts the editor over: the draft was of the one before. */}
            <SplitEditor key={editor.version} editor={editor} initial={draftFrom(query, editor.split)} />
          </>
        )
      }}
    </AdminPage>
  )
}
