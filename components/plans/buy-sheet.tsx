'use client'

import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import type { Address } from 'viem'
import { TxSheet } from '@/components/tx/tx-sheet'
import { usePayPath } from '@/components/tx/use-pay-path'
import { useTransaction } from '@/components/tx/use-transaction'
import { AddressText } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { cxptText, usdText } from '@/components/ui/amount-text'
import { Icon } from '@/components/ui/icon'
import { momentText } from '@/components/ui/time-text'
import { useWallet } from '@/components/wallet/use-wallet'
import type { AccountState } from '@/lib/chain/account-state'
import type { Plan } from '@/lib/chain/plans-state'
import { usdOf } from '@/lib/domain/money'
import { planName } from '@/lib/domain/plan-name'
import { formatDay } from '@/lib/domain/time'
import { buyPlan } from '@/lib/tx/payments'
import { buying } from '@/messages/buying'
import { terms } from '@/messages/terms'
import { BuyFields } from './buy-fields'
import { ConsentBox, useConsent } from './consent'
import { paymentHref } from './payment-href'
import { horizonOf, type Purchase, parseExtra, purchaseOf } from './purchase'
import { holdQuote, QuoteLine, usePlanQuote } from './quote'
import { useHeld } from './use-held'
import { WhereItGoes } from './where-it-goes'

const { sheet: words } = buying

type Props = { plan: Plan; account: AccountState | null; referrer: Address | null; onClose: () => void }

/** Buying a plan: what leaves the wallet, what is received, where it goes, then one button that names the amount. */
export function BuySheet({ plan, account: current, referrer, onClose }: Props) {
  const { at, address } = useWallet()
  const key = `subscribe:${plan.id}`
  const { stage } = useTransaction(key)
  const quote = usePlanQuote(plan.id)
  const { account, terms: offer } = useHeld(
    stage,
    { account: current, terms: quote.data },
    (a, b) => a.account === b.account && a.terms === b.terms,
  )
  const consent = useConsent(address)
  const [extraText, setExtraText] = useState('')
  const [isRenewing, setRenewing] = useState(true)
  const extra = parseExtra(extraText)
  const refused = stage.name === 'failed' && stage.error.code === 'WALLET_UNSUPPORTED'

  const purchase =
    offer && extra.ok
      ? purchaseOf({
          cost: offer.cxpt,
          available: account?.available ?? 0n,
          extra: extra.wei,
          now: offer.time,
        })
      : null
  const path = usePayPath(purchase?.fromWallet ?? 0n, account?.approved ?? 0n, refused)
  const title = words.title(planName(plan.id))
  const flow =
    purchase && path && account && address && consent.isGiven
      ? buyPlan({
          deployment: at.deployment,
          plan: plan.id,
          maxIn: purchase.maxIn,
          isRenewing,
          renewCap: purchase.renewCap,
          referrer,
          fromWallet: purchase.fromWallet,
          cost: purchase.cost,
          path,
          title,
        })
      : null
  const price = offer?.price ?? null

  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey={key}
      flow={flow}
      problem={quote.isError ? buying.noPrice : consent.isAsked ? terms.needed : undefined}
      before={async () => (await holdQuote(quote)) ?? consent.store()}
      title={title}
      path={path ?? undefined}
      pays={
        purchase && price !== null ? { wei: purchase.fromWallet, micro: usdOf(purchase.fromWallet, price) } : undefined
      }
      rows={purchase ? rowsOf(plan, purchase, isRenewing, referrer) : []}
      act={actOf(purchase)}
      remedies={{ 'get-cxpt': words.short, 'load-credits': null }}
      receiptHref={paymentHref}
      fields={
        <>
          <QuoteLine quote={quote} />
          <BuyFields
            extra={extraText}
            onExtra={setExtraText}
            error={extra.ok ? undefined : extra.say}
            usual={purchase?.extra ?? null}
            isRenewing={isRenewing}
            onRenewing={setRenewing}
          />
          <ConsentBox consent={consent} />
        </>
      }
    >
      {purchase && price !== null && <Horizon plan={plan} purchase={purchase} price={price} isRenewing={isRenewing} />}
      {purchase && <WhereItGoes amount={purchase.cost} />}
    </TxSheet>
  )
}

function actOf(purchase: Purchase | null): string {
  if (!purchase) return words.act
  if (purchase.fromWallet === 0n) return buying.payCredits(cxptText(purchase.cost, 4, { rounding: 'up' }))
  return words.sign(cxptText(purchase.fromWallet, 4, { rounding: 'up' }))
}

function rowsOf(plan: Plan, purchase: Purchase, isRenewing: boolean, referrer: Address | null) {
  return [
    {
      name: (
        <>
          {words.plan} <span className="text-ink-3">{usdText(plan.usd)}</span>
        </>
      ),
      value: <Amount wei={purchase.cost} rounding="up" unit />,
    },
    { name: buying.atMost, value: <Amount wei={purchase.maxIn} rounding="up" unit /> },
    { name: words.creditsAfter, value: <Amount wei={purchase.creditsAfter} rounding="down" unit /> },
    {
      name: words.receive,
      value: (
        <>
          <b className="font-medium">{words.tokens(plan.allowance.toLocaleString('en-US'))}</b>{' '}
          {words.until(momentText(purchase.endsAt))}
        </>
      ),
    },
    {
      name: words.nextCharge,
      value: isRenewing
        ? words.renews(
            formatDay(purchase.endsAt),
            usdText(plan.usd),
            cxptText(purchase.renewCap, 4, { rounding: 'up' }),
          )
        : words.endsOn(formatDay(purchase.endsAt)),
    },
    ...(referrer ? [{ name: words.referrer, value: <AddressText address={referrer} /> }] : []),
  ]
}

type HorizonProps = { plan: Plan; purchase: Purchase; price: bigint; isRenewing: boolean }

/** The renewal horizon in one sentence. */
function Horizon({ plan, purchase, price, isRenewing }: HorizonProps) {
  const { renewals, coveredUntil, missing } = horizonOf(purchase, plan.usd, price)
  const [before, strong, after] = words.covers(renewals, formatDay(coveredUntil))
  return (
    <p className="flex gap-2.5 py-2.5 text-table text-ink-2">
      <Icon of={CalendarClock} className="mt-0.5" />
      <span>
        {isRenewing && renewals > 0n && (
          <>
            {before}
            <b>{strong}</b>
            {after}{' '}
          </>
        )}
        {isRenewing && renewals === 0n && `${words.missing(cxptText(missing, 4, { rounding: 'up' }))} `}
        {words.kept}
      </span>
    </p>
  )
}
