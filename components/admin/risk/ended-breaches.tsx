import { AddressText } from '@/components/ui/address'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { momentText } from '@/components/ui/time-text'
import type { BreachView } from '@/lib/data/risk'
import { indicators, inUnit, risk as words } from '@/messages/risk'

const moment = (at: Date) => momentText(at).replace(' UTC', '')

/** Breaches from their first to their last block, with their worst value and who knew. */
export function EndedBreaches({ breaches }: { breaches: readonly BreachView[] }) {
  if (breaches.length === 0) return <Empty>{words.noneEnded}</Empty>
  return (
    <Table label={words.endedTable} scroll>
      <thead>
        <tr>
          <Th>{words.indicator}</Th>
          <Th>{words.began}</Th>
          <Th>{words.endedAt}</Th>
          <Th num>{words.worstHead}</Th>
          <Th num>{words.threshold}</Th>
          <Th>{words.acknowledged}</Th>
        </tr>
      </thead>
      <tbody>
        {breaches.map((one) => (
          <tr key={one.id}>
            <RowHead>{indicators[one.indicator].name}</RowHead>
            <Td>
              <span className="num whitespace-nowrap">{moment(one.beganAt)}</span>
            </Td>
            <Td>
              <span className="num whitespace-nowrap">{one.endedAt && moment(one.endedAt)}</span>
            </Td>
            <Td num>{inUnit(one.indicator, one.worst)}</Td>
            <Td num>{words.limit(one.indicator, one.threshold)}</Td>
            <Td>
              {one.acknowledged ? (
                <>
                  <AddressText address={one.acknowledged.by} /> {one.acknowledged.note}
                </>
              ) : (
                <span className="text-ink-3">n/a</span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
