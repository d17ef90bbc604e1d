import { TxHash } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { Note } from '@/components/ui/note'
import { PageHead } from '@/components/ui/section'
import type { NoPayment, PaymentPage } from '@/lib/data/payment'
import { payments } from '@/messages/payments'

const { states } = payments

type Page = Extract<PaymentPage, NoPayment>

/** A transaction without a payment: which of the reasons it is. A reverted one is never green. */
export function NoPaymentView({ page }: { page: Page }) {
  const isReverted = page.kind === 'reverted'
  return (
    <>
      <PageHead title={states[page.kind].title} lead={<TxHash hash={page.hash} state={stateOf(page)} />} />
      <Note className="mt-5" tone={isReverted ? 'danger' : page.kind === 'unknown' ? 'warning' : 'neutral'} announce>
        {sayOf(page)}
      </Note>
    </>
  )
}

function stateOf({ kind }: Page) {
  if (kind === 'unknown') return undefined
  if (kind === 'pending') return 'pending'
  return kind === 'reverted' ? 'reverted' : 'confirmed'
}

function sayOf(page: Page): string {
  switch (page.kind) {
    case 'unknown':
      return states.unknown.say
    case 'pending':
      return states.pending.say
    case 'reverted':
      return states.reverted.say(grouped(page.at))
    case 'behind':
      return states.behind.say(grouped(page.at), grouped(page.at))
    case 'unpaid':
      return states.unpaid.say([...new Set(page.events)].join(', '))
    case 'foreign':
      return states.foreign.say(grouped(page.at))
  }
}
