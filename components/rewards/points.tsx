import type { ReactNode } from 'react'
import { grouped } from '@/components/ui/amount-text'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Section } from '@/components/ui/section'
import type { RewardsView } from '@/lib/data/rewards'
import { rewards as words } from '@/messages/rewards'

type Props = Pick<RewardsView, 'phase' | 'points'> & {
  /** In the place of the owner's points of use for everybody else. */
  door: ReactNode
}

/** Points of the test network while it runs, and as history where there is some; elsewhere one sentence says that there are none. */
export function Points({ phase, points: { user, provider }, door }: Props) {
  const isRunning = phase === 'testnet'
  const hasUse = user !== null && (isRunning || user > 0n)
  return (
    <Section title={words.points} id="points">
      {!isRunning && <p className="text-ink-2">{words.pointsOver(words.phases[phase])}</p>}
      {(hasUse || provider) && (
        <>
          <KeyValues>
            {hasUse && (
              <KeyValue name={words.pointsUser}>
                <Figure points={user} note={words.pointsUserNote} />
              </KeyValue>
            )}
            {provider && (
              <KeyValue name={words.pointsProvider}>
                <Figure
                  points={provider.points}
                  note={words.pointsProviderNote(grouped(BigInt(provider.epochs)), provider.epochs === 1)}
                />
              </KeyValue>
            )}
          </KeyValues>
          <p className="mt-1 text-caption text-ink-3">{words.pointsSay}</p>
        </>
      )}
      {isRunning && user === null && door}
    </Section>
  )
}

function Figure({ points, note }: { points: bigint; note: string }) {
  return (
    <>
      <span className="num">{grouped(points)}</span>
      <span className="block text-caption text-ink-3">{note}</span>
    </>
  )
}
