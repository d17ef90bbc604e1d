import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { durationText, momentText } from '@/components/ui/time-text'
import type { ScheduledJob } from '@/lib/data/jobs'
import { jobs as words } from '@/messages/jobs'
import { tookText } from './took-text'

/** What runs when: one row per job. */
export function Schedule({ jobs }: { jobs: readonly ScheduledJob[] }) {
  return (
    <Section title={words.schedule.title} note={words.schedule.note}>
      <Table label={words.schedule.table} scroll>
        <thead>
          <tr>
            <Th>{words.job}</Th>
            <Th>{words.result}</Th>
            <Th wide>{words.schedule.when}</Th>
            <Th num wide>
              {words.schedule.lastRun}
            </Th>
            <Th num wide>
              {words.took}
            </Th>
            <Th num>{words.schedule.nextIn}</Th>
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
                {job.last ? momentText(job.last.startedAt) : <span className="text-ink-3">{words.schedule.never}</span>}
              </Td>
              <Td num wide>
                {job.last ? tookText(job.last.ms) : ''}
              </Td>
              <Td num>
                {job.inSeconds === null ? (
                  <span className="text-ink-3">{words.schedule.noLedger}</span>
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
  if (state === 'never') return <Badge>{words.schedule.notYet}</Badge>
  if (state === 'running') return <Badge tone="info">{words.running}</Badge>
  return state === 'done' ? <Badge tone="success">{words.done}</Badge> : <Badge tone="danger">{words.failed}</Badge>
}
