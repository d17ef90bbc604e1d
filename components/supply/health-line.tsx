import { Activity } from 'lucide-react'
import { grouped } from '@/components/ui/amount-text'
import { Icon } from '@/components/ui/icon'
import { ageText } from '@/components/ui/time-text'
import type { Overview } from '@/lib/data/overview'
import type { ShellState } from '@/lib/data/shell'

/** One line on how far the figures can be trusted; the status page has the rest. */
export function HealthLine({ overview, shell }: { overview: Overview; shell: ShellState }) {
  const { metrics, reconciliation } = overview
  const lag = metrics.indexer_lag?.value
  const age = metrics.oracle_age?.value
  return (
    <div className="mt-9 flex flex-wrap gap-x-7 gap-y-2 border-t border-b border-t-ink border-b-rule-2 py-2.5 text-table text-ink-2">
      <span className="inline-flex items-center gap-1.5">
        <Icon of={Activity} />
        Data health
      </span>
      <span>
        Indexer lag <b className="num text-ink">{lag ? ageText(Number(lag)) : 'n/a'}</b>
      </span>
      <span>
        Oracle age <b className="num text-ink">{age ? ageText(Number(age)) : 'n/a'}</b>
      </span>
      <span>
        Reconciliation{' '}
        <b className="num text-ink">{reconciliation ? `${grouped(reconciliation.difference)} wei` : 'not run yet'}</b>
      </span>
      <span>
        Paused <b className="text-ink">{shell.pauses.length === 0 ? 'nothing' : shell.pauses.length}</b>
      </span>
      <a className="ml-auto" href="/status">
        Status
      </a>
    </div>
  )
}
