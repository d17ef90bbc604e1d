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
import { KeysTable } from './keys-table'

/** API keys of the signed-in account, and whether credits pay for what its allowance does not cover. */
export function KeysView({ own: { keys, overage } }: { own: OwnKeys }) {
  const [issued, setIssued] = useState<string | null>(null)
  return (
    <>
      {issued && (
        <Note tone="success" className="mt-5" announce>
          Your new key. It is shown this once: copy it now.{' '}
          <CopyButton text={issued} label="Copy the new key">
            <span className="mono break-all">{issued}</span>
          </CopyButton>
        </Note>
      )}
      <Section title="Keys" note="sent by your programs as Authorization: Bearer" className="mt-5">
        <KeysTable keys={keys} onIssued={setIssued} />
      </Section>
      <Section title="New key" className="mt-7">
        <NewKey onIssued={setIssued} />
      </Section>
      <Section title="When the allowance is used up" className="mt-7">
        <Overage isOn={overage} />
      </Section>
    </>
  )
}

/** Dollars as typed → micro-USD as digits, null for none, or what is wrong. */
function readBudget(text: string): { budgetUsd: string | null } | { wrong: string } {
  if (text.trim() === '') return { budgetUsd: null }
  const parsed = parseTyped(text, USD_DECIMALS)
  if (!parsed.ok) return { wrong: 'Dollars with at most six decimals, like 25 or 2.50.' }
  if (parsed.value <= 0n) return { wrong: 'More than 0; leave it empty for no budget.' }
  if (parsed.value >= 10n ** 15n) return { wrong: 'Less than 1,000,000,000.' }
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
        label="Name"
        value={name}
        maxLength={40}
        onChange={(event) => setName(event.target.value)}
        hint="What uses it: you will look for it here when you want to end it."
      />
      <Field
        label="Budget a day"
        unit="USD"
        value={budget}
        onChange={(event) => setBudget(event.target.value)}
        error={wrong}
        hint="Empty: no budget of its own. The daily budget of your account holds anyway."
      />
      <div>
        <Button
          kind="primary"
          type="submit"
          disabled={name.trim() === '' || wrong !== null}
          pending={isBusy ? 'Making it' : null}
        >
          Make a key
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
          Credits pay on
          <span className="block text-caption text-ink-3">
            {isOn
              ? 'On: tokens above your allowance are charged to your credits at the price in force.'
              : 'Off: when your allowance is used up, requests for model tiers are refused until the next period.'}
          </span>
        </p>
        <Switch
          label="Credits pay when the allowance is used up"
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
