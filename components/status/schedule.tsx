import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { durationText, momentText } from '@/components/ui/time-text'
import type { ScheduledJob } from '@/lib/data/jobs'
import { tookText } from './took-text'

/** What runs when: one row per job. */
export function Schedule({ jobs }: { jobs: readonly ScheduledJob[] }) {
  return (
    <Section title="Schedule" note="by block time; each period of a job runs once, on one worker">
      <Table label="Jobs, their last and their next run" scroll>
        <thead>
          <tr>
            <Th>Job</Th>
            <Th>Result</Th>
            <Th wide>When</Th>
            <Th num wide>
              Last run
            </Th>
            <Th num wide>
              Took
            </Th>
            <Th num>Next in</Th>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <RowHead>
                <Link href={`/status/jobs?job=${job.id}`} prefetch={false} scroll={false}>
                  {job.title}
                </Link>
              </RowHead>
              <Td>
                <State job={job} />
              </Td>
              <Td wide>{job.every}</Td>
              <Td num wide>
                {job.last ? momentText(job.last.startedAt) : <span className="text-ink-3">never</span>}
              </Td>
              <Td num wide>
                {job.last ? tookText(job.last.ms) : ''}
              </Td>
              <Td num>
                {job.inSeconds === null ? (
                  <span className="text-ink-3">n/a, no ledger yet</span>
                ) : (
                  durationText(job.inSeconds, { compact: true })
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

function State({ job: { state } }: { job: ScheduledJob }) {
  if (state === 'never') return <Badge>Not yet</Badge>
  if (state === 'running') return <Badge tone="info">Running</Badge>
  return state === 'done' ? <Badge tone="success">Done</Badge> : <Badge tone="danger">Failed</Badge>
}
