import { Badge, type BadgeTone } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { dayText, momentText } from '@/components/ui/time-text'
import type { OwnUsage } from '@/lib/data/own-usage'
import { usage as words } from '@/messages/usage'
import { receiptHref } from './receipt-href'

const { dispute: say } = words
const TONES: Record<keyof typeof say.states, BadgeTone> = { open: 'info', accepted: 'success', rejected: 'neutral' }

/** What the owner disputed, with the state and the answer of each. */
export function DisputesSection({ disputes }: { disputes: OwnUsage['disputes'] }) {
  return (
    <Section title={say.list} note={say.listNote} id="disputes">
      {disputes.length === 0 ? (
        <Empty>{say.none}</Empty>
      ) : (
        <Table label={say.table} rows={34}>
          <thead>
            <tr>
              <Th>{say.opened}</Th>
              <Th wide>{say.receipt}</Th>
              <Th wide>{say.said}</Th>
              <Th>{say.state}</Th>
              <Th>{say.answer}</Th>
            </tr>
          </thead>
          <tbody>
            {disputes.map((row) => {
              const state = row.decision ?? 'open'
              return (
                <tr key={row.id}>
                  <RowHead>{momentText(row.openedAt)}</RowHead>
                  <Td wide>
                    <a href={receiptHref(row)} className="mono">
                      {row.requestId}
                    </a>
                  </Td>
                  <Td wide>{row.say}</Td>
                  <Td>
                    <Badge tone={TONES[state]}>{say.states[state]}</Badge>
                  </Td>
                  <Td>{row.decision ? answerOf(row) : say.due(dayText(row.dueAt, { year: true }))}</Td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      )}
    </Section>
  )
}

function answerOf({ reason, creditNote }: OwnUsage['disputes'][number]): string {
  return [reason, creditNote && say.credited(creditNote)].filter(Boolean).join(' · ')
}
