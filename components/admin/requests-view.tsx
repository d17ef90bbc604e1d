import { Fragment } from 'react'
import { AddressText } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { ButtonLink } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Act } from '@/components/ui/read-only'
import { momentText } from '@/components/ui/time-text'
import type { RequestInbox } from '@/lib/data/own-plans'
import { auditors } from '@/messages/auditors'
import { plans } from '@/messages/plans'
import { RequestAnswer } from './request-answer'
import { planDraftHref } from './settings/plan-draft'

const { inbox: words } = plans

/** Requests for Enterprise plans, those that wait first. */
export function RequestsView({ requests }: { requests: Extract<RequestInbox, { isAllowed: true }>['requests'] }) {
  if (requests.length === 0) return <Empty>{words.none}</Empty>
  return (
    <Table label={words.table} rows={34}>
      <thead>
        <tr>
          <Th>{words.company}</Th>
          <Th wide>{words.account}</Th>
          <Th num>{words.tokens}</Th>
          <Th wide>{words.say}</Th>
        </tr>
      </thead>
      <tbody>
        {requests.map((row) => (
          <Fragment key={row.id}>
            <tr>
              <RowHead>
                <span className="block min-w-40 wrap-anywhere">
                  {row.company}
                  <span className="block text-caption text-ink-3">
                    {row.email} · {momentText(row.askedAt)}
                  </span>
                </span>
              </RowHead>
              <Td wide>
                <AddressText address={row.account} full />
              </Td>
              <Td num>{grouped(row.tokens)}</Td>
              <Td wide>{row.say}</Td>
            </tr>
            {/* Across: a field and its button need the width that a phone has. */}
            <tr>
              <Td colSpan={4}>
                {row.endedAt ? (
                  row.answer
                ) : (
                  <Act instead={auditors.unanswered}>
                    <ButtonLink
                      size="table"
                      href={planDraftHref(row)}
                      aria-label={words.planFor(row.company)}
                      className="mb-2"
                    >
                      {words.plan}
                    </ButtonLink>
                    <RequestAnswer id={row.id} company={row.company} />
                  </Act>
                )}
              </Td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </Table>
  )
}
