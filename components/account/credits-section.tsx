import { CalendarClock } from 'lucide-react'
import { Amount, Usd } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { Countdown } from '@/components/ui/countdown'
import { Icon } from '@/components/ui/icon'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import type { ChainAccount, LedgerAccount } from '@/lib/data/account'
import { greater, usdOf } from '@/lib/domain/money'
import { planName } from '@/lib/domain/plan-name'
import { type RunOut, runOut } from '@/lib/domain/run-out'
import type { RenewalHorizon } from '@/lib/domain/subscription'
import { DAY, formatDay, secondsOf } from '@/lib/domain/time'
import { account } from '@/messages/account'
import { credits as words } from '@/messages/credits'

const { runOut: lasting } = account

/** Credits: what they are, where they came from and went, what they still cover. */
export function CreditsSection({ ledger, chain }: { ledger: LedgerAccount; chain: ChainAccount | null }) {
  const { credits, sums, price, block } = ledger
  return (
    <Section title={words.title} aside={<Stamp block={block} />} id="credits">
      <div className="text-title">
        <Amount wei={credits} rounding="down" unit copy />
      </div>
      <p className="mb-2 text-caption text-ink-3">
        {price === null ? (
          words.noPrice
        ) : (
          <>
            <Usd micro={usdOf(credits, price)} digits={2} /> {words.worth}
          </>
        )}
      </p>
      <KeyValues>
        <KeyValue name={words.loaded}>
          <Amount wei={sums.loaded} />
        </KeyValue>
        <KeyValue name={words.spent}>
          <Amount wei={-sums.spent} />
        </KeyValue>
        <KeyValue name={words.withdrawn}>
          <Amount wei={-sums.withdrawn} />
        </KeyValue>
        <KeyValue name={words.balance} total={sums.loaded - sums.spent - sums.withdrawn === credits}>
          <Amount wei={credits} />
        </KeyValue>
      </KeyValues>
      {chain && <Lasting chain={chain} ledger={ledger} />}
      {chain?.horizon && <HorizonNote horizon={chain.horizon} chain={chain} />}
      {chain && <Asked chain={chain} ledger={ledger} />}
    </Section>
  )
}

const COMPLETE_DAYS = 29n

/** When credits run out if use goes on as in the last 29 complete days and the price stays. */
function Lasting({ chain: { state, horizon }, ledger }: { chain: ChainAccount; ledger: LedgerAccount }) {
  const today = ledger.time.toISOString().slice(0, 10)
  const used = ledger.days
    .filter(({ kind, day }) => kind === 'settled' && day < today)
    .reduce((sum, { amount }) => sum + amount, 0n)
  const now = secondsOf(ledger.time)
  const { end, autoRenew } = state.subscription
  const inDays = Number((greater(end - now, 0n) + DAY - 1n) / DAY)
  const renewal = horizon && autoRenew ? { inDays, cost: horizon.cost } : null
  const forecast = runOut({ credits: state.available, perDay: used / COMPLETE_DAYS, renewal })
  return (
    <KeyValues>
      <KeyValue name={lasting.name}>{lastingOf(forecast, now)}</KeyValue>
    </KeyValues>
  )
}

function lastingOf(forecast: RunOut, now: bigint): string {
  if (forecast.kind === 'never') return lasting.never
  if (forecast.kind === 'later') return lasting.later
  return lasting[forecast.because](formatDay(now + BigInt(forecast.days) * DAY))
}

function HorizonNote({ horizon, chain }: { horizon: RenewalHorizon; chain: ChainAccount }) {
  const { renewals, coveredUntil, missing, isAboveCap, cost } = horizon
  const { autoRenew } = chain.state.subscription
  const more = cxptText(missing, 4, { rounding: 'up' })
  const [before, strong, after] =
    renewals > 0n
      ? words.covers(renewals, formatDay(coveredUntil), more)
      : words.missing(planName(chain.nextPlan?.id ?? chain.plan?.id ?? 0), more)
  return (
    <Note icon={CalendarClock} className="mt-3" tone={renewals === 0n && autoRenew ? 'warning' : 'neutral'}>
      {before}
      <b>{strong}</b>
      {after}
      {isAboveCap && autoRenew && ` ${words.aboveCap(cxptText(cost, 4, { rounding: 'up' }))}`}
    </Note>
  )
}

/** What was asked for and waits: a withdrawal, a budget. */
function Asked({ chain: { state }, ledger }: { chain: ChainAccount; ledger: LedgerAccount }) {
  const { pending, unlockAt, budgetUsd, usedUsd, usedDay, nextBudgetUsd, nextBudgetDay } = state.account
  const now = secondsOf(ledger.time)
  const today = now / DAY
  const inForce = nextBudgetDay !== 0n && today >= nextBudgetDay ? nextBudgetUsd : budgetUsd
  const isWaiting = nextBudgetDay !== 0n && today < nextBudgetDay
  if (pending === 0n && inForce === 0n && !isWaiting) return null
  return (
    <div className="mt-3">
      <KeyValues>
        {pending > 0n && (
          <>
            <KeyValue name={words.asked}>
              <Amount wei={pending} unit />
            </KeyValue>
            <KeyValue name={now < unlockAt ? words.possibleIn : words.withdrawal}>
              <Countdown
                target={Number(unlockAt)}
                now={Number(now)}
                announce={words.possibleAnnounce}
                done={words.possibleNow}
              />
            </KeyValue>
          </>
        )}
        {inForce > 0n && (
          <KeyValue name={words.budget}>
            <Usd micro={usedDay === today ? usedUsd : 0n} digits={2} /> {words.budgetUsed.of}{' '}
            <Usd micro={inForce} digits={2} /> {words.budgetUsed.used}
          </KeyValue>
        )}
        {isWaiting && (
          <KeyValue name={words.budgetNext}>
            <Icon of={CalendarClock} /> <Usd micro={nextBudgetUsd} digits={2} />{' '}
            {words.budgetFrom(formatDay(nextBudgetDay * DAY))}
          </KeyValue>
        )}
      </KeyValues>
    </div>
  )
}
