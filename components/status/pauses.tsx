import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { PauseRow } from '@/lib/data/status'

const EFFECTS: Record<PauseRow['what'], { name: string; stops: string; goesOn: string }> = {
  deposit: { name: 'Loading credits', stops: 'loading', goesOn: 'spending, withdrawing, distribution' },
  spend: {
    name: 'Spending',
    stops: 'settlement, new plans, renewals, upgrades',
    goesOn: 'loading, asking for and making withdrawals, distribution',
  },
  distribute: {
    name: 'Distribution',
    stops: 'distribution, a new split while revenue waits',
    goesOn: 'everything users do',
  },
  provider: { name: 'Provider claims', stops: 'claims, accepting a root', goesOn: 'veto, revoke, funding' },
  referral: { name: 'Referral claims', stops: 'claims, accepting a root', goesOn: 'veto, revoke, funding' },
  loyalty: { name: 'Loyalty claims', stops: 'claims, accepting a root', goesOn: 'veto, revoke, funding' },
}

/** What can be paused, whether it is, and what goes on all the same. */
export function Pauses({ rows }: { rows: readonly PauseRow[] }) {
  return (
    <Section title="Pauses" note="seven days at most, then they end by themselves" id="pauses">
      <Table label="What can be paused, and whether it is">
        <thead>
          <tr>
            <Th>What</Th>
            <Th>State</Th>
            <Th wide>A pause stops</Th>
            <Th wide>It never stops</Th>
            <Th wide num>
              Last pause until
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, isPaused, until }) => (
            <tr key={what}>
              <RowHead>{EFFECTS[what].name}</RowHead>
              <Td>{isPaused ? <Badge tone="danger">Paused</Badge> : <Badge tone="success">Running</Badge>}</Td>
              <Td wide>{EFFECTS[what].stops}</Td>
              <Td wide>{EFFECTS[what].goesOn}</Td>
              <Td wide num>
                {until ? momentText(until) : <span className="text-ink-3">never</span>}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}
