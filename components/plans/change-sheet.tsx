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
import { paymentHref } from './payment-href'
import { holdQuote, QuoteLine, useUpgradeQuote } from './quote'
import { UpgradeFormula } from './upgrade-formula'
import { useHeld } from './use-held'
import { WhereItGoes } from './where-it-goes'

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
  const title = `Upgrade to ${planName(plan.id)}`
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
      problem={quote.isError ? 'There is no price now, so nothing can be bought.' : undefined}
      title={title}
      before={() => holdQuote(quote)}
      path="credits"
      pays={step ? { wei: step.cxpt, micro: usdOf(step.cxpt, step.price), label: 'Leaves your credits' } : undefined}
      rows={[
        { name: 'For the rest of the period', value: step && `${usdText(step.usd)}, to ${formatTime(end)}` },
        { name: 'at most, or nothing happens', value: maxIn !== null && <Amount wei={maxIn} rounding="up" unit /> },
        { name: 'You receive now', value: step && `${grouped(step.allowance)} tokens more` },
        { name: 'Then', value: `${usdText(plan.usd)} every 30 days, from ${formatDay(end)}` },
      ]}
      act={cost === null ? 'Upgrade' : `Pay ${cxptText(cost, 4, { rounding: 'up' })} CXPT of credits`}
      remedies={{ 'load-credits': <Link href="/account?act=load">Load credits</Link> }}
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
  const title = isUndo ? `Stay with ${planName(plan.id)}` : `Change to ${planName(plan.id)}`
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
      problem={`${planName(plan.id)} is your plan, to ${formatTime(subscription.end)}.`}
      title={isOwn && !isUndo ? `You have ${planName(plan.id)}` : title}
      rows={[
        { name: 'Now', value: `${planName(subscription.plan)}, to ${formatTime(subscription.end)}` },
        { name: 'From the next period', value: `${planName(plan.id)}, ${usdText(plan.usd)} every 30 days` },
        { name: 'You pay now', value: 'nothing but gas' },
      ]}
      act={isUndo ? 'Undo the change' : `Change at the end of the period`}
      receiptHref={() => '/account'}
    >
      <Note className="mt-3">
        {subscription.autoRenew
          ? 'The change happens with the next renewal. You can undo it until then.'
          : 'Renewal is off: the change happens only if you renew. Access stays to the end of the period.'}
      </Note>
    </TxSheet>
  )
}
