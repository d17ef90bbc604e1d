import { AddressText } from '@/components/ui/address'
import { figureParts } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Act } from '@/components/ui/read-only'
import { PageHead, Section } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import type { DisputeDesk, DisputeView } from '@/lib/data/own-disputes'
import { serviceName } from '@/lib/domain/service-name'
import { disputes as words } from '@/messages/disputes'
import { DisputeDecision } from './dispute-decision'

type Desk = Extract<DisputeDesk, { isAllowed: true }>

/** nano-USD as dollars, all decimals it has. */
const dollars = (nano: bigint) => figureParts(nano, { decimals: 9, digits: 9, least: 2, symbol: '$' }).text

/** What waits for a decision, and what was decided. */
export function DisputesView({ desk, now }: { desk: Desk; now: Date }) {
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <Section title={words.open} note={words.openNote} className="mt-5">
        {desk.open.length === 0 ? (
          <Empty>{words.none}</Empty>
        ) : (
          <Table label={words.table} rows={34}>
            <Head last={words.act} />
            <tbody>
              {desk.open.map((row) => (
                <Row key={row.id} row={row}>
                  <Td>
                    {dayText(row.dueAt, { year: true })} {row.dueAt < now && <Badge tone="danger">{words.late}</Badge>}
                  </Td>
                  <Td num>
                    <Act>
                      <DisputeDecision id={row.id} requestId={row.requestId} mostNano={row.chargeNano} />
                    </Act>
                  </Td>
                </Row>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
      <Section title={words.decided} className="mt-9">
        {desk.decided.length === 0 ? (
          <Empty>{words.noneDecided}</Empty>
        ) : (
          <Table label={words.tableDecided} rows={34}>
            <Head last={words.answer} />
            <tbody>
              {desk.decided.map((row) => (
                <Row key={row.id} row={row}>
                  <Td>
                    {row.decision && (
                      <Badge tone={row.decision === 'accepted' ? 'success' : 'neutral'}>
                        {words.states[row.decision]}
                      </Badge>
                    )}
                  </Td>
                  <Td>
                    {row.reason} {row.creditNote && <span className="mono text-ink-3">{row.creditNote}</span>}
                  </Td>
                </Row>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
    </>
  )
}

function Head({ last }: { last: string }) {
  return (
    <thead>
      <tr>
        <Th>{words.account}</Th>
        <Th wide>{words.receipt}</Th>
        <Th num wide>
          {words.charged}
        </Th>
        <Th>{words.said}</Th>
        <Th>{last === words.act ? words.due : words.outcome}</Th>
        <Th num={last === words.act}>{last}</Th>
      </tr>
    </thead>
  )
}

function Row({ row, children }: { row: DisputeView; children: React.ReactNode }) {
  return (
    <tr>
      <RowHead>
        <AddressText address={row.account} href={`/account?as=${row.account}`} />
      </RowHead>
      <Td wide>
        <span className="mono break-all">{row.requestId}</span>
        {row.service && <span className="block text-caption text-ink-3">{serviceName(row.service)}</span>}
      </Td>
      <Td num wide>
        {row.chargeNano === null ? 'n/a' : dollars(row.chargeNano)}
      </Td>
      <Td>{row.say}</Td>
      {children}
    </tr>
  )
}
