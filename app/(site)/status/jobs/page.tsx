import type { Metadata } from 'next'
import { unstable_rethrow } from 'next/navigation'
import { Runs } from '@/components/status/runs'
import { Schedule } from '@/components/status/schedule'
import { Failure } from '@/components/ui/failure'
import { PageHead } from '@/components/ui/section'
import { getJobSchedule } from '@/lib/data/jobs'
import { sayError } from '@/lib/errors/say'

export const metadata: Metadata = { title: 'Jobs' }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ job?: string | string[] }> }

export default async function JobsPage({ searchParams }: Props) {
  const { job } = await searchParams
  try {
    const { jobs, runs } = await getJobSchedule(typeof job === 'string' ? job : undefined)
    const failed = jobs.flatMap(({ title, last }) => (last && !last.isOk ? [{ ...last, title }] : []))
    return (
      <>
        <PageHead title="Jobs" lead="What runs by itself, when it ran last and when it runs next." />
        <div className="mt-5 flex flex-col gap-8">
          <Schedule jobs={jobs} />
          {runs ? (
            <Runs title={runs.title} note="the last 20 runs" empty="It did not run yet." runs={runs.rows} />
          ) : (
            <Runs title="Last errors" note="jobs whose last run failed" empty="No last run failed." runs={failed} />
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
        <PageHead title="Jobs" />
        <Failure what={say} retryHref="/status/jobs" code={code} />
      </>
    )
  }
}
