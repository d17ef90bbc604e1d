'use client'

import { AddressText, TxHash } from '@/components/ui/address'
import { Column, Columns } from '@/components/ui/columns'
import { CopyButton } from '@/components/ui/copy-button'
import { Table, Td, Th } from '@/components/ui/data-table'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { momentText } from '@/components/ui/time-text'
import { useSecondsSince } from '@/components/ui/use-seconds'
import type { OperationView } from '@/lib/data/operations'
import { operation as words } from '@/messages/admin-operation'
import { Change, isOpen, Moved, Ordered, StateBadge, stateNow, Wait } from './operation-parts'
import './admin.css'

type Props = { runs: readonly OperationView[]; now: number; block: string }

/** One operation, for anyone: what it does, how it stands, the bytes and hashes to check it by. */
export function OperationReceipt({ runs, now, block }: Props) {
  const passed = useSecondsSince(now)
  const [last, ...earlier] = runs
  if (!last) return null
  const state = stateNow(last, now + passed)
  return (
    <>
      <PageHead
        title={last.title}
        lead={<Change operation={last} />}
        aside={
          <>
            <StateBadge state={state} isMoved={last.base.isMoved && isOpen(state)} />
            <Stamp block={block} time={now} />
          </>
        }
      />
      <Columns className="mt-5">
        <Column span={7}>
          <Section title={words.calls} note={words.callsNote}>
            <p className="mono mb-3 break-words text-table">{last.text ?? words.unknownCall}</p>
            <KeyValues>
              <KeyValue name={words.contract}>
                <AddressText address={last.target} name={last.contract ?? undefined} />
              </KeyValue>
              <KeyValue name={words.scheduledBy}>
                <AddressText address={last.caller} />
              </KeyValue>
              {last.roles && <KeyValue name={words.role}>{last.roles.role}</KeyValue>}
              {last.roles && <KeyValue name={words.cancellable}>{words.cancellers(last.roles.guardian)}</KeyValue>}
            </KeyValues>
            <h3 className="mt-4 mb-1">{words.calldata}</h3>
            <p className="mono text-caption break-all text-ink-2">
              {last.data} <CopyButton text={last.data} label={words.copyCalldata} />
            </p>
          </Section>
          <Section title={words.reason} className="mt-7">
            {last.reason ? (
              <>
                <p className="whitespace-pre-wrap">{last.reason.text}</p>
                <p className="mt-1.5 text-caption text-ink-3">
                  {words.givenBy} <AddressText address={last.reason.author} /> · {words.hashOf}{' '}
                  <TxHash hash={last.reason.hash} />
                </p>
              </>
            ) : (
              <p className="text-ink-2">{words.noReason}</p>
            )}
          </Section>
        </Column>
        <Column span={5} ruled>
          <Section title={words.stands}>
            {isOpen(state) && <Wait operation={last} now={now} state={state} />}
            <Moved operation={last} />
            {isOpen(state) && <Ordered operation={last} />}
            <KeyValues>
              <KeyValue name={words.scheduled}>{momentText(last.scheduledAt, { seconds: true })}</KeyValue>
              <KeyValue name={words.notBefore}>{momentText(last.readyAt, { seconds: true })}</KeyValue>
              <KeyValue name={words.expires}>{momentText(last.expiresAt, { seconds: true })}</KeyValue>
              {last.ended && (
                <KeyValue name={state === 'executed' ? words.states.executed : words.states.cancelled}>
                  {momentText(last.ended.at, { seconds: true })}
                </KeyValue>
              )}
              <KeyValue name={words.operation}>
                <TxHash hash={last.id} />
              </KeyValue>
              <KeyValue name={words.scheduledIn}>
                <TxHash hash={last.txHash} state="confirmed" />
              </KeyValue>
              {last.ended && (
                <KeyValue name={words.endedIn}>
                  <TxHash hash={last.ended.txHash} state="confirmed" />
                </KeyValue>
              )}
            </KeyValues>
          </Section>
          {earlier.length > 0 && <Earlier runs={earlier} />}
        </Column>
      </Columns>
    </>
  )
}

/** The very same call can be scheduled again once it has ended. */
function Earlier({ runs }: { runs: readonly OperationView[] }) {
  return (
    <Section title={words.earlier} note={words.earlierNote} className="mt-7">
      <Table label={words.earlierTable}>
        <thead>
          <tr>
            <Th>{words.scheduled}</Th>
            <Th>{words.ended}</Th>
          </tr>
        </thead>
        <tbody>
          {runs.map((one) => (
            <tr key={one.nonce}>
              <Td>{momentText(one.scheduledAt)}</Td>
              <Td>
                <StateBadge state={one.state} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}
