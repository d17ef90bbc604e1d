import { percentText, usdText } from '@/components/ui/amount-text'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import type { Plan } from '@/lib/chain/plans-state'
import type { OwnPlans } from '@/lib/data/own-plans'
import { type Comparison, comparePlans } from '@/lib/domain/plan-comparison'
import { planName } from '@/lib/domain/plan-name'
import { plans as words } from '@/messages/plans'
import { ComparisonTable } from './comparison-table'

const { compare } = words

/** The plans beside what the signed-in account used, and always beside what pay-per-use would have cost. */
export function OwnComparison({ own, plans }: { own: OwnPlans | null; plans: readonly Plan[] }) {
  if (!own) {
    return (
      <Section title={compare.title}>
        <SignIn why={compare.signIn} isPart />
      </Section>
    )
  }
  const { usage } = own
  const comparison = comparePlans(usage, plans)
  const isEmpty = usage.tokens === 0n && usage.othersNano === 0n
  return (
    <Section title={compare.title} note={compare.note} id="comparison">
      {isEmpty ? (
        <Empty>{compare.none}</Empty>
      ) : (
        <>
          <p className="mb-3 text-ink-2">{sentenceOf(comparison, usage.tokens)}</p>
          <ComparisonTable label={compare.table} comparison={comparison} tokens={usage.tokens} plans={plans} />
        </>
      )}
    </Section>
  )
}

/** About the plan that comes nearest to pay-per-use: "Starter would have covered 92% of your last 30 days." */
function sentenceOf({ payPerUseUsd, plans }: Comparison, tokens: bigint): string {
  const [best] = plans.toSorted((a, b) => (a.totalUsd < b.totalUsd ? -1 : a.totalUsd > b.totalUsd ? 1 : 0))
  if (!best) return ''
  const name = planName(best.plan)
  const covers = compare.say(name, percentText(best.covered, tokens, 0) ?? 'n/a')
  const usd = (micro: bigint) => usdText(micro, { rounding: 'up', digits: 2 })
  return `${covers} ${compare.sayCheaper(usd(payPerUseUsd), name, usd(best.totalUsd))}`
}
