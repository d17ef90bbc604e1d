import type { ReactNode } from 'react'
import { Amount, Usd } from '@/components/ui/amount'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Countdown } from '@/components/ui/countdown'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import { dayText } from '@/components/ui/time-text'
import type { EarnedPeriod } from '@/lib/data/earnings'
import type { RewardStream } from '@/lib/data/rewards'
import { usdOf } from '@/lib/domain/money'
import { formatMonth, parseMonth } from '@/lib/domain/month'
import { secondsOf } from '@/lib/domain/time'
import { rewards as words } from '@/messages/rewards'

type Props = {
  stream: RewardStream
  now: Date
  price: bigint | null
  /** The button that claims; nothing when there is nothing to claim. */
  claim: ReactNode
  /** Where one stands in the running month. */
  children: ReactNode
}

/** One kind of reward: what can be claimed, what waits and until when, the tier, the months. */
export function StreamSection({ stream, now, price, claim, children }: Props) {
  const { category, claimable, claimed, pending, periods } = stream
  return (
    <Section
      title={category === 'referral' ? words.referral : words.loyalty}
      note={category === 'referral' ? words.referralNote : words.loyaltyNote}
      id={category}
    >
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <span className="text-caption text-ink-2">{words.claimable}</span>
          <div className="text-title">
            <Amount wei={claimable} rounding="down" unit copy />
          </div>
          {price !== null && claimable > 0n && (
            <p className="text-caption text-ink-3">
              <Usd micro={usdOf(claimable, price)} digits={2} />
            </p>
          )}
        </div>
        {claim}
      </div>
      <KeyValues>
        <KeyValue name={words.pending}>
          {pending ? <Pending pending={pending} now={now} /> : <span className="text-ink-3">{words.nothing}</span>}
        </KeyValue>
        <Held stream={stream} />
        <KeyValue name={words.claimed}>
          <Amount wei={claimed} rounding="down" />
        </KeyValue>
      </KeyValues>
      <div className="mt-4">{children}</div>
      <Months periods={periods} />
    </Section>
  )
}

function Pending({ pending, now }: { pending: NonNullable<RewardStream['pending']>; now: Date }) {
  return (
    <>
      <Amount wei={pending.amount} rounding="down" unit />{' '}
      {pending.acceptAt && (
        <Countdown
          target={Number(secondsOf(pending.acceptAt))}
          now={Number(secondsOf(now))}
          announce={words.windowAnnounce}
          done={words.pendingReady}
        />
      )}
    </>
  )
}

const nameOf = (label: string): string => {
  const month = parseMonth(label)
  return month ? formatMonth(month) : label
}

function Held({ stream: { open, closed } }: { stream: RewardStream }) {
  const parts = [
    ...open.map(({ month, isRunning, amount, until }) => {
      const when = dayText(until, { year: true })
      const name = nameOf(month)
      return { id: month, amount, say: isRunning ? words.heldRunning(name, when) : words.heldUntil(name, when) }
    }),
    ...closed.map(({ id, label, added }) => ({ id, amount: added, say: words.heldClosed(nameOf(label)) })),
  ]
  if (parts.length === 0) {
    return (
      <KeyValue name={words.held}>
        <span className="text-ink-3">{words.nothing}</span>
      </KeyValue>
    )
  }
  return parts.map(({ id, amount, say }) => (
    <KeyValue key={id} name={`${words.held}: ${say}`}>
      <Amount wei={amount} rounding="down" />
    </KeyValue>
  ))
}

const TONES: Record<EarnedPeriod['state'], BadgeTone> = {
  closed: 'neutral',
  pending: 'info',
  accepted: 'success',
  vetoed: 'danger',
  replaced: 'warning',
  revoked: 'danger',
}

function Months({ periods }: { periods: readonly EarnedPeriod[] }) {
  return (
    <div className="mt-5">
      <h3 className="mb-1">{words.history}</h3>
      {periods.length === 0 ? (
        <Empty>{words.noMonths}</Empty>
      ) : (
        <Table label={words.history} rows={34}>
          <thead>
            <tr>
              <Th>{words.month}</Th>
              <Th num>{words.earned}</Th>
              <Th num>{words.root}</Th>
            </tr>
          </thead>
          <tbody>
            {periods.map(({ id, label, added, state }) => (
              <tr key={id}>
                <RowHead>{nameOf(label)}</RowHead>
                <Td num>
                  <Amount wei={added} rounding="down" />
                </Td>
                <Td num>
                  <Badge tone={TONES[state]}>{words.state[state]}</Badge>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  )
}
