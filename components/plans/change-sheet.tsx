'use client'

import Link from 'next/link'
import { TxSheet } from '@/components/tx/tx-sheet'
import { useTransaction } from '@/components/tx/use-transaction'
import { Amount } from '@/components/ui/amount'
import { cxptText, grouped, usdText } from '@/components/ui/amount-text'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import type { AccountState } from '@/lib/chain/account-state'
import { getContract } from '@/lib/chain/contract'
import type { Plan } from '@/lib/chain/plans-state'
import { usdOf } from '@/lib/domain/money'
import { planName } from '@/lib/domain/plan-name'
import { formatDay, formatTime } from '@/lib/domain/time'
import { callOf, singleCall } from '@/lib/tx/flow'
import { buying } from '@/messages/buying'
import { paymentHref } from './payment-href'
import { holdQuote, QuoteLine, useUpgradeQuote } from './quote'
import { UpgradeFormula } from './upgrade-formula'
import { useHeld } from './use-held'
import { WhereItGoes } from './where-it-goes'

const { upgrade: up, change: words } = buying

type Props = { plan: Plan; plans: readonly Plan[]; account: AccountState; onClose: () => void }

/** With a running plan: move up now, or change at the end of the period. */
export function ChangeSheet({ plan, plans, account: current, onClose }: Props) {
  const { stage: upgrade } = useTransaction(`upgrade:${plan.id}`)
  const { stage: change } = useTransaction(`change:${plan.id}`)
  const account = useHeld(upgrade.name === 'idle' ? change : upgrade, current, Object.is)
  const from = plans.find(({ id }) => id === account.subscription.plan)
  const isUp = from !== undefined && plan.usd > from.usd && plan.allowance > from.allowance
  return isUp && account.status === 'active' ? (
    <UpgradeSheet plan={plan} from={from} account={account} onClose={onClose} />
  ) : (
    <ScheduleSheet plan={plan} account={account} onClose={onClose} />
  )
}

function UpgradeSheet({ plan, from, account, onClose }: Omit<Props, 'plans'> & { from: Plan }) {
  const { at } = useWallet()
  const { end } = account.subscription
  const quote = useUpgradeQuote(account.address, plan.id)
  const { stage } = useTransaction(`upgrade:${plan.id}`)
  const step = useHeld(stage, quote.data ?? null, Object.is)
  const cost = step?.cxpt ?? null
  const maxIn = step?.maxIn ?? null
  const subscriptions = getContract(at.deployment, 'Subscriptions')
  const title = up.title(planName(plan.id))
  const flow =
    cost === null || maxIn === null
      ? null
      : singleCall(`upgrade:${plan.id}`, title, callOf('Subscriptions', subscriptions, 'upgrade', [plan.id, maxIn]), {
          credits: cost,
          flags: ['spend'],
          isPriced: true,
        })
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey={`upgrade:${plan.id}`}
      flow={flow}
      problem={quote.isError ? buying.noPrice : undefined}
      title={title}
      before={() => holdQuote(quote)}
      path="credits"
      pays={step ? { wei: step.cxpt, micro: usdOf(step.cxpt, step.price), label: up.pays } : undefined}
      rows={[
        { name: up.rest, value: step && up.restOf(usdText(step.usd), formatTime(end)) },
        { name: buying.atMost, value: maxIn !== null && <Amount wei={maxIn} rounding="up" unit /> },
        { name: up.receive, value: step && up.tokens(grouped(step.allowance)) },
        { name: up.later, value: up.laterEvery(usdText(plan.usd), formatDay(end)) },
      ]}
      act={cost === null ? up.act : buying.payCredits(cxptText(cost, 4, { rounding: 'up' }))}
      remedies={{
        'load-credits': (
          <Link prefetch={false} href="/account?act=load">
            {up.load}
          </Link>
        ),
      }}
      receiptHref={paymentHref}
      fields={<QuoteLine quote={quote} />}
    >
      {step && <UpgradeFormula from={from} to={plan} end={end} step={step} />}
      {cost !== null && <WhereItGoes amount={cost} />}
    </TxSheet>
  )
}

function ScheduleSheet({ plan, account, onClose }: Omit<Props, 'plans'>) {
  const { at } = useWallet()
  const { subscription } = account
  const subscriptions = getContract(at.deployment, 'Subscriptions')
  const isOwn = plan.id === subscription.plan
  const isUndo = isOwn && subscription.nextPlan !== 0
  const title = isUndo ? words.undoTitle(planName(plan.id)) : words.title(planName(plan.id))
  const flow =
    isOwn && !isUndo
      ? null
      : singleCall(
          `change:${plan.id}`,
          title,
          callOf('Subscriptions', subscriptions, 'scheduleChange', [isUndo ? 0 : plan.id]),
        )
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey={`change:${plan.id}`}
      flow={flow}
      problem={words.own(planName(plan.id), formatTime(subscription.end))}
      title={isOwn && !isUndo ? words.ownTitle(planName(plan.id)) : title}
      rows={[
        { name: words.now, value: words.nowIs(planName(subscription.plan), formatTime(subscription.end)) },
        { name: words.next, value: words.nextIs(planName(plan.id), usdText(plan.usd)) },
        { name: words.pay, value: words.onlyGas },
      ]}
      act={isUndo ? words.undo : words.act}
      receiptHref={() => '/account'}
    >
      <Note className="mt-3">{subscription.autoRenew ? words.renewing : words.notRenewing}</Note>
    </TxSheet>
  )
}
