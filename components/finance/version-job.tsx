'use client'

import { Note } from '@/components/ui/note'
import type { JobView } from '@/lib/data/close-jobs'
import { close } from '@/messages/close'
import { JobProgress } from './job-progress'
import { isOpen, useJobs } from './use-jobs'

/** A version that the worker writes now, or why it could not. */
export function VersionJob({ month, jobs }: { month: string; jobs: readonly JobView[] }) {
  const job = useJobs(month, jobs).find(({ kind }) => kind === 'version')
  if (!job || job.state === 'done') return null
  if (isOpen(job)) return <JobProgress job={job} />
  return (
    <Note tone="danger" announce>
      {job.say ?? close.exports.failed}
    </Note>
  )
}
