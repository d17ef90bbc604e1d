import { Usd } from '@/components/ui/amount'
import { grouped, percentText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import type { Plan } from '@/lib/chain/plans-state'
import type { Comparison } from '@/lib/domain/plan-comparison'
import { planName } from '@/lib/domain/plan-name'
import { plans as words } from '@/messages/plans'

const { compare } = words

type Props = { label: string; comparison: Comparison; tokens: bigint; plans: readonly Plan[] }

/** Pay-per-use first, then every plan; the cheapest is marked, and what a plan adds is named. */
export function ComparisonTable({ label, comparison, tokens, plans }: Props) {
  return (
    <Table label={label} rows={34}>
      <thead>
        <tr>
          <Th>{compare.way}</Th>
          <Th num wide>
            {compare.covered}
          </Th>
          <Th num wide>
            {compare.price}
          </Th>
          <Th num wide>
            {compare.rest}
          </Th>
          <Th num>{compare.total}</Th>
          <Th wide>{compare.adds}</Th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <RowHead>
            {compare.payPerUse} {comparison.isPayPerUseCheapest && <Cheapest />}
          </RowHead>
          <Td num wide />
          <Td num wide />
          <Td num wide>
            <Usd micro={comparison.payPerUseUsd} rounding="up" digits={2} />
          </Td>
          <Td num>
            <Usd micro={comparison.payPerUseUsd} rounding="up" digits={2} />
          </Td>
          <Td wide>{compare.payPerUseAdds}</Td>
        </tr>
        {comparison.plans.map((cost) => {
          const plan = plans.find(({ id }) => id === cost.plan)
          if (!plan) return null
          return (
            <tr key={cost.plan}>
              <RowHead>
                {planName(cost.plan)} {cost.isCheapest && <Cheapest />}
              </RowHead>
              <Td num wide>
                {percentText(cost.covered, tokens, 0) ?? 'n/a'}
              </Td>
              <Td num wide>
                <Usd micro={plan.usd} digits={2} />
              </Td>
              <Td num wide>
                <Usd micro={cost.restUsd} rounding="up" digits={2} />
              </Td>
              <Td num>
                <Usd micro={cost.totalUsd} rounding="up" digits={2} />
              </Td>
              <Td wide>{compare.addsOf(plan.priority, plan.concurrency, grouped(BigInt(plan.rpm)))}</Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

const Cheapest = () => <Badge tone="success">{compare.cheapest}</Badge>
