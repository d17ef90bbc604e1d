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
import { account as words } from '@/messages/account'

const STATES: Record<Exclude<Status, 'none'>, { tone: BadgeTone; word: string }> = {
  active: { tone: 'success', word: 'Active' },
  grace: { tone: 'warning', word: 'Grace' },
  lapsed: { tone: 'danger', word: 'Lapsed' },
}

/** The plan and its running period. */
export function PlanSection({ chain, now }: { chain: ChainAccount; now: Date }) {
  const { state, plan, nextPlan } = chain
  const { subscription, status } = state
  if (status === 'none' || !plan) {
    return (
      <Section title="Plan">
        <Empty action={<a href="/plans">See the plans</a>}>No plan yet. Metered use is paid from credits.</Empty>
      </Section>
    )
  }
  const seconds = Math.floor(now.getTime() / 1_000)
  const { tone, word } = STATES[status]
  return (
    <Section
      title={planName(plan.id)}
      note={`Period ${subscription.index} · ${dayText(subscription.start)} to ${momentText(subscription.end)}`}
      aside={<Badge tone={tone}>{word}</Badge>}
      id="plan"
    >
      {status === 'active' && (
        <div className="mb-3">
          <span className="text-caption text-ink-2">Left of this period</span>
          <div className="text-stat">
            <Countdown
              target={Number(subscription.end)}
              now={seconds}
              from={Number(subscription.start)}
              announce="The period has ended"
              done="Ended"
            />
          </div>
        </div>
      )}
      {status === 'grace' && <GraceNote chain={chain} now={seconds} />}
      {status === 'lapsed' && (
        <Note className="mb-3">
          The period ended {formatDay(subscription.end)} and was not renewed in time. A new plan starts when you buy
          one; tokens of the old period are gone, credits are not.
        </Note>
      )}
      <KeyValues>
        <KeyValue name="Price">
          <Usd micro={plan.usd} digits={2} /> every 30 days
        </KeyValue>
        <KeyValue name="Tokens of this period">{grouped(subscription.allowance)}</KeyValue>
        <KeyValue name="Requests at once, per minute">
          {plan.concurrency}, {grouped(BigInt(plan.rpm))}
        </KeyValue>
        {nextPlan && (
          <KeyValue name="From the next period">
            {planName(nextPlan.id)}, <Usd micro={nextPlan.usd} digits={2} />{' '}
            <a href={`/plans?plan=${plan.id}`}>{words.undoChange}</a>
          </KeyValue>
        )}
        <KeyValue name="Renews">
          {subscription.autoRenew ? (
            <>
              {formatDay(subscription.end)}, from credits, at most <Amount wei={subscription.renewCap} unit />
            </>
          ) : (
            <>no, access stays to the end of the period</>
          )}
        </KeyValue>
        {status === 'active' && (
          <KeyValue name={words.ifNotRenewed}>
            {words.ifNotRenewedSay(momentText(subscription.end), momentText(closeOf(subscription.end)))}
          </KeyValue>
        )}
        {plan.retireAt !== null && (
          <KeyValue name="This plan is retired">no purchase or renewal from {formatDay(plan.retireAt)}</KeyValue>
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
      The period ended {momentText(end)} and was not renewed. It can be renewed for at least{' '}
      {ageText(Math.max(0, close - now))} more, to {momentText(close)}; unused tokens wait until then.
    </Note>
  )
}
