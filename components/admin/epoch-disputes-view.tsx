import type { ReactNode } from 'react'
import { AddressText } from '@/components/ui/address'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Act } from '@/components/ui/read-only'
import { Section } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import type { EpochDispute, EpochDisputeDesk } from '@/lib/data/epoch-disputes'
import { disputes as words } from '@/messages/disputes'
import { EpochDisputeAnswer } from './epoch-dispute-answer'

/** Providers' disputes of epochs: what waits for an answer, with its evidence, and what was answered. */
export function EpochDisputesView({ desk: { open, answered, time } }: { desk: EpochDisputeDesk }) {
  return (
    <>
      <Section title={words.epochs} note={words.epochsNote} className="mt-9" id="epochs">
        {open.length === 0 ? (
          <Empty>{words.epochsNone}</Empty>
        ) : (
          <Table label={words.epochsTable} rows={34} scroll>
            <Head outcome={words.due}>
              <Th num>{words.act}</Th>
            </Head>
            <tbody>
              {open.map((row) => (
                <Row key={row.id} row={row}>
                  <Td>
                    {dayText(row.dueAt, { year: true })} {row.dueAt < time && <Badge tone="danger">{words.late}</Badge>}
                  </Td>
                  <Td num>
                    <Act>
                      <EpochDisputeAnswer id={row.id} label={row.label} />
                    </Act>
                  </Td>
                </Row>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
      <Section title={words.epochsAnswered} className="mt-9">
        {answered.length === 0 ? (
          <Empty>{words.epochsNoneAnswered}</Empty>
        ) : (
          <Table label={words.epochsTableAnswered} rows={34} scroll>
            <Head outcome={words.outcome}>
              <Th>{words.answer}</Th>
            </Head>
            <tbody>
              {answered.map((row) => (
                <Row key={row.id} row={row}>
                  <Td>
                    <Badge tone={row.state === 'accepted' ? 'success' : 'neutral'}>
                      {words.epochStates[row.state]}
                    </Badge>
                  </Td>
                  <Td>
                    <span className="whitespace-pre-line">{row.reason}</span>
                  </Td>
                </Row>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
    </>
  )
}

function Head({ outcome, children }: { outcome: string; children: ReactNode }) {
  return (
    <thead>
      <tr>
        <Th>{words.provider}</Th>
        <Th>{words.said}</Th>
        <Th>{outcome}</Th>
        {children}
      </tr>
    </thead>
  )
}

function Row({ row: { id, provider, label, say, evidence }, children }: { row: EpochDispute; children: ReactNode }) {
  return (
    <tr>
      <RowHead>
        <AddressText address={provider} href={`/provider?${new URLSearchParams({ as: provider, epoch: label })}`} />
        <span className="block font-normal whitespace-nowrap text-ink-3">{label}</span>
      </RowHead>
      <Td>
        <span className="whitespace-pre-line">{say}</span>
        <span className="block text-caption text-ink-3">
          {words.evidence}:{' '}
          {evidence ? (
            <a href={`/provider/evidence?id=${id}`} title={evidence.hash} download>
              {evidence.name}
            </a>
          ) : (
            words.noEvidence
          )}
        </span>
      </Td>
      {children}
    </tr>
  )
}
