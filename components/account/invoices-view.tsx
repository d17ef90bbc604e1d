import { AddressText } from '@/components/ui/address'
import { Amount, Price, Usd } from '@/components/ui/amount'
import { Column, Columns } from '@/components/ui/columns'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Note } from '@/components/ui/note'
import { PageHead, Section } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import type { OwnInvoices } from '@/lib/data/own-invoices'
import { numberText } from '@/lib/domain/invoice'
import { invoices as words } from '@/messages/invoices'
import { InvoiceDetails } from './invoice-details'
import { WriteInvoices } from './write-invoices'

const { list: say } = words
type Invoice = OwnInvoices['list'][number]

/** Details, what has no document yet, and the documents. */
export function InvoicesView({ own }: { own: OwnInvoices }) {
  const { address, details, hasSeller, waiting, list } = own
  return (
    <>
      <PageHead
        title={words.title}
        lead={
          <>
            <AddressText address={address} href={`/account?as=${address}`} /> · {words.lead}
          </>
        }
      />
      {!hasSeller && (
        <Note tone="warning" className="mt-4">
          {words.noSeller}
        </Note>
      )}
      <Columns className="mt-5">
        <Column span={7}>
          <Section title={words.details.title} note={words.details.note}>
            <InvoiceDetails details={details} />
          </Section>
        </Column>
        <Column span={5} ruled>
          <Section title={words.issue.title}>
            {waiting === 0 ? (
              <p className="text-table text-ink-2">{words.issue.none}</p>
            ) : (
              <>
                <p className="mb-3 text-table text-ink-2">{words.issue.some(String(waiting))}</p>
                {hasSeller && <WriteInvoices count={waiting} hasDetails={Boolean(details?.name)} />}
              </>
            )}
          </Section>
        </Column>
        <Column span={12}>
          <Section
            title={say.title}
            note={say.note}
            aside={
              <a href="/account/invoices/list.csv" download>
                {say.csv}
              </a>
            }
          >
            {list.length === 0 ? <Empty>{say.none}</Empty> : <List list={list} />}
          </Section>
        </Column>
      </Columns>
    </>
  )
}

function List({ list }: { list: readonly Invoice[] }) {
  return (
    <Table label={say.table} rows={34}>
      <thead>
        <tr>
          <Th>{say.number}</Th>
          <Th wide>{say.date}</Th>
          <Th wide>{say.supplied}</Th>
          <Th wide>{say.line}</Th>
          <Th num>{say.usd}</Th>
          <Th num>{say.cxpt}</Th>
          <Th num wide>
            {say.rate}
          </Th>
        </tr>
      </thead>
      <tbody>
        {list.map((row) => (
          <Row key={numberText(row.series, row.number)} row={row} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ row }: { row: Invoice }) {
  const number = numberText(row.series, row.number)
  const isNote = row.kind === 'credit_note'
  return (
    <tr>
      <RowHead>
        <a href={`/account/invoices/${number}.pdf`} download aria-label={say.pdf(number)} className="num">
          {number}
        </a>
        {isNote && <span className="block text-caption text-ink-3">{say.creditNote}</span>}
      </RowHead>
      <Td wide>{dayText(row.issuedAt, { year: true })}</Td>
      <Td wide>{dayText(row.suppliedAt, { year: true })}</Td>
      <Td wide>{row.line}</Td>
      <Td num>
        <Usd micro={isNote ? -row.grossUsd : row.grossUsd} />
      </Td>
      <Td num>{row.amount > 0n && <Amount wei={row.amount} rounding="up" />}</Td>
      <Td num wide>
        {row.price !== null && <Price wad={row.price} />}
      </Td>
    </tr>
  )
}
