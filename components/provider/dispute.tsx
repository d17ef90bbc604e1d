import type { Address } from 'viem'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import type { EpochDispute } from '@/lib/data/epoch-disputes'
import { provider as words } from '@/messages/provider'
import { DisputeForm } from './dispute-form'

const TONES: Record<EpochDispute['state'], BadgeTone> = { open: 'info', accepted: 'success', rejected: 'neutral' }

type Props = {
  /** What can be disputed now; null when the epoch shown is not over, or too old. */
  about: { provider: Address; epoch: string } | null
  disputes: readonly EpochDispute[]
}

/** The owner's disputes of epochs, and the form for another. */
export function Dispute({ about, disputes }: Props) {
  return (
    <Section title={words.dispute} note={words.disputeNote} id="dispute">
      <div className="grid gap-6 lg:grid-cols-2 lg:gap-10">
        {about ? (
          <DisputeForm key={`${about.provider} ${about.epoch}`} {...about} />
        ) : (
          <p className="text-ink-2">{words.disputeWhen}</p>
        )}
        {disputes.length > 0 && (
          <div className="min-w-0">
            <h3 className="mb-2">{words.disputes}</h3>
            <Table label={words.disputes} rows={34}>
              <thead>
                <tr>
                  <Th>{words.epoch}</Th>
                  <Th>{words.decision}</Th>
                  <Th wide>{words.disputeDue}</Th>
                  <Th>{words.evidence}</Th>
                </tr>
              </thead>
              <tbody>
                {disputes.map((one) => (
                  <tr key={one.id}>
                    <RowHead>{words.epochName(one.label)}</RowHead>
                    <Td>
                      <Badge tone={TONES[one.state]}>{words.disputeState[one.state]}</Badge>{' '}
                      {one.decidedAt && words.answeredOn(dayText(one.decidedAt))}{' '}
                      <span className="whitespace-pre-line">{one.reason}</span>
                    </Td>
                    <Td wide>{dayText(one.dueAt, { year: true })}</Td>
                    <Td>
                      {one.evidence ? (
                        <a href={`/provider/evidence?id=${one.id}`} title={one.evidence.hash} download>
                          {one.evidence.name}
                        </a>
                      ) : (
                        words.noEvidence
                      )}
                    </Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
        )}
      </div>
    </Section>
  )
}
