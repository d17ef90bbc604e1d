import { grouped } from '@/components/ui/amount-text'
import { Button, ButtonLink } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Field } from '@/components/ui/field'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { OwnUsage } from '@/lib/data/own-usage'
import { serviceName } from '@/lib/domain/service-name'
import { usage as words } from '@/messages/usage'
import { nanoText } from './nano'
import { receiptHref } from './receipt-href'
import { type UsageUrl, usageHref } from './usage-query'

const { receipts: say } = words
type Row = OwnUsage['receipts'][number]

/** Receipts that fit the filter of the URL, a page at a time; the file has all of them. */
export function ReceiptsSection({ usage, url }: { usage: OwnUsage; url: UsageUrl }) {
  const { receipts, next, settledSeq } = usage
  const filter = filterOf(url)
  return (
    <Section
      title={say.title}
      note={filter ? say.filter(filter) : say.note}
      id="receipts"
      aside={
        <>
          {filter && <a href={`${usageHref({ days: url.days })}#receipts`}>{say.clear}</a>}
          <a href={usageHref({ ...url, before: undefined }, '/account/usage/receipts.csv')} download>
            {say.csv}
          </a>
        </>
      }
    >
      <DayForm url={url} today={usage.time} />
      {receipts.length === 0 ? (
        <Empty>{say.empty}</Empty>
      ) : (
        <Table label={say.table}>
          <thead>
            <tr>
              <Th>{say.when}</Th>
              <Th>{say.service}</Th>
              <Th num wide>
                {say.units}
              </Th>
              <Th num wide>
                {say.covered}
              </Th>
              <Th num>{say.charged}</Th>
              <Th wide>{say.state}</Th>
            </tr>
          </thead>
          <tbody>
            {receipts.map((row) => (
              <Receipt key={`${row.gateway} ${row.requestId}`} row={row} settledSeq={settledSeq} />
            ))}
          </tbody>
        </Table>
      )}
      <nav aria-label={say.pages} className="mt-3 flex items-center gap-2">
        {url.before && (
          <ButtonLink size="table" href={`${usageHref({ ...url, before: undefined })}#receipts`}>
            {say.newest}
          </ButtonLink>
        )}
        {next && (
          <ButtonLink size="table" href={`${usageHref({ ...url, before: next })}#receipts`}>
            {say.older}
          </ButtonLink>
        )}
      </nav>
    </Section>
  )
}

/** Receipts of one UTC day, whatever the days above: a plain form, the URL holds it. */
function DayForm({ url, today }: { url: UsageUrl; today: Date }) {
  return (
    <form action="/account/usage#receipts" className="mb-3 flex items-end gap-2">
      {url.days !== 30 && <input type="hidden" name="days" value={url.days} />}
      {url.service && <input type="hidden" name="service" value={url.service} />}
      {url.key !== undefined && <input type="hidden" name="key" value={url.key} />}
      <Field
        label={say.dayField}
        type="date"
        name="day"
        required
        defaultValue={url.day}
        max={today.toISOString().slice(0, 10)}
      />
      <Button type="submit">{say.dayShow}</Button>
    </form>
  )
}

function filterOf({ service, key, day }: UsageUrl): string {
  const parts: string[] = []
  if (service) parts.push(`${say.service_} ${serviceName(service)}`)
  if (key !== undefined) parts.push(key === '' ? say.noKey : `${say.key_} ${key}…`)
  if (day) parts.push(`${say.day_} ${day}`)
  return parts.join(', ')
}

function Receipt({ row, settledSeq }: { row: Row; settledSeq: bigint }) {
  const time = momentText(row.startedAt, { year: false, seconds: true }).replace(' UTC', '')
  return (
    <tr>
      <RowHead>
        <a className="num whitespace-nowrap" href={receiptHref(row)} aria-label={say.open(time, row.requestId)}>
          {time}
        </a>
      </RowHead>
      <Td>{row.kind === 'credit_note' ? `${say.note_}, ${serviceName(row.service)}` : serviceName(row.service)}</Td>
      <Td num wide>
        {grouped(row.inputUnits)} / {grouped(row.outputUnits)}
      </Td>
      <Td num wide>
        {grouped(row.coveredInput + row.coveredOutput)}
      </Td>
      <Td num>{nanoText(row.chargeNano)}</Td>
      <Td wide>{row.seq <= settledSeq ? say.settled : <span className="text-ink-3">{say.waiting}</span>}</Td>
    </tr>
  )
}
