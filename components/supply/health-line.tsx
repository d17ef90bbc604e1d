import { Activity } from 'lucide-react'
import { grouped } from '@/components/ui/amount-text'
import { Icon } from '@/components/ui/icon'
import { ageText } from '@/components/ui/time-text'
import type { Overview } from '@/lib/data/overview'
import type { ShellState } from '@/lib/data/shell'
import { supplyFigures } from '@/messages/supply-figures'

const { health: words } = supplyFigures

/** One line on how far the figures can be trusted; the status page has the rest. */
export function HealthLine({ overview, shell }: { overview: Overview; shell: ShellState }) {
  const { metrics, reconciliation } = overview
  const lag = metrics.indexer_lag?.value
  const age = metrics.oracle_age?.value
  return (
    <div className="mt-9 flex flex-wrap gap-x-7 gap-y-2 border-t border-b border-t-ink border-b-rule-2 py-2.5 text-table text-ink-2">
      <span className="inline-flex items-center gap-1.5">
        <Icon of={Activity} />
        {words.title}
      </span>
      <span>
        {words.lag} <b className="num text-ink">{lag ? ageText(Number(lag)) : 'n/a'}</b>
      </span>
      <span>
        {words.oracle} <b className="num text-ink">{age ? ageText(Number(age)) : 'n/a'}</b>
      </span>
      <span>
        {words.reconciliation}{' '}
        <b className="num text-ink">{reconciliation ? words.wei(grouped(reconciliation.difference)) : words.notRun}</b>
      </span>
      <span>
        {words.paused} <b className="text-ink">{shell.pauses.length === 0 ? words.nothing : shell.pauses.length}</b>
      </span>
      <a className="ml-auto" href="/status">
        {words.status}
      </a>
    </div>
  )
}
