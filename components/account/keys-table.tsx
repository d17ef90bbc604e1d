'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { usdText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { Empty } from '@/components/ui/empty'
import { Note } from '@/components/ui/note'
import { momentText } from '@/components/ui/time-text'
import { endKey, replaceKey } from '@/lib/actions/keys'
import type { OwnKey } from '@/lib/data/own-keys'
import { apiKeys as words } from '@/messages/api-keys'
import { members } from '@/messages/members'

type Act = { of: OwnKey; does: 'replace' | 'end' }

/** Keys of the signed-in account; a new one goes to `onIssued`. */
export function KeysTable({ keys, onIssued }: { keys: readonly OwnKey[]; onIssued: (key: string) => void }) {
  const [act, setAct] = useState<Act | null>(null)
  if (keys.length === 0) return <Empty>{words.none}</Empty>
  return (
    <>
      <Table label={words.table} rows={34} scroll>
        <thead>
          <tr>
            <Th>{words.name}</Th>
            <Th wide>{words.key}</Th>
            <Th>{words.state}</Th>
            <Th num wide>
              {words.budget}
            </Th>
            <Th num wide>
              {words.made}
            </Th>
            <Th num wide>
              {words.lastUsed}
            </Th>
            <Th num>{words.acts}</Th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.prefix}>
              <RowHead>
                {key.name}
                {key.member && (
                  <span className="block text-caption font-normal text-ink-3">{members.heldBy(key.member)}</span>
                )}
              </RowHead>
              <Td wide>
                <span className="mono">{key.prefix}…</span>
              </Td>
              <Td>
                <State of={key} />
              </Td>
              <Td num wide>
                {key.budgetUsd === null ? <span className="text-ink-3">{words.noBudget}</span> : usdText(key.budgetUsd)}
              </Td>
              <Td num wide>
                {momentText(key.createdAt)}
              </Td>
              <Td num wide>
                {key.lastUsedAt ? momentText(key.lastUsedAt) : <span className="text-ink-3">{words.never}</span>}
              </Td>
              <Td num>
                {key.works && (
                  <span className="inline-flex gap-2">
                    {!key.expiresAt && (
                      <Button size="table" kind="ghost" onClick={() => setAct({ of: key, does: 'replace' })}>
                        {words.replace.act}
                      </Button>
                    )}
                    <Button size="table" kind="ghost" onClick={() => setAct({ of: key, does: 'end' })}>
                      {words.end.act}
                    </Button>
                  </span>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {act && <Confirm act={act} onClose={() => setAct(null)} onIssued={onIssued} />}
    </>
  )
}

function State({ of: { works, expiresAt } }: { of: OwnKey }) {
  const { states } = words
  if (!works) return <Badge>{expiresAt ? states.replaced : states.revoked}</Badge>
  return expiresAt ? (
    <Badge tone="warning">{states.until(momentText(expiresAt))}</Badge>
  ) : (
    <Badge tone="success">{states.works}</Badge>
  )
}

function Confirm({ act, onClose, onIssued }: { act: Act; onClose: () => void; onIssued: (key: string) => void }) {
  const router = useRouter()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, startTransition] = useTransition()
  const { prefix, name } = act.of
  const isEnd = act.does === 'end'
  const say = words[act.does]
  const submit = () =>
    startTransition(async () => {
      const done = isEnd ? await endKey(prefix) : await replaceKey(prefix)
      if (!done.ok) return setRefusal(done.say)
      if (done.data) onIssued(done.data.key)
      onClose()
      router.refresh()
    })
  return (
    <AlertBox
      isOpen
      onClose={onClose}
      onSubmit={submit}
      title={say.title(name)}
      footer={
        <>
          <Button kind={isEnd ? 'danger' : 'primary'} type="submit" pending={isBusy ? words.asking : null}>
            {say.act}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Effects stops={say.stops} goesOn={say.goesOn} />
      {refusal && (
        <Note tone="danger" className="mt-3">
          {refusal}
        </Note>
      )}
    </AlertBox>
  )
}
