'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Switch } from '@/components/ui/choice'
import { CopyButton } from '@/components/ui/copy-button'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { allowOverage, newKey } from '@/lib/actions/keys'
import type { OwnKeys } from '@/lib/data/own-keys'
import { parseTyped } from '@/lib/domain/amount-input'
import { USD_DECIMALS } from '@/lib/domain/units'
import { apiKeys as words } from '@/messages/api-keys'
import { KeysTable } from './keys-table'

/** API keys of the signed-in account, and whether credits pay for what its allowance does not cover. */
export function KeysView({ own: { keys, overage } }: { own: OwnKeys }) {
  const [issued, setIssued] = useState<string | null>(null)
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
      <Section title={words.list} note={words.listNote} className="mt-5">
        <KeysTable keys={keys} onIssued={setIssued} />
      </Section>
      <Section title={words.newKey} className="mt-7">
        <NewKey onIssued={setIssued} />
      </Section>
      <Section title={words.usedUp} className="mt-7">
        <Overage isOn={overage} />
      </Section>
    </>
  )
}

/** Dollars as typed → micro-USD as digits, null for none, or what is wrong. */
function readBudget(text: string): { budgetUsd: string | null } | { wrong: string } {
  if (text.trim() === '') return { budgetUsd: null }
  const parsed = parseTyped(text, USD_DECIMALS)
  if (!parsed.ok) return { wrong: words.budgetWrong }
  if (parsed.value <= 0n) return { wrong: words.budgetZero }
  if (parsed.value >= 10n ** 15n) return { wrong: words.budgetMuch }
  return { budgetUsd: parsed.value.toString() }
}

function NewKey({ onIssued }: { onIssued: (key: string) => void }) {
  const router = useRouter()
  const [name, setName] = useState('')
  const [budget, setBudget] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const read = readBudget(budget)
  const wrong = 'wrong' in read ? read.wrong : null
  const submit = () =>
    startTransition(async () => {
      if ('wrong' in read) return
      const done = await newKey({ name: name.trim(), budgetUsd: read.budgetUsd })
      if (!done.ok) return setRefusal(done.say)
      setRefusal(null)
      setName('')
      setBudget('')
      onIssued(done.data.key)
      router.refresh()
    })
  return (
    <form
      className="grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Field
        label={words.name}
        value={name}
        maxLength={40}
        onChange={(event) => setName(event.target.value)}
        hint={words.nameHint}
      />
      <Field
        label={words.budget}
        unit={words.usd}
        value={budget}
        onChange={(event) => setBudget(event.target.value)}
        error={wrong}
        hint={words.budgetHint}
      />
      <div>
        <Button
          kind="primary"
          type="submit"
          disabled={name.trim() === '' || wrong !== null}
          pending={isBusy ? words.making : null}
        >
          {words.make}
        </Button>
      </div>
      {refusal && <Note tone="danger">{refusal}</Note>}
    </form>
  )
}

function Overage({ isOn }: { isOn: boolean }) {
  const router = useRouter()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const change = (next: boolean) =>
    startTransition(async () => {
      const done = await allowOverage(next)
      setRefusal(done.ok ? null : done.say)
      router.refresh()
    })
  return (
    <>
      <div className="flex items-start justify-between gap-4 border-b border-rule py-2.5">
        <p className="text-body">
          {words.payOn}
          <span className="block text-caption text-ink-3">{isOn ? words.payOnIs : words.payOnIsNot}</span>
        </p>
        <Switch
          label={words.payOnSwitch}
          checked={isOn}
          disabled={isBusy}
          onChange={(event) => change(event.target.checked)}
        />
      </div>
      {refusal && (
        <Note tone="danger" className="mt-3">
          {refusal}
        </Note>
      )}
    </>
  )
}
