import { grouped, ratioText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { Network } from '@/lib/data/network'
import { SERVICES } from '@/lib/domain/service'
import { serviceName } from '@/lib/domain/service-name'
import { formatFixed } from '@/lib/domain/units'
import { network as words } from '@/messages/network'
import { ui } from '@/messages/ui'

const { prices: say } = words
const factor = (ppm: bigint) => formatFixed(ppm, 6, 4)

/** What each service costs now and what it is made of. */
export function PriceTable({ network: { prices, nextUpdate, providers, asOf } }: { network: Network }) {
  const rows = SERVICES.flatMap((service) => prices.filter((price) => price.service === service))
  return (
    <Section
      title={say.title}
      note={say.note(momentText(nextUpdate))}
      aside={<span className="num text-ink-3">#{grouped(asOf.block)}</span>}
      id="prices"
    >
      {rows.length === 0 ? (
        <Empty>{say.empty}</Empty>
      ) : (
        <Table label={say.title} rows={34} scroll>
          <thead>
            <tr>
              <Th>{say.service}</Th>
              <Th num>{say.price}</Th>
              <Th num>{say.m}</Th>
              <Th num>{say.a}</Th>
              <Th num>{say.rho}</Th>
              <Th num>{say.healthy}</Th>
              <Th num>{say.registered}</Th>
              <Th num>{say.hold}</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((price) => (
              <tr key={price.service}>
                <RowHead>{serviceName(price.service)}</RowHead>
                <Td num>×{ratioText(price.input, price.listInput, 4) ?? ui.notKnown}</Td>
                <Td num>{factor(price.factor)}</Td>
                <Td num>{factor(price.availability)}</Td>
                <Td num title={price.utilisation === null ? say.notKnown : undefined}>
                  {price.utilisation === null ? ui.notKnown : factor(price.utilisation)}
                </Td>
                <Td num>{price.healthy}</Td>
                <Td num>{providers.byService.get(price.service) ?? 0}</Td>
                <Td num>{price.hold ? say.holds[price.hold] : <span className="text-ink-3">{say.free}</span>}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <p className="mt-2 max-w-[90ch] text-table text-ink-2">{say.how}</p>
    </Section>
  )
}
