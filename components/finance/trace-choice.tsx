import Link from 'next/link'
import { shortHex } from '@/components/ui/address'
import { Amount, Usd } from '@/components/ui/amount'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import type { Trace } from '@/lib/data/trace'
import { trace as words } from '@/messages/trace'

type Choice = Extract<Trace, { kind: 'choice' }>

/** A settlement pays for many: which of them? */
export function TraceChoice({ tx, payments }: Omit<Choice, 'kind'>) {
  return (
    <Table label={words.choice} rows={34}>
      <thead>
        <tr>
          <Th>{words.names.payment}</Th>
          <Th num>{words.usd}</Th>
          <Th num>{words.cxpt}</Th>
        </tr>
      </thead>
      <tbody>
        {payments.map(({ log, account, usd, wei }) => (
          <tr key={log}>
            <RowHead>
              <Link prefetch={false} href={`/finance/trace?q=${tx}:${log}`} className="mono font-normal">
                {shortHex(account)}
              </Link>
            </RowHead>
            <Td num>
              <Usd micro={usd} digits={2} />
            </Td>
            <Td num>
              <Amount wei={wei} digits={4} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
