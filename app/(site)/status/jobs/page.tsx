import type { Metadata } from 'next'
import { unstable_rethrow } from 'next/navigation'
import { Runs } from '@/components/status/runs'
import { Schedule } from '@/components/status/schedule'
import { Failure } from '@/components/ui/failure'
import { PageHead } from '@/components/ui/section'
import { getJobSchedule } from '@/lib/data/jobs'
import { sayError } from '@/lib/errors/say'
import { jobs as words } from '@/messages/jobs'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ job?: string | string[] }> }

export default async function JobsPage({ searchParams }: Props) {
  const { job } = await searchParams
  try {
    const { jobs, runs } = await getJobSchedule(typeof job === 'string' ? job : undefined)
    const failed = jobs.flatMap(({ title, last }) => (last && !last.isOk ? [{ ...last, title }] : []))
    return (
      <>
        <PageHead title={words.title} lead={words.lead} />
        <div className="mt-5 flex flex-col gap-8">
          <Schedule jobs={jobs} />
          {runs ? (
            <Runs title={runs.title} note={words.runs.note} empty={words.runs.none} runs={runs.rows} />
          ) : (
            <Runs title={words.runs.errors} note={words.runs.errorsNote} empty={words.runs.noErrors} runs={failed} />
          )}
        </div>
      </>
    )
  } catch (error) {
    unstable_rethrow(error)
    const { code, say } = sayError(error)
    if (code === 'UNEXPECTED') throw error
    return (
      <>
        <PageHead title={words.title} />
        <Failure what={say} retryHref="/status/jobs" code={code} />
      </>
    )
  }
}
