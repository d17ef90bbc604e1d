import { Amount, Usd } from '@/components/ui/amount'
import { percentText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import type { Overview } from '@/lib/data/overview'
import { planName } from '@/lib/domain/plan-name'
import { supplyFigures } from '@/messages/supply-figures'

const { payments: words } = supplyFigures

/** What customers paid in 30 complete days, by plan and by metered use. */
export function Payments({ payments }: { payments: Overview['payments'] }) {
  return (
    <Section title={words.title} note={words.note} id="payments">
      {payments.usd === 0n ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table label={words.table} rows={34} still>
          <thead>
            <tr>
              <Th>{words.what}</Th>
              <Th num>{words.usd}</Th>
              <Th num>{words.cxpt}</Th>
              <Th num wide>
                {words.share}
              </Th>
            </tr>
          </thead>
          <tbody>
            {payments.rows.map(({ plan, usd, amount }) => (
              <tr key={plan ?? 'metered'}>
                <RowHead>{plan === null ? words.metered : planName(plan)}</RowHead>
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
              <RowHead>{words.all}</RowHead>
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
