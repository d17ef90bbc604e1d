import { Note, type NoteTone } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { AlertLine, Alerts } from '@/lib/data/alerts'

const TONES: Record<AlertLine['severity'], NoteTone> = { info: 'info', warning: 'warning', critical: 'danger' }

/** What is open now: for everybody, for the signed-in account, for the staff. Nothing when there is nothing. */
export function OpenAlerts({ alerts: { open, own, staff } }: { alerts: Alerts }) {
  return (
    <>
      <Part title="Open matters" note="they close by themselves when they are over" lines={open} />
      <Part title="Your account" note="seen by you only" lines={own ?? []} />
      <Part title="For the staff" note="seen by whoever holds a role" lines={staff ?? []} />
    </>
  )
}

function Part({ title, note, lines }: { title: string; note: string; lines: readonly AlertLine[] }) {
  if (lines.length === 0) return null
  return (
    <Section title={title} note={note} className="mt-5">
      <ul className="flex flex-col gap-2">
        {lines.map(({ id, severity, say, openedAt }) => (
          <li key={id}>
            <Note tone={TONES[severity]}>
              {say} <span className="whitespace-nowrap text-ink-2">Since {momentText(openedAt)}.</span>
            </Note>
          </li>
        ))}
      </ul>
    </Section>
  )
}
