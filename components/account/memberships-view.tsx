import { AddressText } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { MemberKey, Membership, Memberships } from '@/lib/data/members'
import { formatMonth, type Month } from '@/lib/domain/month'
import { members as words } from '@/messages/members'
import { KeyHead, LimitBadge } from './key-cells'
import { nanoText } from './nano'
import { UsedOf } from './used-of'

/** What a member sees of each account that pays for him: his limit, his keys, his use. */
export function MembershipsView({ own: { memberships, month, resetsAt } }: { own: Memberships }) {
  if (memberships.length === 0) return <Empty>{words.notMember}</Empty>
  return memberships.map((one) => (
    <Section
      key={one.owner}
      title={
        <span className="inline-flex flex-wrap items-baseline gap-x-2">
          {words.paidBy} <AddressText address={one.owner} />
        </span>
      }
      note={words.payer(one.name)}
      className="mt-5"
    >
      {one.isUsedUp && (
        <Note tone="warning" className="mb-3">
          {words.reached(momentText(resetsAt))}
        </Note>
      )}
      <Limits of={one} month={month} />
      <h3 className="mt-5 mb-2">{words.yourKeys}</h3>
      {one.keys.length === 0 ? <Empty>{words.noneGiven}</Empty> : <Keys keys={one.keys} owner={one.owner} />}
      <h3 className="mt-5 mb-2">{words.use}</h3>
      {one.months.length === 0 ? <Empty>{words.noUse}</Empty> : <Use months={one.months} owner={one.owner} />}
    </Section>
  ))
}

function Limits({ of: { limit, used }, month }: { of: Membership; month: Month }) {
  const [charged, tokens] = [nanoText(used.chargeNano), grouped(used.tokens)]
  return (
    <>
      <h3 className="mb-2">
        {words.left} <span className="font-normal text-ink-3">{words.leftNote(formatMonth(month))}</span>
      </h3>
      <p className="num">
        {limit.chargeNano === null ? words.chargedFree(charged) : words.chargedSay(charged, nanoText(limit.chargeNano))}
      </p>
      <p className="num">
        {limit.tokens === null ? words.tokensFree(tokens) : words.tokensSay(tokens, grouped(limit.tokens))}
      </p>
    </>
  )
}

function Keys({ keys, owner }: { keys: readonly MemberKey[]; owner: string }) {
  return (
    <Table label={words.yourKeysTable(owner)} rows={34} scroll>
      <thead>
        <tr>
          <Th>{words.key}</Th>
          <Th num>{words.charged}</Th>
          <Th num>{words.tokens}</Th>
          <Th>{words.state}</Th>
          <Th num wide>
            {words.lastUsed}
          </Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.prefix}>
            <KeyHead {...key} />
            <Td num>
              <UsedOf {...key} what="chargeNano" />
            </Td>
            <Td num>
              <UsedOf {...key} what="tokens" />
            </Td>
            <Td>
              <LimitBadge isUsedUp={key.code !== null} />
            </Td>
            <Td num wide>
              {key.lastUsedAt ? momentText(key.lastUsedAt) : <span className="text-ink-3">{words.never}</span>}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Use({ months, owner }: { months: Membership['months']; owner: string }) {
  return (
    <Table label={words.useTable(owner)} rows={34}>
      <thead>
        <tr>
          <Th>{words.month}</Th>
          <Th num>{words.requests}</Th>
          <Th num>{words.tokens}</Th>
          <Th num>{words.charged}</Th>
        </tr>
      </thead>
      <tbody>
        {months.map((one) => (
          <tr key={one.month}>
            <RowHead>{formatMonth(one.month)}</RowHead>
            <Td num>{grouped(one.requests)}</Td>
            <Td num>{grouped(one.tokens)}</Td>
            <Td num>{nanoText(one.chargeNano)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
