import { grouped } from '@/components/ui/amount-text'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import type { OwnAllowance } from '@/lib/data/own-allowance'
import type { AllowanceRow } from '@/lib/domain/allowance-ledger'
import { account as words } from '@/messages/account'

const { ledger: say } = words
const TONES: Record<AllowanceRow['state'], BadgeTone> = {
  running: 'success',
  grace: 'warning',
  renewed: 'neutral',
  lapsed: 'danger',
}

/** Every paid period: what was granted, used, carried and lost. */
export function RolloverLedger({ rows }: { rows: OwnAllowance['rows'] }) {
  return (
    <Section title={say.title} note={say.note} id="rollover">
      <Table label={say.table} scroll>
        <thead>
          <tr>
            <Th>{say.period}</Th>
            {[say.rolled, say.granted, say.used, say.unused, say.carried, say.expired].map((name) => (
              <Th key={name} num>
                {name}
              </Th>
            ))}
            <Th>{say.state}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.index}>
              <RowHead>
                #{row.index}{' '}
                <span className="whitespace-nowrap text-ink-3">
                  {dayText(row.startsAt)} – {dayText(row.endsAt)}
                </span>
              </RowHead>
              <Td num>{grouped(row.rolled)}</Td>
              <Td num>{grouped(row.allowance)}</Td>
              <Td num>{grouped(row.used)}</Td>
              <Td num>{grouped(row.unused)}</Td>
              <Td num>{row.carried === null ? <Open /> : grouped(row.carried)}</Td>
              <Td num>{row.expired === null ? <Open /> : grouped(row.expired)}</Td>
              <Td>
                <Badge tone={TONES[row.state]}>{say.states[row.state]}</Badge>
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

const Open = () => <span className="text-ink-3">{say.open}</span>
