import { grouped, usdText } from '@/components/ui/amount-text'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { durationText } from '@/components/ui/time-text'
import type { PlanQuote } from '@/lib/actions/vault'
import type { Plan } from '@/lib/chain/plans-state'
import { plans } from '@/messages/plans'

const { upgrade: say } = plans

type Props = { from: Plan; to: Plan; end: bigint; step: PlanQuote }

/** What an upgrade costs and brings, with its numbers put in: the difference for the seconds left of 30 days. */
export function UpgradeFormula({ from, to, end, step }: Props) {
  const left = end - step.time
  const usd = say.formula(usdText(from.usd), usdText(to.usd), grouped(left), usdText(step.usd, { digits: 6 }))
  const tokens = say.tokens(grouped(from.allowance), grouped(to.allowance), grouped(left), grouped(step.allowance))
  return (
    <details className="py-2.5 text-caption text-ink-2" open>
      <summary className="font-medium">{say.formulaName}</summary>
      <KeyValues>
        <KeyValue name={say.price}>{usd}</KeyValue>
        <KeyValue name={say.received}>{tokens}</KeyValue>
      </KeyValues>
      <p className="mt-1.5 text-ink-3">{say.left(durationText(Number(left)))}</p>
    </details>
  )
}
