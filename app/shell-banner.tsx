import { Banner } from '@/components/ui/banner'
import { ageText, momentText } from '@/components/ui/time-text'
import type { ShellState } from '@/lib/data/shell'
import { banners } from '@/messages/banners'
import { pauses as pauseWords } from '@/messages/pauses'
import { shell } from '@/messages/shell'

const words = pauseWords.banner

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
      <Banner kind="behind" title={banners.away.title}>
        {banners.away.say}
      </Banner>
    )
  }
  if (state.ledger.isHalted) {
    return (
      <Banner kind="behind" title={banners.halted.title} action={<a href="/status">{shell.pages.status}</a>}>
        {banners.halted.say}
      </Banner>
    )
  }
  if (state.stalePrice) {
    return (
      <Banner
        kind="stale-price"
        title={banners.stalePrice.title(ageText(state.stalePrice.ageSeconds))}
        action={<a href="/status">{shell.pages.status}</a>}
      >
        {banners.stalePrice.say}
      </Banner>
    )
  }
  return null
}

function PauseBanner({ first, others }: { first: ShellState['pauses'][number]; others: ShellState['pauses'] }) {
  const until = momentText(first.until, { year: false })
  const action = <a href="/status">{words.means}</a>
  if (others.length === 0) {
    const { title, say } = words.of[first.what]
    return (
      <Banner kind="paused" title={title} action={action}>
        {words.until(until, say)}
      </Banner>
    )
  }
  const names = [first, ...others].map(({ what }) => words.of[what].name)
  return (
    <Banner kind="paused" title={words.several(names)} action={action}>
      {words.severalUntil(until)}
    </Banner>
  )
}
