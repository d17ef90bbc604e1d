import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { JobRun } from '@/lib/data/jobs'
import { jobs as words } from '@/messages/jobs'
import { tookText } from './took-text'

type Props = { title: string; note: string; empty: string; runs: readonly (JobRun & { title?: string })[] }

/** Runs with what they said, newest first. */
export function Runs({ title, note, empty, runs }: Props) {
  return (
    <Section title={title} note={note}>
      {runs.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <Table label={title} scroll>
          <thead>
            <tr>
              <Th>{words.started}</Th>
              <Th>{words.result}</Th>
              <Th>{words.runs.said}</Th>
              <Th num wide>
                {words.took}
              </Th>
              <Th wide>{words.runs.period}</Th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={`${run.title} ${run.startedAt.getTime()} ${run.key}`}>
                <RowHead>{momentText(run.startedAt, { seconds: true })}</RowHead>
                <Td>
                  {run.isOk ? <Badge tone="success">{words.done}</Badge> : <Badge tone="danger">{words.failed}</Badge>}
                </Td>
                <Td>{run.title ? words.runs.saidBy(run.title, run.say) : run.say}</Td>
                <Td num wide>
                  {tookText(run.ms)}
                </Td>
                <Td wide>{run.key}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}
