import type { Address } from 'viem'
import { TxHash } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { ButtonLink } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { LedgerAccount } from '@/lib/data/account'
import { historyLine } from '@/lib/domain/history'
import { renewalReason } from './renewal-reason'

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
      title="History"
      note="newest first, CXPT"
      id="history"
      aside={
        <a href={csvHref} download>
          All, CSV
        </a>
      }
    >
      <Table label="What happened to this account" rows={34}>
        <thead>
          <tr>
            <Th>UTC</Th>
            <Th>What</Th>
            <Th num>CXPT</Th>
            <Th num wide>
              Transaction
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
      <nav aria-label="Pages of the history" className="mt-3 flex items-center gap-2">
        {newestHref && (
          <ButtonLink size="table" href={newestHref}>
            Newest
          </ButtonLink>
        )}
        {olderHref && (
          <ButtonLink size="table" href={olderHref}>
            Older
          </ButtonLink>
        )}
      </nav>
    </Section>
  )
}
