'use client'

import { useState } from 'react'
import { AddressText } from '@/components/ui/address'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { MemberKey, MemberView, OwnMembers } from '@/lib/data/members'
import { formatMonth } from '@/lib/domain/month'
import { members as words } from '@/messages/members'
import { KeyHead, LimitBadge } from './key-cells'
import { InviteMember, NewMemberKey } from './member-forms'
import { ChangeKey, ChangeMember, RemoveMember } from './member-sheets'
import { UsedOf } from './used-of'

type Act = { does: 'change' | 'remove'; member: MemberView } | { does: 'key'; key: MemberKey }

/** Who uses what this account pays for: limits, what was used of them, and the keys in their hands. */
export function MembersView({ own }: { own: OwnMembers }) {
  const [issued, setIssued] = useState<string | null>(null)
  const [act, setAct] = useState<Act | null>(null)
  const { members, keys, month, resetsAt } = own
  const over = members.filter(({ isUsedUp }) => isUsedUp)
  const close = () => setAct(null)
  return (
    <>
      {issued && (
        <Note tone="success" className="mt-5" announce>
          {words.issued}{' '}
          <CopyButton text={issued} label={words.copy}>
            <span className="mono break-all">{issued}</span>
          </CopyButton>
        </Note>
      )}
      <Section title={words.list} note={words.listNote(formatMonth(month))} className="mt-5">
        {over.length > 0 && (
          <Note tone="warning" className="mb-3">
            {words.usedUpSay(over.map(({ name }) => name).join(', '), momentText(resetsAt))}
          </Note>
        )}
        {members.length === 0 ? <Empty>{words.none}</Empty> : <Members members={members} onAct={setAct} />}
      </Section>
      <Section
        title={words.keys}
        note={words.keysNote}
        aside={<a href="/account/keys">{words.link}</a>}
        className="mt-7"
      >
        {keys.length === 0 ? <Empty>{words.noKeys}</Empty> : <Keys keys={keys} members={members} onAct={setAct} />}
      </Section>
      <div className="mt-7 grid gap-7 lg:grid-cols-2 lg:gap-10">
        <Section title={words.invite}>
          <InviteMember />
        </Section>
        {members.length > 0 && (
          <Section title={words.newKey}>
            <NewMemberKey members={members} onIssued={setIssued} />
          </Section>
        )}
      </div>
      {act?.does === 'change' && <ChangeMember member={act.member} onClose={close} />}
      {act?.does === 'remove' && <RemoveMember member={act.member} onClose={close} />}
      {act?.does === 'key' && <ChangeKey of={act.key} members={members} onClose={close} />}
    </>
  )
}

function Members({ members, onAct }: { members: readonly MemberView[]; onAct: (act: Act) => void }) {
  return (
    <Table label={words.table} rows={34} scroll>
      <thead>
        <tr>
          <Th>{words.name}</Th>
          <Th num>{words.charged}</Th>
          <Th num>{words.tokens}</Th>
          <Th>{words.state}</Th>
          <Th num>{words.acts}</Th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.address}>
            <RowHead>
              {member.name}
              <span className="block font-normal">
                <AddressText address={member.address} />
              </span>
            </RowHead>
            <Td num>
              <UsedOf {...member} what="chargeNano" />
            </Td>
            <Td num>
              <UsedOf {...member} what="tokens" />
            </Td>
            <Td>
              <LimitBadge isUsedUp={member.isUsedUp} />
            </Td>
            <Td num>
              <span className="inline-flex gap-2">
                <Button size="table" kind="ghost" onClick={() => onAct({ does: 'change', member })}>
                  {words.change}
                </Button>
                <Button size="table" kind="ghost" onClick={() => onAct({ does: 'remove', member })}>
                  {words.remove}
                </Button>
              </span>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

type KeysProps = { keys: readonly MemberKey[]; members: readonly MemberView[]; onAct: (act: Act) => void }

function Keys({ keys, members, onAct }: KeysProps) {
  const nameOf = (key: MemberKey) => members.find(({ address }) => address === key.member)?.name ?? words.yours
  return (
    <Table label={words.keysTable} rows={34} scroll>
      <thead>
        <tr>
          <Th>{words.key}</Th>
          <Th>{words.holder}</Th>
          <Th num wide>
            {words.charged}
          </Th>
          <Th num>{words.tokens}</Th>
          <Th>{words.state}</Th>
          <Th num>{words.acts}</Th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.prefix}>
            <KeyHead {...key} />
            <Td>{nameOf(key)}</Td>
            <Td num wide>
              {key.member && <UsedOf {...key} what="chargeNano" />}
            </Td>
            <Td num>{key.member && <UsedOf {...key} what="tokens" />}</Td>
            <Td>
              <LimitBadge isUsedUp={key.code !== null} />
            </Td>
            <Td num>
              {members.length > 0 && (
                <Button size="table" kind="ghost" onClick={() => onAct({ does: 'key', key })}>
                  {words.change}
                </Button>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
