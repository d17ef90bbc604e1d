'use client'

import { useState } from 'react'
import { AddressText } from '@/components/ui/address'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { Auditors, AuditorView } from '@/lib/data/auditors'
import { auditors as words } from '@/messages/auditors'
import { EndAudit } from './end-audit'
import { GrantAudit } from './grant-audit'

const TONES: Record<AuditorView['state'], BadgeTone> = { reads: 'success', over: 'neutral', ended: 'neutral' }

/** Who reads, who read, and for ADMIN the ways to give access and to end it. */
export function AuditorsView({ view }: { view: Auditors }) {
  const [chosen, setChosen] = useState<AuditorView | null>(null)
  const { auditors, canGrant, today, latest } = view
  return (
    <>
      <Section title={words.list} note={words.listNote} className="mt-5">
        {auditors.length === 0 ? (
          <Empty>{words.none}</Empty>
        ) : (
          <Grants auditors={auditors} onEnd={canGrant ? setChosen : null} />
        )}
      </Section>
      {canGrant ? (
        <Section title={words.grant} note={words.grantNote} className="mt-7">
          <GrantAudit today={today} latest={latest} />
        </Section>
      ) : (
        <Note className="mt-5">{words.onlyAdmin}</Note>
      )}
      {chosen && <EndAudit of={chosen} onClose={() => setChosen(null)} />}
    </>
  )
}

type GrantsProps = { auditors: readonly AuditorView[]; onEnd: ((of: AuditorView) => void) | null }

function Grants({ auditors, onEnd }: GrantsProps) {
  return (
    <Table label={words.table} rows={34} scroll>
      <thead>
        <tr>
          <Th>{words.auditor}</Th>
          <Th wide>{words.why}</Th>
          <Th wide>{words.given}</Th>
          <Th>{words.until}</Th>
          <Th>{words.state}</Th>
          {onEnd && <Th num>{words.acts}</Th>}
        </tr>
      </thead>
      <tbody>
        {auditors.map((one) => (
          <tr key={one.id}>
            <RowHead>
              {one.name}
              <span className="block font-normal">
                <AddressText address={one.address} />
              </span>
            </RowHead>
            <Td wide>{one.reason}</Td>
            <Td wide>
              {momentText(one.grantedAt)} {words.by} <AddressText address={one.grantedBy} />
            </Td>
            <Td className="num whitespace-nowrap">{one.lastDay}</Td>
            <Td>
              <Badge tone={TONES[one.state]}>{words.states[one.state]}</Badge>
              {one.end && (
                <span className="block text-caption text-ink-3">
                  {words.endedAt(momentText(one.end.at))} <AddressText address={one.end.by} />: {one.end.reason}
                </span>
              )}
            </Td>
            {onEnd && (
              <Td num>
                {one.state === 'reads' && (
                  <Button size="table" kind="ghost" aria-label={words.endOf(one.name)} onClick={() => onEnd(one)}>
                    {words.end}
                  </Button>
                )}
              </Td>
            )}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
