import { percentText, shortText } from '@/components/ui/amount-text'
import { SplitBar } from '@/components/ui/split-bar'
import type { Overview } from '@/lib/data/overview'
import { MAX_SUPPLY } from '@/lib/domain/units'
import { supplyFigures } from '@/messages/supply-figures'
import { supplyLook } from './names'

const { closer: words } = supplyFigures

/** Locks so large that everything else is a sliver beside them. */
const LARGE: readonly string[] = ['reserve', 'rewards_emission', 'operations']

/** What is outside the three large locks, drawn as a bar of its own. */
export function CloserLook({ rows }: { rows: Overview['supply']['rows'] }) {
  const near = rows.filter(({ bucket, amount }) => !LARGE.includes(bucket) && amount > 0n && bucket !== 'unclassified')
  const sum = near.reduce((total, { amount }) => total + amount, 0n)
  if (sum === 0n) return null
  const parts = near.map(({ bucket, amount }) => {
    const { name, tone = 'circulating', hatched } = supplyLook(bucket) ?? { name: bucket }
    return { label: name, value: amount, tone, hatched, figure: shortText(amount, 18) }
  })
  const said = parts.map(({ label, figure }) => `${label} ${figure}`).join(', ')
  return (
    <div className="mt-5">
      <p className="mb-2 text-caption text-ink-2">
        {words.note(percentText(sum, MAX_SUPPLY, 2) ?? 'n/a', shortText(sum, 18))}
      </p>
      <SplitBar label={words.label(said)} parts={parts} height={18} legend />
    </div>
  )
}
