import { Amount, Usd } from '@/components/ui/amount'
import { Countdown } from '@/components/ui/countdown'
import { Note } from '@/components/ui/note'
import { Stat, StatRow } from '@/components/ui/stat'
import { momentText } from '@/components/ui/time-text'
import type { HeldPart, ProviderView } from '@/lib/data/provider'
import { usdOf } from '@/lib/domain/money'
import { secondsOf } from '@/lib/domain/time'
import { provider as words } from '@/messages/provider'

/** Claimable, pending until, held and why, claimed. */
export function Numbers({ view }: { view: ProviderView }) {
  const { numbers, price, time, isOwner } = view
  const { claimable, claimed, pending, held } = numbers
  const heldSum = held.reduce((sum, { amount }) => sum + amount, 0n)
  return (
    <>
      <StatRow>
        <Stat
          label={words.claimable}
          note={
            <>
              {price !== null && claimable > 0n && (
                <>
                  <Usd micro={usdOf(claimable, price)} digits={2} /> ·{' '}
                </>
              )}
              {words.claimableNote}
            </>
          }
        >
          <Amount wei={claimable} rounding="down" unit copy />
        </Stat>
        <Stat label={words.pending} note={<PendingNote pending={pending} now={time} />}>
          <Amount wei={pending?.amount ?? 0n} rounding="down" unit />
        </Stat>
        <Stat label={words.held} note={heldNote(held, isOwner)}>
          <Amount wei={heldSum} rounding="down" unit />
        </Stat>
        <Stat label={words.claimed} note={words.claimedNote}>
          <Amount wei={claimed} rounding="down" unit />
        </Stat>
      </StatRow>
      {held.length > 0 && (
        <Note className="mt-4">
          <ul className="grid gap-1" aria-label={words.heldTitle}>
            {held.map((part) => (
              <li key={part.label}>
                <b>
                  <Amount wei={part.amount} rounding="down" unit />
                </b>{' '}
                · {whyText(part)}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </>
  )
}

function heldNote(held: readonly HeldPart[], isOwner: boolean): string {
  if (held.length > 0) return held.map(({ label }) => words.epochName(label)).join(', ')
  return isOwner ? words.heldNothing : words.heldSignIn
}

function whyText({ label, why, until }: HeldPart): string {
  const name = words.epochName(label)
  const when = until ? momentText(until) : ''
  switch (why) {
    case 'running':
      return words.heldWhy.running(name, when)
    case 'over':
      return words.heldWhy.over(name, when)
    case 'closed':
      return words.heldWhy.closed(name)
    case 'vetoed':
      return words.heldWhy.vetoed(name)
  }
}

function PendingNote({ pending, now }: { pending: ProviderView['numbers']['pending']; now: Date }) {
  if (!pending?.acceptAt) return words.nothingPending
  const target = Number(secondsOf(pending.acceptAt))
  return (
    <>
      {momentText(pending.acceptAt)} ·{' '}
      <Countdown
        target={target}
        now={Number(secondsOf(now))}
        announce={words.windowAnnounce}
        done={words.pendingReady}
      />
    </>
  )
}
