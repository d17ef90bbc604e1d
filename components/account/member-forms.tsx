'use client'

import { type ReactNode, useState } from 'react'
import { isAddress } from 'viem'
import { Button } from '@/components/ui/button'
import { Field, Select } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { addMember, newMemberKey } from '@/lib/actions/members'
import type { MemberView } from '@/lib/data/members'
import { members as words } from '@/messages/members'
import { LimitFields, NOTHING_TYPED } from './limit-fields'
import { readLimit } from './limit-input'

const MOST_NAME = 40

type FormProps = {
  send: () => void
  act: string
  acting: string
  isReady: boolean
  isBusy: boolean
  refusal: string | null
  children: ReactNode
}

function Form({ send, act, acting, isReady, isBusy, refusal, children }: FormProps) {
  return (
    <form
      className="grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {children}
      <div>
        <Button kind="primary" type="submit" disabled={!isReady} pending={isBusy ? acting : null}>
          {act}
        </Button>
      </div>
      {refusal && (
        <Note tone="danger" announce>
          {refusal}
        </Note>
      )}
    </form>
  )
}

/** An address of somebody, a name for it, and what it may use in a month. */
export function InviteMember() {
  const [address, setAddress] = useState('')
  const [name, setName] = useState('')
  const [typed, setTyped] = useState(NOTHING_TYPED)
  const { run, refusal, isBusy } = useAct()
  const read = readLimit(typed)
  const member = address.trim()
  const isWrong = member !== '' && !isAddress(member)
  const send = () => {
    const { limit } = read
    if (!limit) return
    run(
      () => addMember({ member, name, limit }),
      () => {
        setAddress('')
        setName('')
        setTyped(NOTHING_TYPED)
      },
    )
  }
  const isReady = isAddress(member) && name.trim() !== '' && read.limit !== null
  return (
    <Form send={send} act={words.send} acting={words.sending} {...{ isReady, isBusy, refusal }}>
      <Field
        label={words.address}
        value={address}
        spellCheck={false}
        onChange={(event) => setAddress(event.target.value)}
        error={isWrong ? words.addressWrong : null}
        hint={words.addressHint}
      />
      <Field
        label={words.name}
        value={name}
        maxLength={MOST_NAME}
        onChange={(event) => setName(event.target.value)}
        hint={words.nameHint}
      />
      <LimitFields typed={typed} read={read} onChange={setTyped} hint={words.limitHint} />
    </Form>
  )
}

type NewKeyProps = { members: readonly MemberView[]; onIssued: (key: string) => void }

/** A key in a member's hand; it is shown to the owner once, who gives it to him. */
export function NewMemberKey({ members, onIssued }: NewKeyProps) {
  const [chosen, setChosen] = useState('')
  const [name, setName] = useState('')
  const [typed, setTyped] = useState(NOTHING_TYPED)
  const { run, refusal, isBusy } = useAct()
  const read = readLimit(typed)
  const member = members.find(({ address }) => address === chosen)?.address ?? members[0]?.address
  const send = () => {
    const { limit } = read
    if (!limit || !member) return
    run(
      () => newMemberKey({ member, name, limit, budgetUsd: null }),
      ({ key }) => {
        setName('')
        setTyped(NOTHING_TYPED)
        onIssued(key)
      },
    )
  }
  const isReady = member !== undefined && name.trim() !== '' && read.limit !== null
  return (
    <Form send={send} act={words.make} acting={words.making} {...{ isReady, isBusy, refusal }}>
      <Select label={words.member} value={member} onChange={(event) => setChosen(event.target.value)}>
        {members.map(({ address, name: shown }) => (
          <option key={address} value={address}>
            {shown}
          </option>
        ))}
      </Select>
      <Field
        label={words.keyName}
        value={name}
        maxLength={MOST_NAME}
        onChange={(event) => setName(event.target.value)}
        hint={words.keyNameHint}
      />
      <LimitFields typed={typed} read={read} onChange={setTyped} hint={words.keyLimitHint} />
    </Form>
  )
}
