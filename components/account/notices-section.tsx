import { Amount } from '@/components/ui/amount'
import { cxptText, percentText } from '@/components/ui/amount-text'
import { Empty } from '@/components/ui/empty'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note, type NoteTone } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { OwnNotices } from '@/lib/data/own-notices'
import { formatMonth, monthOf } from '@/lib/domain/month'
import { secondsOf } from '@/lib/domain/time'
import { notices as words } from '@/messages/notices'
import { LowCreditsField } from './low-credits-field'

const TONES = { info: 'info', warning: 'warning', critical: 'danger' } as const satisfies Record<string, NoteTone>

/** Reminders and warnings of the owner, and the limit below which he is told. */
export function NoticesSection({ notices }: { notices: OwnNotices }) {
  return (
    <Section title={words.title} note={words.note} id="notices">
      {notices.alerts.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <ul aria-label={words.list} className="grid gap-2">
          {notices.alerts.map(({ id, severity, say, openedAt }) => (
            <li key={id}>
              <Note tone={TONES[severity]}>
                {say} <span className="text-caption">{momentText(openedAt)}</span>
              </Note>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-4">
        <LowCreditsField wei={notices.lowCredits} />
      </div>
    </Section>
  )
}

/** Operations that are scheduled and will touch this account. */
export function ChangesSection({ changes }: Pick<OwnNotices, 'changes'>) {
  const { changes: say } = words
  return (
    <Section title={say.title} note={say.note} id="changes">
      {changes.length === 0 ? (
        <Empty>{say.none}</Empty>
      ) : (
        <ul aria-label={say.list}>
          {changes.map(({ id, title, to, effect, readyAt }) => (
            <li key={id} className="border-b border-rule py-2 text-table">
              <a href={`/operations/${id}`}>{title}</a> {to}
              <span className="block text-caption text-ink-3">
                {say.effects[effect]}, {say.ready(momentText(readyAt))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** The month's burn and emission, and what of the account's own payments was burned. */
export function BurnShareSection({ month }: Pick<OwnNotices, 'month'>) {
  const { month: say } = words
  const { first, burned, emission, mine } = month
  const share = percentText(mine.burned, burned, 4)
  return (
    <Section title={say.title} note={say.note(formatMonth(monthOf(secondsOf(first))))} id="burn-share">
      <KeyValues>
        <KeyValue name={say.burned}>
          <Amount wei={burned} />
        </KeyValue>
        <KeyValue name={say.emission}>
          <Amount wei={emission} />
        </KeyValue>
        <KeyValue name={say.paid}>
          <Amount wei={mine.paid} />
        </KeyValue>
        <KeyValue name={say.mine}>
          <Amount wei={mine.burned} />
        </KeyValue>
      </KeyValues>
      <p className="mt-2 text-caption text-ink-3">
        {share && say.share(share)}{' '}
        {mine.paid > mine.distributed && say.waiting(cxptText(mine.paid - mine.distributed))}
      </p>
    </Section>
  )
}
