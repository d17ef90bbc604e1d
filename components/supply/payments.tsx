import { Amount, Usd } from '@/components/ui/amount'
import { percentText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import type { Overview } from '@/lib/data/overview'
import { planName } from '@/lib/domain/plan-name'

/** What customers paid in 30 complete days, by plan and by metered use. */
export function Payments({ payments }: { payments: Overview['payments'] }) {
  return (
    <Section title="Payments" note="30 complete days, by plan and pay-per-use" id="payments">
      {payments.usd === 0n ? (
        <Empty>Nobody paid in the last 30 complete days.</Empty>
      ) : (
        <Table label="Payments of 30 days" rows={34}>
          <thead>
            <tr>
              <Th>Paid for</Th>
              <Th num>USD</Th>
              <Th num>CXPT</Th>
              <Th num wide>
                Share of USD
              </Th>
            </tr>
          </thead>
          <tbody>
            {payments.rows.map(({ plan, usd, amount }) => (
              <tr key={plan ?? 'metered'}>
                <RowHead>{plan === null ? 'Pay-per-use, settled' : planName(plan)}</RowHead>
                <Td num>
                  <Usd micro={usd} digits={2} />
                </Td>
                <Td num>
                  <Amount wei={amount} digits={2} />
                </Td>
                <Td num wide>
                  {percentText(usd, payments.usd, 2)}
                </Td>
              </tr>
            ))}
            <TotalRow>
              <RowHead>All payments</RowHead>
              <Td num>
                <Usd micro={payments.usd} digits={2} />
              </Td>
              <Td num>
                <Amount wei={payments.amount} digits={2} />
              </Td>
              <Td num wide>
                100%
              </Td>
            </TotalRow>
          </tbody>
        </Table>
      )}
    </Section>
  )
}
