import type { ReactNode } from 'react'
import { AddressText, TxHash } from '@/components/ui/address'
import { Amount, Price, Usd } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { Column, Columns } from '@/components/ui/columns'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { PageHead, Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { momentText } from '@/components/ui/time-text'
import type { FollowedPayment, PaymentPage } from '@/lib/data/payment'
import { planName } from '@/lib/domain/plan-name'
import { payments as words } from '@/messages/payments'
import { PartsSection } from './parts-section'
import { SharesSection } from './shares-section'

type PaymentRow = FollowedPayment['payment']

/** One payment: what it was for, where it went, and by which distributions. */
export function PaymentView({ page }: { page: Extract<PaymentPage, { kind: 'one' }> }) {
  const { followed, hash, of } = page
  return (
    <>
      <PageHead
        title={
          <>
            {words.title} <Amount wei={followed.payment.amount} rounding="up" unit />
          </>
        }
        lead={leadOf(followed)}
        aside={<Stamp block={page.block} time={page.time} />}
      />
      {of > 1 && (
        <p className="mt-3 text-table">
          <a href={`/payments/${hash}`}>{words.many.back}</a>
        </p>
      )}
      <Columns className="mt-5">
        <Column span={7}>
          <SharesSection followed={followed} />
        </Column>
        <Column span={5} ruled>
          <Facts payment={followed.payment} />
        </Column>
        {followed.parts.length > 0 && (
          <Column span={12}>
            <PartsSection followed={followed} />
          </Column>
        )}
      </Columns>
    </>
  )
}

function leadOf({ parts, undistributed }: FollowedPayment): string {
  if (undistributed === 0n) return words.leads.done
  return parts.length === 0 ? words.leads.waiting : words.leads.partly
}

function whatOf({ kind, plan }: PaymentRow): string {
  return kind === 'settled' ? words.settled : words.paid(planName(plan ?? 0))
}

function Facts({ payment }: { payment: PaymentRow }) {
  const { facts } = words
  const rows: [string, ReactNode][] = [
    [facts.amount, <Amount key="amount" wei={payment.amount} digits={18} unit copy />],
    [facts.usd, <Usd key="usd" micro={payment.usd} />],
    [facts.price, <Price key="price" wad={payment.price} />],
    [facts.payer, <AddressText key="payer" address={payment.account} href={`/account?as=${payment.account}`} />],
    [facts.when, momentText(payment.blockTime, { seconds: true })],
    [facts.block, grouped(payment.blockNumber)],
    [facts.transaction, <TxHash key="hash" hash={payment.txHash} state="confirmed" />],
  ]
  if (payment.periodIndex !== null) rows.push([facts.period, String(payment.periodIndex)])
  return (
    <Section title={facts.title} note={whatOf(payment)}>
      <KeyValues>
        {rows.map(([name, value]) => (
          <KeyValue key={name} name={name}>
            {value}
          </KeyValue>
        ))}
      </KeyValues>
    </Section>
  )
}
