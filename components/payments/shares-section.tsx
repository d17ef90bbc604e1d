import { Amount } from '@/components/ui/amount'
import { cxptText, percentText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { SplitBar, type SplitPart } from '@/components/ui/split-bar'
import { Swatch } from '@/components/ui/swatch'
import type { FollowedPayment } from '@/lib/data/payment'
import { SPLIT_LEGS } from '@/lib/domain/split'
import { payments } from '@/messages/payments'

const { shares: words, legs, legNotes } = payments

/** Four shares and what waits: together the payment, to the wei. */
export function SharesSection({ followed }: { followed: FollowedPayment }) {
  const { payment, undistributed } = followed
  const parts: SplitPart[] = SPLIT_LEGS.map((leg) => ({ label: legs[leg], value: followed[leg], tone: leg }))
  if (undistributed > 0n) parts.push({ label: words.waiting, value: undistributed, tone: 'vault', hatched: true })
  const said = parts.map(({ label, value }) => `${label} ${cxptText(value)}`).join(', ')
  return (
    <Section title={words.title} note={words.note}>
      <SplitBar label={words.bar(said)} parts={parts} height={20} />
      <Table label={words.table} rows={34} className="mt-1.5">
        <thead>
          <tr>
            <Th>{words.share}</Th>
            <Th num>{words.cxpt}</Th>
            <Th num wide>
              {words.ofIt}
            </Th>
          </tr>
        </thead>
        <tbody>
          {SPLIT_LEGS.map((leg) => (
            <Row key={leg} part={{ label: legs[leg], value: followed[leg], tone: leg }} of={payment.amount}>
              {legNotes[leg]}
            </Row>
          ))}
          {undistributed > 0n && (
            <Row
              part={{ label: words.waiting, value: undistributed, tone: 'vault', hatched: true }}
              of={payment.amount}
            />
          )}
          <TotalRow>
            <RowHead>{words.all}</RowHead>
            <Td num>
              <Amount wei={payment.amount} digits={18} />
            </Td>
            <Td num wide>
              100%
            </Td>
          </TotalRow>
        </tbody>
      </Table>
      {followed.parts.length === 0 && <Note className="mt-3">{words.none}</Note>}
    </Section>
  )
}

function Row({ part, of, children }: { part: SplitPart; of: bigint; children?: string }) {
  return (
    <tr>
      <RowHead>
        <Swatch tone={part.tone} hatched={part.hatched ?? false} />
        {part.label}
        {children && <span className="hidden text-caption text-ink-3 md:inline"> {children}</span>}
      </RowHead>
      <Td num>
        <Amount wei={part.value} digits={18} />
      </Td>
      <Td num wide>
        {percentText(part.value, of, 4)}
      </Td>
    </tr>
  )
}
