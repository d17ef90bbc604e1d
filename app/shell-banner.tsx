import { Banner } from '@/components/ui/banner'
import { ageText, momentText } from '@/components/ui/time-text'
import type { ShellState, Stopped } from '@/lib/data/shell'

const STOPPED: Record<Stopped, { name: string; stops: string; goesOn: string }> = {
  deposit: {
    name: 'Loading credits',
    stops: 'Credits cannot be loaded.',
    goesOn: 'Spending and withdrawing credits go on.',
  },
  spend: {
    name: 'Spending',
    stops: 'Subscribing, renewing and metered use have stopped.',
    goesOn: 'Loading and withdrawing credits go on.',
  },
  distribute: {
    name: 'Distribution',
    stops: 'Vault revenue waits, and the split cannot change while it does.',
    goesOn: 'Everything users do goes on.',
  },
  claim_provider: claims('Provider claims'),
  claim_referral: claims('Referral claims'),
  claim_loyalty: claims('Loyalty claims'),
}

function claims(name: string) {
  return { name, stops: 'These rewards cannot be claimed.', goesOn: 'What was earned stays, and other rewards go on.' }
}

/** Whether the frame has something to say before the wallet does. */
export function hasShellBanner({ pauses, ledger, stalePrice }: ShellState): boolean {
  return pauses.length > 0 || ledger === null || ledger.isHalted || stalePrice !== null
}

/** One banner at a time, the worst first: a pause, then a ledger that cannot be read or has stopped, then a price too old to quote by. */
export function ShellBanner({ state }: { state: ShellState }) {
  const [first, ...others] = state.pauses
  if (first) return <PauseBanner first={first} others={others} />
  if (!state.ledger) {
    return (
      <Banner kind="behind" title="The ledger cannot be read.">
        The chain goes on. Pages show what was read last, and move on as soon as it answers.
      </Banner>
    )
  }
  if (state.ledger.isHalted) {
    return (
      <Banner kind="behind" title="The ledger has stopped" action={<a href="/status">Status</a>}>
        at the block shown and waits for an operator. Figures are right as of that block.
      </Banner>
    )
  }
  if (state.stalePrice) {
    return (
      <Banner
        kind="stale-price"
        title={`No price for ${ageText(state.stalePrice.ageSeconds)}, so no quote.`}
        action={<a href="/status">Status</a>}
      >
        Buying, renewing and metered use wait. Withdrawing works.
      </Banner>
    )
  }
  return null
}

function PauseBanner({ first, others }: { first: ShellState['pauses'][number]; others: ShellState['pauses'] }) {
  const until = momentText(first.until, { year: false })
  const action = <a href="/status">What this means</a>
  if (others.length === 0) {
    const { name, stops, goesOn } = STOPPED[first.what]
    const isPlural = name.endsWith('claims')
    return (
      <Banner kind="paused" title={`${name} ${isPlural ? 'are' : 'is'} paused`} action={action}>
        until {until}. {stops} {goesOn}
      </Banner>
    )
  }
  const names = [first, ...others].map(({ what }, index) =>
    index === 0 ? STOPPED[what].name : lower(STOPPED[what].name),
  )
  return (
    <Banner kind="paused" title={`Paused: ${names.join(', ')}`} action={action}>
      the last until {until}. Withdrawing credits goes on, always.
    </Banner>
  )
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
