import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { draftFrom } from '@/components/admin/settings/draft'
import { SettingEditor } from '@/components/admin/settings/setting-editor'
import { PageHead } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import { getSetting, type SettingView } from '@/lib/data/settings'
import { isSettingId } from '@/lib/domain/setting'
import { settingNames } from '@/messages/setting-names'
import { settings } from '@/messages/settings'
import { AdminPage, PhaseChip } from '../../admin-page'

export const dynamic = 'force-dynamic'

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params
  return { title: isSettingId(id) ? settingNames[id].title : settings.unknown }
}

/** `?draft=` the rows as typed, so that a change can be passed on before it is proposed. */
export default async function ParameterPage({ params, searchParams }: Props) {
  const { id } = await params
  if (!isSettingId(id)) notFound()
  const { draft } = await searchParams
  const { title, lead } = settingNames[id]
  return (
    <AdminPage title={title} href={`/admin/parameters/${id}`}>
      {async (queue) => {
        const view = await getSetting(id)
        return (
          <>
            <PageHead
              title={title}
              lead={`${lead} ${lastText(view)}`.trim()}
              aside={<PhaseChip phase={queue.phase} />}
            />
            {/* What was set meanwhile starts the editor over: the draft was of the value before. */}
            <SettingEditor key={JSON.stringify(view.rows)} view={view} initial={draftFrom(id, draft)} />
          </>
        )
      }}
    </AdminPage>
  )
}

function lastText({ last, rows }: SettingView): string {
  if (rows.length === 0) return ''
  return last ? settings.inForce(last.version, dayText(last.at, { year: true })) : settings.never
}
