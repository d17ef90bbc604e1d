import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { PauseRow } from '@/lib/data/status'
import { pauses as words } from '@/messages/pauses'

/** What can be paused, whether it is, and what goes on all the same. */
export function Pauses({ rows }: { rows: readonly PauseRow[] }) {
  return (
    <Section title={words.title} note={words.note} id="pauses">
      <Table label={words.table}>
        <thead>
          <tr>
            <Th>{words.what}</Th>
            <Th>{words.state}</Th>
            <Th wide>{words.stops}</Th>
            <Th wide>{words.goesOn}</Th>
            <Th wide num>
              {words.last}
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, isPaused, until }) => (
            <tr key={what}>
              <RowHead>{words.names[what]}</RowHead>
              <Td>
                {isPaused ? <Badge tone="danger">{words.paused}</Badge> : <Badge tone="success">{words.running}</Badge>}
              </Td>
              <Td wide>{words.effects[what].stops}</Td>
              <Td wide>{words.effects[what].goesOn}</Td>
              <Td wide num>
                {until ? momentText(until) : <span className="text-ink-3">{words.never}</span>}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}
