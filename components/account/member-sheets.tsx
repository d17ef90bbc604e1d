'use client'

import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { Field, Select } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Sheet } from '@/components/ui/sheet'
import { useAct } from '@/components/ui/use-act'
import { endMember, moveKey, setMember } from '@/lib/actions/members'
import type { MemberKey, MemberView } from '@/lib/data/members'
import { members as words } from '@/messages/members'
import { LimitFields, typedOf } from './limit-fields'
import { readLimit } from './limit-input'

type FormProps = {
  title: string
  note: string
  isReady: boolean
  isBusy: boolean
  refusal: string | null
  onSave: () => void
  onClose: () => void
  children: ReactNode
}

function FormSheet({ title, note, isReady, isBusy, refusal, onSave, onClose, children }: FormProps) {
  return (
    <Sheet isOpen onClose={onClose} title={title} note={note} isHeld={isBusy}>
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          onSave()
        }}
      >
        {children}
        {refusal && (
          <Note tone="danger" announce>
            {refusal}
          </Note>
        )}
        <div className="flex flex-wrap gap-2">
          <Button kind="primary" type="submit" disabled={!isReady} pending={isBusy ? words.keeping : null}>
            {words.keep}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Sheet>
  )
}

/** Another name, other limits. */
export function ChangeMember({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const [name, setName] = useState(member.name)
  const [typed, setTyped] = useState(typedOf(member.limit))
  const { run, refusal, isBusy } = useAct()
  const read = readLimit(typed)
  const save = () => {
    const { limit } = read
    if (limit) run(() => setMember({ member: member.address, name, limit }), onClose)
  }
  const isReady = name.trim() !== '' && read.limit !== null
  return (
    <FormSheet
      title={words.changeTitle(member.name)}
      note={words.changeNote}
      onSave={save}
      {...{ isReady, isBusy, refusal, onClose }}
    >
      <Field label={words.name} value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      <LimitFields typed={typed} read={read} onChange={setTyped} hint={words.limitHint} />
    </FormSheet>
  )
}

export function RemoveMember({ member, onClose }: { member: MemberView; onClose: () => void }) {
  const { run, refusal, isBusy } = useAct()
  return (
    <AlertBox
      isOpen
      onClose={onClose}
      onSubmit={() => run(() => endMember(member.address), onClose)}
      title={words.removeTitle(member.name)}
      footer={
        <>
          <Button kind="danger" type="submit" pending={isBusy ? words.removing : null}>
            {words.remove}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Effects stops={words.removeStops} goesOn={words.removeGoesOn} />
      {refusal && (
        <Note tone="danger" announce className="mt-3">
          {refusal}
        </Note>
      )}
    </AlertBox>
  )
}

type KeyProps = { of: MemberKey; members: readonly MemberView[]; onClose: () => void }

/** Who holds a key, and its own limit in that hand. */
export function ChangeKey({ of, members, onClose }: KeyProps) {
  const [holder, setHolder] = useState<string>(of.member ?? '')
  const [typed, setTyped] = useState(typedOf(of.limit))
  const { run, refusal, isBusy } = useAct()
  const read = readLimit(typed)
  const member = members.find(({ address }) => address === holder)?.address ?? null
  const save = () => {
    const { limit } = read
    if (limit) run(() => moveKey({ prefix: of.prefix, member, limit }), onClose)
  }
  return (
    <FormSheet
      title={words.keyTitle(of.name)}
      note={words.keyMoved}
      onSave={save}
      isReady={read.limit !== null}
      {...{ isBusy, refusal, onClose }}
    >
      <Select label={words.holder} value={holder} onChange={(event) => setHolder(event.target.value)}>
        <option value="">{words.keepMine}</option>
        {members.map(({ address, name }) => (
          <option key={address} value={address}>
            {name}
          </option>
        ))}
      </Select>
      {member && <LimitFields typed={typed} read={read} onChange={setTyped} hint={words.keyLimitHint} />}
    </FormSheet>
  )
}
