import { AddressText } from '@/components/ui/address'
import { Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { momentText } from '@/components/ui/time-text'
import type { OperationView } from '@/lib/data/operations'
import { queue as words } from '@/messages/admin-queue'
import { shortened } from './activity'
import { StateBadge } from './operation-parts'

/** Operations that were executed or cancelled. */
export function EndedOperations({ operations }: { operations: readonly OperationView[] }) {
  if (operations.length === 0) return <Empty>{words.noneEnded}</Empty>
  return (
    <Table label={words.endedTable} rows={34}>
      <thead>
        <tr>
          <Th>{words.operation}</Th>
          <Th>{words.state}</Th>
          <Th wide>{words.by}</Th>
          <Th num wide>
            {words.when}
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
