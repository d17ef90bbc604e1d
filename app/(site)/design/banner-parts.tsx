import { AwayNote } from '@/components/ui/away-note'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { FreshnessChip } from '@/components/ui/freshness'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { Part } from './part'

/** Every banner by severity, the other notes, and states that are rare. */
export function BannerParts() {
  return (
    <Section title="Banners and rare states" note="one banner at a time, the worst first">
      <Banner kind="behind" title="The ledger cannot be read.">
        The chain goes on. Pages show what was read last.
      </Banner>
      <Banner kind="stale-price" title="No price for 7 h, so no quote." action={<a href="/status">Status</a>}>
        Buying, renewing and metered use wait. Withdrawing works.
      </Banner>
      <Banner
        kind="wrong-network"
        title="Your wallet is on another network."
        action={<Button size="table">Switch</Button>}
      />
      <Banner kind="read-only" title="You look at 0x20D7…E6f5." action={<a href="/account">Leave</a>}>
        Nothing can be signed here.
      </Banner>
      <AwayNote say="The database does not answer." block={53_593_089n} />
      <div className="mt-3 grid gap-2 md:grid-cols-3">
        <Note tone="info">The change waits for two days.</Note>
        <Note tone="warning">Base moved since it was proposed.</Note>
        <Note tone="danger">This would lock you out.</Note>
      </div>
      <Part name="Last step">
        <Button kind="danger">Pause spending now</Button>
      </Part>
      <Part name="Ledger away">
        <FreshnessChip block={null} ageSeconds={null} />
      </Part>
      <div className="mt-3 max-w-60">
        <Field label="Daily budget" unit="USD" defaultValue="25" disabled hint="paused until 13 Nov" />
      </div>
    </Section>
  )
}
