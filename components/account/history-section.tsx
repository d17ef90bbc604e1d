import type { Address } from 'viem'
import { TxHash } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { ButtonLink } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { LedgerAccount } from '@/lib/data/account'
import { historyLine } from '@/lib/domain/history'
import { accountView } from '@/messages/account-view'
import { renewalReason } from './renewal-reason'

const { history: words } = accountView

type Row = LedgerAccount['history'][number]

/** What was paid can be followed; a settlement is one transaction for many, so the event names which. */
function paymentHref({ name, txHash, logIndex }: Row): string | undefined {
  return name === 'Charged' || name === 'Settled' ? `/payments/${txHash}?log=${logIndex}` : undefined
}

type Props = {
  address: Address
  rows: readonly Row[]
  olderHref: string | null
  newestHref: string | null
  csvHref: string
}

export function HistorySection({ address, rows, olderHref, newestHref, csvHref }: Props) {
  return (
    <Section
      title={words.title}
      note={words.note}
      id="history"
      aside={
        <a href={csvHref} download>
          {words.csv}
        </a>
      }
    >
      <Table label={words.table} rows={34}>
        <thead>
          <tr>
            <Th>{words.when}</Th>
            <Th>{words.what}</Th>
            <Th num>{words.amount}</Th>
            <Th num wide>
              {words.transaction}
            </Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { say, wei } = historyLine(row.name, row.args, address, renewalReason)
            return (
              <tr key={`${row.blockNumber} ${row.logIndex}`}>
                <RowHead>
                  <span className="num whitespace-nowrap">
                    {momentText(row.blockTime, { year: false }).replace(' UTC', '')}
                  </span>
                </RowHead>
                <Td>{say}</Td>
                <Td num>{wei !== null && <Amount wei={wei} sign />}</Td>
                <Td num wide>
                  <TxHash hash={row.txHash} href={paymentHref(row)} />
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
      <nav aria-label={words.pages} className="mt-3 flex items-center gap-2">
        {newestHref && (
          <ButtonLink size="table" href={newestHref}>
            {words.newest}
          </ButtonLink>
        )}
        {olderHref && (
          <ButtonLink size="table" href={olderHref}>
            {words.older}
          </ButtonLink>
        )}
      </nav>
    </Section>
  )
}
