import { percentText, shortText } from '@/components/ui/amount-text'
import { SplitBar } from '@/components/ui/split-bar'
import type { Overview } from '@/lib/data/overview'
import { MAX_SUPPLY } from '@/lib/domain/units'
import { SUPPLY_NAMES } from './names'

/** Locks so large that everything else is a sliver beside them. */
const LARGE: readonly string[] = ['reserve', 'rewards_emission', 'operations']

/** What is outside the three large locks, drawn as a bar of its own. */
export function CloserLook({ rows }: { rows: Overview['supply']['rows'] }) {
  const near = rows.filter(({ bucket, amount }) => !LARGE.includes(bucket) && amount > 0n && bucket !== 'unclassified')
  const sum = near.reduce((total, { amount }) => total + amount, 0n)
  if (sum === 0n) return null
  const parts = near.map(({ bucket, amount }) => {
    const { name, tone = 'circulating', hatched } = SUPPLY_NAMES[bucket] ?? { name: bucket }
    return { label: name, value: amount, tone, hatched, figure: shortText(amount, 18) }
  })
  const said = parts.map(({ label, figure }) => `${label} ${figure}`).join(', ')
  return (
    <div className="mt-5">
      <p className="mb-2 text-caption text-ink-2">
        The last {percentText(sum, MAX_SUPPLY, 2)}, closer: {shortText(sum, 18)} outside the three large locks
      </p>
      <SplitBar label={`Outside the three large locks: ${said} CXPT`} parts={parts} height={18} legend />
    </div>
  )
}
