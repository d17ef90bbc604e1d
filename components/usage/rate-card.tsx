import { figureParts, grouped, ratioText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Figure } from '@/components/ui/figure'
import { Section } from '@/components/ui/section'
import type { UsageHistory } from '@/lib/data/usage-history'
import { SERVICES } from '@/lib/domain/service'
import { serviceName, serviceUnit } from '@/lib/domain/service-name'
import { usage as words } from '@/messages/public-usage'

const { rates: say } = words

/** A price in nano-USD; services without output have none for it. */
function Nano({ nano }: { nano: bigint }) {
  if (nano === 0n) return <span className="text-ink-3">{say.none}</span>
  return <Figure parts={figureParts(nano, { decimals: 9, digits: 9, least: 4, symbol: '$' })} />
}

/** List prices beside those in force. */
export function RateCard({ usage: { prices, asOf } }: { usage: UsageHistory }) {
  const rows = SERVICES.flatMap((service) => prices.filter((price) => price.service === service))
  return (
    <Section
      title={say.title}
      note={say.note}
      aside={
        <>
          <a href="/network#prices">{say.more}</a>
          <span className="num text-ink-3">#{grouped(asOf.block)}</span>
        </>
      }
      id="rates"
    >
      {rows.length === 0 ? (
        <Empty>{say.empty}</Empty>
      ) : (
        <Table label={say.title} rows={34} scroll>
          <thead>
            <tr>
              <Th>{say.service}</Th>
              <Th>{say.unit}</Th>
              <Th num>{say.listInput}</Th>
              <Th num>{say.listOutput}</Th>
              <Th num>{say.input}</Th>
              <Th num>{say.output}</Th>
              <Th num>{say.factor}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ service, unit, listInput, listOutput, input, output }) => (
              <tr key={service}>
                <RowHead>{serviceName(service)}</RowHead>
                <Td>{say.unitOf(grouped(unit), serviceUnit(service))}</Td>
                <Td num>
                  <Nano nano={listInput} />
                </Td>
                <Td num>
                  <Nano nano={listOutput} />
                </Td>
                <Td num>
                  <Nano nano={input} />
                </Td>
                <Td num>
                  <Nano nano={output} />
                </Td>
                <Td num>×{ratioText(input, listInput, 4) ?? 'n/a'}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}
