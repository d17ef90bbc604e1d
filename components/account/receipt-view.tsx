import type { ReactNode } from 'react'
import { AddressText } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { ButtonLink } from '@/components/ui/button'
import { Column, Columns } from '@/components/ui/columns'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { PageHead, Section } from '@/components/ui/section'
import { durationText, momentText } from '@/components/ui/time-text'
import type { OwnReceipt } from '@/lib/data/own-usage'
import { serviceName } from '@/lib/domain/service-name'
import { usage as words } from '@/messages/usage'
import { DisputeForm } from './dispute-form'
import { DisputesSection } from './disputes-section'
import { nanoText } from './nano'
import { ProofCheck } from './proof-check'

const { receipt: say, proof: proofWords, dispute: disputeWords } = words

/** One receipt: what it says, whether the chain says the same, and a way to dispute it. */
export function ReceiptView({ receipt }: { receipt: OwnReceipt }) {
  const { row, proof, disputes } = receipt
  return (
    <>
      <PageHead
        title={
          <>
            {say.title} <span className="mono text-stat break-all">{row.requestId}</span>
          </>
        }
        lead={`${serviceName(row.service)}, ${momentText(row.startedAt, { seconds: true })}`}
        aside={
          <ButtonLink size="table" href="/account/usage#receipts">
            {say.toUsage}
          </ButtonLink>
        }
      />
      <Columns className="mt-5">
        <Column span={6}>
          <Facts receipt={receipt} />
        </Column>
        <Column span={6} ruled>
          <Section title={proofWords.title} note={proofWords.note}>
            <p className="mb-3 text-table text-ink-2">{proofWords.intro}</p>
            {proof.batch?.txHash ? (
              <ProofCheck facts={proof.facts} leaf={proof.leaf} proof={proof.batch.proof} txHash={proof.batch.txHash} />
            ) : (
              <Note>{proofWords.waiting}</Note>
            )}
          </Section>
          <Section title={disputeWords.title} className="mt-7" id="dispute">
            {disputes.some(({ decision }) => decision === null) ? null : <Dispute receipt={receipt} />}
          </Section>
          {disputes.length > 0 && <DisputesSection disputes={disputes} />}
        </Column>
      </Columns>
    </>
  )
}

function Dispute({ receipt: { row, refusal } }: { receipt: OwnReceipt }) {
  if (row.kind === 'credit_note') return <p className="text-table text-ink-2">{disputeWords.note}</p>
  if (refusal) {
    const why = refusal === 'DISPUTE_TOO_OLD' ? disputeWords.tooOld : disputeWords.nothing
    return <p className="text-table text-ink-2">{why}</p>
  }
  return <DisputeForm gateway={row.gateway} requestId={row.requestId} />
}

function Facts({ receipt: { row, notes } }: { receipt: OwnReceipt }) {
  const seconds = (row.endedAt.getTime() - row.startedAt.getTime()) / 1_000
  const dollars = (nano: bigint) => nanoText(nano)
  const rows: [string, ReactNode][] = [
    [say.gateway, row.gateway],
    [say.service, serviceName(row.service)],
    [say.provider, <AddressText key="provider" address={row.provider} />],
    [say.key, row.keyPrefix ? <Code key="key">{row.keyPrefix}…</Code> : say.noKey],
    [say.started, momentText(row.startedAt, { seconds: true })],
    [say.took, durationText(seconds, { compact: true })],
    [say.units, `${grouped(row.inputUnits)}, ${grouped(row.outputUnits)}`],
    [say.covered, coveredOf(row)],
    [
      `${say.price}, ${say.per(grouped(row.priceUnit))} ${momentText(row.priceAt)}`,
      `${dollars(row.priceInput)} / ${dollars(row.priceOutput)}`,
    ],
  ]
  if (row.refersTo) rows.push([say.corrects, <Code key="refers">{row.refersTo}</Code>])
  if (row.reason) rows.push([say.reason, row.reason])
  for (const note of notes) rows.push([`${say.notes}: ${note.requestId}`, dollars(note.chargeNano)])
  return (
    <Section title={say.facts}>
      <KeyValues>
        {rows.map(([name, value]) => (
          <KeyValue key={name} name={name}>
            {value}
          </KeyValue>
        ))}
        <KeyValue name={say.charged} total={notes.length === 0}>
          {dollars(row.chargeNano)}
        </KeyValue>
      </KeyValues>
      <p className="mt-3 text-caption text-ink-3">{say.rule}</p>
    </Section>
  )
}

const Code = ({ children }: { children: ReactNode }) => <span className="mono">{children}</span>

function coveredOf({ coveredInput, coveredOutput, fromRolled, fromFresh }: OwnReceipt['row']): string {
  const covered = coveredInput + coveredOutput
  return covered === 0n ? '0' : `${grouped(covered)}: ${say.coveredOf(grouped(fromRolled), grouped(fromFresh))}`
}
