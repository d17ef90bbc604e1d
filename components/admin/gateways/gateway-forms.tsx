'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { newGateway, newGatewayKey } from '@/lib/actions/gateways'
import type { GatewayView } from '@/lib/data/gateways'
import { gateways as words } from '@/messages/gateways'

const SCOPES = ['usage', 'entitlements', 'introspect', 'probe', 'capacity'] as const
type Scope = (typeof SCOPES)[number]
/** What a gateway that serves users needs. */
const USUAL: readonly Scope[] = ['usage', 'entitlements', 'introspect']

/** What the new key may do, and the key itself to whoever gives it. */
export function GiveKey({ gateway, onIssued }: { gateway: GatewayView; onIssued: (key: string) => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<Scope>>(new Set(USUAL))
  const { run, refusal, isBusy } = useAct()
  const toggle = (scope: Scope) => {
    const next = new Set(chosen)
    if (!next.delete(scope)) next.add(scope)
    setChosen(next)
  }
  return (
    <form
      aria-label={words.newKey(gateway.name)}
      className="flex flex-wrap items-center gap-x-4 gap-y-2"
      onSubmit={(event) => {
        event.preventDefault()
        run(
          () => newGatewayKey({ gateway: gateway.id, scopes: SCOPES.filter((scope) => chosen.has(scope)) }),
          ({ key }) => onIssued(key),
        )
      }}
    >
      {SCOPES.map((scope) => (
        <Checkbox
          key={scope}
          label={words.scopeWords[scope]}
          checked={chosen.has(scope)}
          onChange={() => toggle(scope)}
        />
      ))}
      <Button size="table" type="submit" disabled={chosen.size === 0} pending={isBusy ? words.giving : null}>
        {words.give}
      </Button>
      {refusal && (
        <Note tone="danger" announce>
          {refusal}
        </Note>
      )}
    </form>
  )
}

/** An id for good and who runs it. */
export function NameGateway() {
  const [id, setId] = useState('')
  const [name, setName] = useState('')
  const { run, refusal, isBusy } = useAct()
  const isWrong = id !== '' && !/^[a-z0-9-]{1,40}$/.test(id)
  return (
    <form
      className="grid max-w-xl gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        run(
          () => newGateway({ gateway: id, name }),
          () => {
            setId('')
            setName('')
          },
        )
      }}
    >
      <Field
        label={words.id}
        value={id}
        spellCheck={false}
        onChange={(event) => setId(event.target.value)}
        error={isWrong ? words.idWrong : null}
        hint={words.idHint}
      />
      <Field
        label={words.name}
        value={name}
        maxLength={60}
        onChange={(event) => setName(event.target.value)}
        hint={words.nameHint}
      />
      <div>
        <Button
          kind="primary"
          type="submit"
          disabled={isWrong || id === '' || name.trim() === ''}
          pending={isBusy ? words.adding : null}
        >
          {words.addAct}
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
