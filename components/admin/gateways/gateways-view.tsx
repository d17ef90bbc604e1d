'use client'

import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { GatewayKeyView, Gateways, GatewayView } from '@/lib/data/gateways'
import { gateways as words } from '@/messages/gateways'
import { type GatewayAct, GatewayActBox } from './gateway-act-box'
import { GiveKey, NameGateway } from './gateway-forms'

/** Every gateway with its keys, and for KEYKEEPER the ways to give, replace and end them. */
export function GatewaysView({ view: { gateways, canGive, canEnd } }: { view: Gateways }) {
  const [issued, setIssued] = useState<string | null>(null)
  const [act, setAct] = useState<GatewayAct | null>(null)
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
      {gateways.length === 0 && <Empty>{words.none}</Empty>}
      {gateways.map((gateway) => (
        <Section
          key={gateway.id}
          title={gateway.name}
          note={gateway.endedAt ? words.ended(momentText(gateway.endedAt)) : words.since(momentText(gateway.createdAt))}
          aside={
            <span className="mono text-caption text-ink-3 max-md:max-w-28 max-md:wrap-anywhere">{gateway.id}</span>
          }
          className="mt-7"
        >
          {gateway.keys.length === 0 ? (
            <Empty>{words.noKeys}</Empty>
          ) : (
            <Keys gateway={gateway} canGive={canGive} canEnd={canEnd} onAct={setAct} />
          )}
          {!gateway.endedAt && (
            <div className="mt-3 flex flex-wrap items-start gap-4">
              {canGive && <GiveKey gateway={gateway} onIssued={setIssued} />}
              {canEnd && (
                <Button size="table" kind="danger-outline" onClick={() => setAct({ does: 'drop', gateway })}>
                  {words.drop.act}
                </Button>
              )}
            </div>
          )}
        </Section>
      ))}
      {canGive ? (
        <Section title={words.add} className="mt-9">
          <NameGateway />
        </Section>
      ) : (
        <Note className="mt-7">{words.onlyKeeper}</Note>
      )}
      {act && <GatewayActBox act={act} onClose={() => setAct(null)} onIssued={setIssued} />}
    </>
  )
}

type KeysProps = { gateway: GatewayView; canGive: boolean; canEnd: boolean; onAct: (act: GatewayAct) => void }

function Keys({ gateway, canGive, canEnd, onAct }: KeysProps) {
  return (
    <Table label={words.table(gateway.name)} rows={34} scroll>
      <thead>
        <tr>
          <Th>{words.key}</Th>
          <Th wide>{words.scopes}</Th>
          <Th num wide>
            {words.made}
          </Th>
          <Th num wide>
            {words.lastUsed}
          </Th>
          <Th>{words.state}</Th>
          {(canGive || canEnd) && <Th num>{words.acts}</Th>}
        </tr>
      </thead>
      <tbody>
        {gateway.keys.map((key) => (
          <tr key={key.prefix}>
            <RowHead>
              <span className="mono">{key.prefix}…</span>
            </RowHead>
            <Td wide>{key.scopes.map(scopeWord).join(', ')}</Td>
            <Td num wide>
              {momentText(key.createdAt)}
            </Td>
            <Td num wide>
              {key.lastUsedAt ? momentText(key.lastUsedAt) : <span className="text-ink-3">{words.never}</span>}
            </Td>
            <Td>
              <State of={key} />
            </Td>
            {(canGive || canEnd) && (
              <Td num>
                <span className="inline-flex gap-2">
                  {canGive && key.state === 'works' && (
                    <Button size="table" kind="ghost" onClick={() => onAct({ does: 'rotate', gateway, key })}>
                      {words.rotate.act}
                    </Button>
                  )}
                  {canEnd && (key.state === 'works' || key.state === 'replaced') && (
                    <Button size="table" kind="ghost" onClick={() => onAct({ does: 'revoke', gateway, key })}>
                      {words.revoke.act}
                    </Button>
                  )}
                </span>
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

const scopeWord = (scope: string): string => (words.scopeWords as Record<string, string>)[scope] ?? scope

function State({ of: { state, expiresAt } }: { of: GatewayKeyView }) {
  if (state === 'works') return <Badge tone="success">{words.states.works}</Badge>
  if (state === 'replaced' && expiresAt)
    return <Badge tone="warning">{words.states.until(momentText(expiresAt))}</Badge>
  return <Badge>{state === 'revoked' ? words.states.revoked : words.states.over}</Badge>
}
