import type { Metadata } from 'next'
import { TraceChoice } from '@/components/finance/trace-choice'
import { TraceSteps } from '@/components/finance/trace-steps'
import { grouped } from '@/components/ui/amount-text'
import { Button } from '@/components/ui/button'
import { ConsolePage } from '@/components/ui/console-shell'
import { Failure } from '@/components/ui/failure'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { PageHead, Section } from '@/components/ui/section'
import { getFinanceAccess } from '@/lib/data/finance'
import { getTrace, type Trace } from '@/lib/data/trace'
import { trace as words } from '@/messages/trace'
import { outcome } from '../../outcome'
import { FinanceGate } from '../finance-gate'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ q?: string | string[] }> }

export default async function TracePage({ searchParams }: Props) {
  const { q } = await searchParams
  const text = typeof q === 'string' ? q : ''
  const access = await outcome(getFinanceAccess)
  if (!access.ok) {
    return (
      <ConsolePage>
        <Failure what={access.say} retryHref="/finance/trace" code={access.code} />
      </ConsolePage>
    )
  }
  if (!access.value.isAllowed) {
    return (
      <ConsolePage>
        <FinanceGate title={words.title} access={access.value} />
      </ConsolePage>
    )
  }
  const read = await outcome(() => getTrace(text))
  return (
    <ConsolePage>
      <PageHead title={words.title} lead={words.lead} />
      <form action="/finance/trace" className="mt-5 flex max-w-3xl flex-wrap items-start gap-2.5">
        <Field
          className="min-w-0 flex-1"
          label={words.field}
          hideLabel
          name="q"
          defaultValue={text}
          hint={words.hint}
          error={read.ok ? null : read.say}
        />
        <Button kind="primary" type="submit">
          {words.act}
        </Button>
      </form>
      {read.ok && <Found trace={read.value} />}
    </ConsolePage>
  )
}

function Found({ trace }: { trace: Trace }) {
  if (trace.kind === 'none') return null
  if (trace.kind === 'unpaid') {
    return (
      <Note tone="info" className="mt-5 max-w-3xl">
        {words.say[trace.say]} {trace.events.join(', ')}
      </Note>
    )
  }
  if (trace.kind === 'choice') {
    const { tx, payments } = trace
    return (
      <Section title={words.choice} note={words.choiceNote(grouped(BigInt(payments.length)))} className="mt-7">
        <TraceChoice tx={tx} payments={payments} />
      </Section>
    )
  }
  const { receipt, payment } = trace
  return (
    <Section title={words.steps} note={payment?.id} className="mt-7">
      <TraceSteps receipt={receipt} payment={payment} />
      {receipt && !payment && (
        <Note className="mt-3">{receipt.batch?.tx ? words.receiptCovered : words.receiptWaits}</Note>
      )}
    </Section>
  )
}
