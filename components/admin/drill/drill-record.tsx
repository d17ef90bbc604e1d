import { AddressText, shortHex } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { momentText } from '@/components/ui/time-text'
import type { DrillView } from '@/lib/data/drills'
import { drill as words } from '@/messages/drill'

/** Every drill in which something was paused. */
export function DrillRecord({ drills }: { drills: readonly DrillView[] }) {
  if (drills.length === 0) return <Empty>{words.none}</Empty>
  return (
    <Table label={words.table}>
      <thead>
        <tr>
          <Th>{words.when}</Th>
          <Th wide>{words.who}</Th>
          <Th num>{words.toBlock}</Th>
          <Th num>{words.toBanner}</Th>
          <Th num wide>
            {words.interactions}
          </Th>
          <Th num wide>
            {words.block}
          </Th>
          <Th wide>{words.transaction}</Th>
        </tr>
      </thead>
      <tbody>
        {drills.map(({ id, begunAt, account, msToBlock, msToBanner, interactions, block, tx }) => (
          <tr key={id}>
            <RowHead>
              <span className="num">{momentText(begunAt).replace(' UTC', '')}</span>
            </RowHead>
            <Td wide>
              <AddressText address={account} />
            </Td>
            <Td num>{words.seconds(msToBlock)}</Td>
            <Td num>{msToBanner === null ? words.notSeen : words.seconds(msToBanner)}</Td>
            <Td num wide>
              {interactions}
            </Td>
            <Td num wide>
              {grouped(BigInt(block))}
            </Td>
            <Td wide>
              <span className="mono" title={tx}>
                {shortHex(tx)}
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
