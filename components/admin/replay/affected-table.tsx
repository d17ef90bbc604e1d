import { AddressText } from '@/components/ui/address'
import { Amount, Usd } from '@/components/ui/amount'
import { figureParts } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Figure } from '@/components/ui/figure'
import type { ReplayUnit } from '@/lib/data/replay'
import type { Affected } from '@/lib/domain/replay'
import { replay as words } from '@/messages/replay'

type ValueProps = { unit: ReplayUnit; value: bigint; sign?: boolean }

/** wei, micro-USD or nano-USD as people read them; the unit is in the table's header. */
export function ReplayValue({ unit, value, sign }: ValueProps) {
  if (unit === 'cxpt') return <Amount wei={value} digits={2} sign={sign} />
  if (unit === 'micro') return <Usd micro={value} digits={2} sign={sign} />
  return <Figure parts={figureParts(value, { decimals: 9, digits: 4, least: 2, symbol: '$', sign })} />
}

type Props = { label: string; side: string; unit: ReplayUnit; accounts: readonly Affected[] }

/** Accounts with what they had, what they would have had, and the difference. */
export function AffectedTable({ label, side, unit, accounts }: Props) {
  return (
    <Table label={label} rows={30}>
      <thead>
        <tr>
          <Th>{side}</Th>
          <Th num wide>
            {words.real(words.units[unit])}
          </Th>
          <Th num>{words.next(words.units[unit])}</Th>
          <Th num>{words.delta}</Th>
        </tr>
      </thead>
      <tbody>
        {accounts.map(({ account, real, next }) => (
          <tr key={account}>
            <RowHead>
              <AddressText address={account} />
            </RowHead>
            <Td num wide>
              <ReplayValue unit={unit} value={real} />
            </Td>
            <Td num>
              <ReplayValue unit={unit} value={next} />
            </Td>
            <Td num>
              <ReplayValue unit={unit} value={next - real} sign />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
