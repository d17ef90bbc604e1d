import { AddressText } from '@/components/ui/address'
import { Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { momentText } from '@/components/ui/time-text'
import type { OperationView } from '@/lib/data/operations'
import { shortened } from './activity'
import { StateBadge } from './operation-parts'

/** Operations that were executed or cancelled. */
export function EndedOperations({ operations }: { operations: readonly OperationView[] }) {
  if (operations.length === 0) return <Empty>No operation has ended yet.</Empty>
  return (
    <Table label="Ended operations" rows={34}>
      <thead>
        <tr>
          <Th>Operation</Th>
          <Th>State</Th>
          <Th wide>By</Th>
          <Th num wide>
            When
          </Th>
        </tr>
      </thead>
      <tbody>
        {operations.map((one) => (
          <tr key={`${one.id}.${one.nonce}`}>
            <th scope="row">
              <a href={`/operations/${one.id}`}>{one.title}</a>
              {one.to && (
                <span className="activity-what block text-caption font-normal text-ink-3">{shortened(one.to)}</span>
              )}
            </th>
            <Td>
              <StateBadge state={one.state} />
            </Td>
            <Td wide>
              <AddressText address={one.caller} />
            </Td>
            <Td num wide>
              {one.ended && momentText(one.ended.at, { year: false })}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
