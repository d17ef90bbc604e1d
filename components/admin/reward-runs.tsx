import { shortHex } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { AdminRun } from '@/lib/data/admin-rewards'
import { adminRewards as words } from '@/messages/admin-rewards'

const TONES = { closed: 'neutral', proposed: 'info', accepted: 'success', vetoed: 'danger' } as const

/** Runs that were closed: what each added, and whether both computations came to the same root. */
export function RewardRuns({ runs }: { runs: readonly AdminRun[] }) {
  return (
    <Section title={words.runs} note={words.runsNote(runs.length)} className="mt-9">
      {runs.length === 0 ? (
        <Empty>{words.empty}</Empty>
      ) : (
        <Table label={words.runs} scroll>
          <thead>
            <tr>
              <Th>{words.run}</Th>
              <Th>{words.category}</Th>
              <Th>{words.state}</Th>
              <Th>{words.recomputed}</Th>
              <Th num>{words.accounts}</Th>
              <Th num>{words.added}</Th>
              <Th num>{words.sum}</Th>
              <Th>{words.closed}</Th>
              <Th>{words.inputs}</Th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => (
              <tr key={`${run.category} ${run.label}`}>
                <RowHead>{run.label}</RowHead>
                <Td>{words.categories[run.category]}</Td>
                <Td>
                  <Badge tone={TONES[run.state]}>{words.states[run.state]}</Badge>
                  {run.error && <span className="block text-caption text-danger">{run.error}</span>}
                </Td>
                <Td>
                  {run.agrees ? words.agrees : <span className="text-danger">{words.disagrees}</span>}{' '}
                  <span className="mono whitespace-nowrap text-caption text-ink-3" title={run.root}>
                    {shortHex(run.root)}
                  </span>
                </Td>
                <Td num>{grouped(BigInt(run.accounts))}</Td>
                <Td num>
                  <Amount wei={run.added} />
                </Td>
                <Td num>
                  <Amount wei={run.total} />
                </Td>
                <Td>
                  <span className="num whitespace-nowrap">{momentText(run.closedAt).replace(' UTC', '')}</span>
                </Td>
                <Td>
                  <a href={run.inputsHref} title={run.inputsHash} aria-label={words.file(run.label)}>
                    {words.inputs}
                  </a>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}
