import { shortHex } from '@/components/ui/address'
import { Empty } from '@/components/ui/empty'
import { clockText, dayText, momentText } from '@/components/ui/time-text'
import type { ActivityRow } from '@/lib/data/admin'
import { queue as words } from '@/messages/admin-queue'
import './admin.css'

const DAY = 86_400

/** What administration did, the last first. `now`: block time, seconds. */
export function ActivityList({ rows, now }: { rows: readonly ActivityRow[]; now: number }) {
  if (rows.length === 0) return <Empty>{words.noActivity}</Empty>
  return (
    <ul className="activity">
      {rows.map(({ key, at, who, did, what, href }) => (
        <li key={key}>
          <time className="num text-ink-3" dateTime={new Date(at * 1000).toISOString()} title={momentText(at)}>
            {now - at < DAY ? clockText(at) : dayText(at)}
          </time>
          <div>
            {who && <span className="font-medium">{shortHex(who)}</span>} <span className="text-ink-2">{did}</span>
            <span className="activity-what block text-caption text-ink-3">
              {href ? <a href={href}>{shortened(what)}</a> : what}
            </span>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Addresses in a list are there to be recognised; the operation's own page shows them in full. */
export function shortened(text: string): string {
  return text.replace(/0x[0-9a-fA-F]{40,}/g, shortHex)
}
