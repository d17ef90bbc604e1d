import { Note, type NoteTone } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { AlertLine, Alerts } from '@/lib/data/alerts'
import { status } from '@/messages/status'

const words = status.alerts

const TONES: Record<AlertLine['severity'], NoteTone> = { info: 'info', warning: 'warning', critical: 'danger' }

/** What is open now: for everybody, for the signed-in account, for the staff. Nothing when there is nothing. */
export function OpenAlerts({ alerts: { open, own, staff } }: { alerts: Alerts }) {
  return (
    <>
      <Part words={words.open} lines={open} />
      <Part words={words.own} lines={own ?? []} />
      <Part words={words.staff} lines={staff ?? []} />
    </>
  )
}

type PartProps = { words: { title: string; note: string }; lines: readonly AlertLine[] }

function Part({ words: { title, note }, lines }: PartProps) {
  if (lines.length === 0) return null
  return (
    <Section title={title} note={note} className="mt-5">
      <ul className="flex flex-col gap-2">
        {lines.map(({ id, severity, say, openedAt }) => (
          <li key={id}>
            <Note tone={TONES[severity]}>
              {say} <span className="whitespace-nowrap text-ink-2">{words.since(momentText(openedAt))}</span>
            </Note>
          </li>
        ))}
      </ul>
    </Section>
  )
}
