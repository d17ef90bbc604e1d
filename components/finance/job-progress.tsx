import type { JobView } from '@/lib/data/close-jobs'
import { close } from '@/messages/close'

const words = close.exports

/** What a job is doing, and how far it has come. */
export function JobProgress({ job }: { job: JobView }) {
  const percent = Math.floor(job.done / 10)
  const step = words.steps[job.step] ?? job.step
  return (
    <span className="block" aria-live="polite">
      <progress className="job-progress" max={1_000} value={job.done} aria-label={words.kinds[job.kind]} />
      <span className="num block text-caption text-ink-3">{words.progress(step, percent)}</span>
    </span>
  )
}
