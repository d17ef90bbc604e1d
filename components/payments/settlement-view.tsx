import { AddressText, TxHash } from '@/components/ui/address'
import { Amount, Usd } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import type { PaymentPage } from '@/lib/data/payment'
import { planName } from '@/lib/domain/plan-name'
import { payments } from '@/messages/payments'

const { many: words } = payments

/** A settlement or a batch of renewals: one payment for each of its users, each followed on its own. */
export function SettlementView({ page }: { page: Extract<PaymentPage, { kind: 'many' }> }) {
  const { payments: rows, hash, amount, usd } = page
  return (
    <>
      <PageHead
        title={rows.every(({ kind }) => kind === 'settled') ? payments.settled : words.titleMixed}
        lead={
          <>
            {words.lead(grouped(BigInt(rows.length)))} <TxHash hash={hash} state="confirmed" />
          </>
        }
        aside={<Stamp block={page.block} time={page.time} />}
      />
      <Section title={words.title} note={words.note} className="mt-5">
        <Table label={words.table} rows={34}>
          <thead>
            <tr>
              <Th>{words.payer}</Th>
              <Th wide>{words.what}</Th>
              <Th num>{words.usd}</Th>
              <Th num>{words.cxpt}</Th>
              <Th num>
                <span className="sr-only">{words.follow}</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.logIndex}>
                <RowHead>
                  <AddressText address={row.account} href={`/account?as=${row.account}`} />
                </RowHead>
                <Td wide>{row.kind === 'settled' ? payments.settled : planName(row.plan ?? 0)}</Td>
                <Td num>
                  <Usd micro={row.usd} />
                </Td>
                <Td num>
                  <Amount wei={row.amount} />
                </Td>
                <Td num>
                  <a href={`/payments/${hash}?log=${row.logIndex}`}>{words.follow}</a>
                </Td>
              </tr>
            ))}
            <TotalRow>
              <RowHead>{words.all}</RowHead>
              <Td wide />
              <Td num>
                <Usd micro={usd} />
              </Td>
              <Td num>
                <Amount wei={amount} />
              </Td>
              <Td />
            </TotalRow>
          </tbody>
        </Table>
      </Section>
    </>
  )
}
