import { cxptText } from '@/components/ui/amount-text'
import { Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import { rewards as words } from '@/messages/rewards'

type Liability = { block: number; rewards: readonly { category: string; [name: string]: unknown }[] }

/** What referral and loyalty owe to everybody, said before it is paid. */
export function LiabilityNote({ liability }: { liability: Liability }) {
  const sumOf = (name: string): bigint =>
    liability.rewards
      .filter(({ category }) => category !== 'provider')
      .reduce((sum, stream) => sum + BigInt(String(stream[name] ?? 0)), 0n)
  const missing = sumOf('missing')
  return (
    <Section title={words.liability} aside={<Stamp block={BigInt(liability.block)} />} id="liability">
      <p className="max-w-prose text-ink-2">
        {words.liabilitySay(cxptText(sumOf('owed'), 2, { rounding: 'up' }), cxptText(sumOf('claimable'), 2))}{' '}
        {missing > 0n ? words.unfunded(cxptText(missing, 2, { rounding: 'up' })) : words.funded}
      </p>
    </Section>
  )
}
