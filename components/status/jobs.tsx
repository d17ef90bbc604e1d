import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { LedgerStatus } from '@/lib/data/status'
import { jobs as words } from '@/messages/jobs'

type Job = LedgerStatus['jobs'][number]

/** Each job with its last run. */
export function Jobs({ jobs }: { jobs: readonly Job[] }) {
  return (
    <Section
      title={words.title}
      note={words.last.note}
      aside={
        <Link href="/status/jobs" prefetch={false}>
          {words.last.link}
        </Link>
      }
    >
      {jobs.length === 0 ? (
        <Empty>{words.last.none}</Empty>
      ) : (
        <Table label={words.last.table} scroll>
          <thead>
            <tr>
              <Th>{words.job}</Th>
              <Th>{words.result}</Th>
              <Th num wide>
                {words.started}
              </Th>
              <Th num wide>
                {words.took}
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
                    : words.last.running}
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
  if (isOk === null) return <Badge tone="info">{words.running}</Badge>
  return isOk ? <Badge tone="success">{words.done}</Badge> : <Badge tone="danger">{words.failedSay(error)}</Badge>
}
