import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { LedgerStatus } from '@/lib/data/status'

type Job = LedgerStatus['jobs'][number]

/** Each job with its last run. */
export function Jobs({ jobs }: { jobs: readonly Job[] }) {
  return (
    <Section
      title="Jobs"
      note="last run of each"
      aside={
        <Link href="/status/jobs" prefetch={false}>
          Schedule and history
        </Link>
      }
    >
      {jobs.length === 0 ? (
        <Empty>No job ran yet. They start with the worker.</Empty>
      ) : (
        <Table label="Jobs and their last runs" scroll>
          <thead>
            <tr>
              <Th>Job</Th>
              <Th>Result</Th>
              <Th num wide>
                Started
              </Th>
              <Th num wide>
                Took
              </Th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <tr key={job.job}>
                <RowHead>{job.job.replaceAll('-', ' ')}</RowHead>
                <Td>
                  <Result job={job} />
                </Td>
                <Td num wide>
                  {momentText(job.startedAt)}
                </Td>
                <Td num wide>
                  {job.endedAt
                    ? `${((job.endedAt.getTime() - job.startedAt.getTime()) / 1_000).toFixed(1)} s`
                    : 'running'}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}

function Result({ job: { isOk, error } }: { job: Job }) {
  if (isOk === null) return <Badge tone="info">Running</Badge>
  return isOk ? <Badge tone="success">Done</Badge> : <Badge tone="danger">Failed: {error ?? 'no reason stored'}</Badge>
}
