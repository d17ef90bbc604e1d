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
import { terms } from '@/messages/terms'
import { BuyFields } from './buy-fields'
import { ConsentBox, useConsent } from './consent'
import { paymentHref } from './payment-href'
import { horizonOf, type Purchase, parseExtra, purchaseOf } from './purchase'
import { holdQuote, QuoteLine, usePlanQuote } from './quote'
import { useHeld } from './use-held'
import { WhereItGoes } from './where-it-goes'

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
  const title = `${planName(plan.id)}, 30 days`
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
      problem={
        quote.isError ? 'There is no price now, so nothing can be bought.' : consent.isAsked ? terms.needed : undefined
      }
      before={async () => (await holdQuote(quote)) ?? consent.store()}
      title={title}
      path={path ?? undefined}
      pays={
        purchase && price !== null ? { wei: purchase.fromWallet, micro: usdOf(purchase.fromWallet, price) } : undefined
      }
      rows={purchase ? rowsOf(plan, purchase, isRenewing, referrer) : []}
      act={actOf(purchase)}
      remedies={{ 'get-cxpt': 'Load less on top, or bring CXPT to this wallet.', 'load-credits': null }}
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
  if (!purchase) return 'Buy'
  if (purchase.fromWallet === 0n) return `Pay ${cxptText(purchase.cost, 4, { rounding: 'up' })} CXPT of credits`
  return `Sign and send ${cxptText(purchase.fromWallet, 4, { rounding: 'up' })} CXPT`
}

function rowsOf(plan: Plan, purchase: Purchase, isRenewing: boolean, referrer: Address | null) {
  return [
    {
      name: (
        <>
          The plan <span className="text-ink-3">{usdText(plan.usd)}</span>
        </>
      ),
      value: <Amount wei={purchase.cost} rounding="up" unit />,
    },
    { name: 'at most, or nothing happens', value: <Amount wei={purchase.maxIn} rounding="up" unit /> },
    { name: 'Your credits afterwards', value: <Amount wei={purchase.creditsAfter} rounding="down" unit /> },
    {
      name: 'You receive',
      value: (
        <>
          <b className="font-medium">{plan.allowance.toLocaleString('en-US')} tokens</b> to{' '}
          {momentText(purchase.endsAt)}
        </>
      ),
    },
    {
      name: 'Next charge',
      value: isRenewing ? (
        <>
          {formatDay(purchase.endsAt)} · {usdText(plan.usd)} from credits, at most{' '}
          {cxptText(purchase.renewCap, 4, { rounding: 'up' })} CXPT
        </>
      ) : (
        <>none, access ends on {formatDay(purchase.endsAt)}</>
      ),
    },
    ...(referrer ? [{ name: 'Referred by', value: <AddressText address={referrer} /> }] : []),
  ]
}

type HorizonProps = { plan: Plan; purchase: Purchase; price: bigint; isRenewing: boolean }

/** The renewal horizon in one sentence. */
function Horizon({ plan, purchase, price, isRenewing }: HorizonProps) {
  const { renewals, coveredUntil, missing } = horizonOf(purchase, plan.usd, price)
  return (
    <p className="flex gap-2.5 py-2.5 text-table text-ink-2">
      <Icon of={CalendarClock} className="mt-0.5" />
      <span>
        {isRenewing && renewals > 0n && (
          <>
            Your credits will cover{' '}
            <b>
              {renewals.toString()} renewal{renewals === 1n ? '' : 's'}
            </b>{' '}
            at today’s price, to {formatDay(coveredUntil)}.{' '}
          </>
        )}
        {isRenewing && renewals === 0n && (
          <>Your credits will not cover a renewal yet: {cxptText(missing, 4, { rounding: 'up' })} CXPT more would. </>
        )}
        Unspent credits stay yours; a started period is not refunded.
      </span>
    </p>
  )
}
