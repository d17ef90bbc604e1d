import { Amount, Usd } from '@/components/ui/amount'
import { grouped } from '@/components/ui/amount-text'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Countdown } from '@/components/ui/countdown'
import { Empty } from '@/components/ui/empty'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { ageText, dayText, momentText } from '@/components/ui/time-text'
import type { ChainAccount } from '@/lib/data/account'
import { planName } from '@/lib/domain/plan-name'
import { closeOf, type Status } from '@/lib/domain/subscription'
import { formatDay } from '@/lib/domain/time'
import { account } from '@/messages/account'
import { accountPlan as words } from '@/messages/account-plan'
import { terms } from '@/messages/terms'

const TONES: Record<Exclude<Status, 'none'>, BadgeTone> = { active: 'success', grace: 'warning', lapsed: 'danger' }

/** The plan and its running period. */
export function PlanSection({ chain, now }: { chain: ChainAccount; now: Date }) {
  const { state, plan, nextPlan } = chain
  const { subscription, status } = state
  if (status === 'none' || !plan) {
    return (
      <Section title={words.title}>
        <Empty action={<a href="/plans">{terms.toPlans}</a>}>{words.none}</Empty>
      </Section>
    )
  }
  const seconds = Math.floor(now.getTime() / 1_000)
  return (
    <Section
      title={planName(plan.id)}
      note={words.period(subscription.index, dayText(subscription.start), momentText(subscription.end))}
      aside={<Badge tone={TONES[status]}>{words.states[status]}</Badge>}
      id="plan"
    >
      {status === 'active' && (
        <div className="mb-3">
          <span className="text-caption text-ink-2">{words.left}</span>
          <div className="text-stat">
            <Countdown
              target={Number(subscription.end)}
              now={seconds}
              from={Number(subscription.start)}
              announce={words.endedAnnounce}
              done={words.ended}
            />
          </div>
        </div>
      )}
      {status === 'grace' && <GraceNote chain={chain} now={seconds} />}
      {status === 'lapsed' && <Note className="mb-3">{words.lapsed(formatDay(subscription.end))}</Note>}
      <KeyValues>
        <KeyValue name={words.price}>
          <Usd micro={plan.usd} digits={2} /> {words.every}
        </KeyValue>
        <KeyValue name={words.tokens}>{grouped(subscription.allowance)}</KeyValue>
        <KeyValue name={words.requests}>
          {plan.concurrency}, {grouped(BigInt(plan.rpm))}
        </KeyValue>
        {nextPlan && (
          <KeyValue name={words.next}>
            {planName(nextPlan.id)}, <Usd micro={nextPlan.usd} digits={2} />{' '}
            <a href={`/plans?plan=${plan.id}`}>{account.undoChange}</a>
          </KeyValue>
        )}
        <KeyValue name={words.renews}>
          {subscription.autoRenew ? (
            <>
              {words.renewsOn(formatDay(subscription.end))} <Amount wei={subscription.renewCap} unit />
            </>
          ) : (
            words.renewsNot
          )}
        </KeyValue>
        {status === 'active' && (
          <KeyValue name={account.ifNotRenewed}>
            {account.ifNotRenewedSay(momentText(subscription.end), momentText(closeOf(subscription.end)))}
          </KeyValue>
        )}
        {plan.retireAt !== null && (
          <KeyValue name={words.retired}>{words.retiredFrom(formatDay(plan.retireAt))}</KeyValue>
        )}
      </KeyValues>
    </Section>
  )
}

function GraceNote({ chain, now }: { chain: ChainAccount; now: number }) {
  const { end } = chain.state.subscription
  const close = Number(closeOf(end))
  return (
    <Note tone="warning" className="mb-3">
      {words.grace(momentText(end), ageText(Math.max(0, close - now)), momentText(close))}
    </Note>
  )
}
