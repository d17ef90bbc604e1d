import { AddressText } from '@/components/ui/address'
import { grouped, percentText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Note } from '@/components/ui/note'
import { Act } from '@/components/ui/read-only'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { PricedService } from '@/lib/data/service-prices'
import { serviceName } from '@/lib/domain/service-name'
import { formatFixed, PPM } from '@/lib/domain/units'
import { prices as words } from '@/messages/admin-prices'
import { PriceHold } from './price-hold'

/** nano-USD as dollars; list prices have at most six decimals, factors make more. */
const dollars = (nano: bigint) => `$${formatFixed(nano, 9, 6)}`
const factorText = (ppm: bigint) => `× ${formatFixed(ppm, 6, 3)}`

/** One row per service: what it costs now, why, and the hold. */
export function ServicePriceTable({ services }: { services: readonly PricedService[] }) {
  return (
    <Section title={words.inForce} note={words.inForceNote} className="mt-5">
      {services.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table label={words.table} rows={34} scroll>
          <thead>
            <tr>
              <Th>{words.service}</Th>
              <Th num>{words.input}</Th>
              <Th num wide>
                {words.output}
              </Th>
              <Th num wide>
                {words.perUnits}
              </Th>
              <Th num>{words.factor}</Th>
              <Th num wide>
                {words.availability}
              </Th>
              <Th num wide>
                {words.inUse}
              </Th>
              <Th>{words.state}</Th>
              <Th num>{words.hold}</Th>
            </tr>
          </thead>
          <tbody>
            {services.map((one) => (
              <tr key={one.service}>
                <RowHead>{serviceName(one.service)}</RowHead>
                <Td num>{dollars(one.input)}</Td>
                <Td num wide>
                  {one.output === 0n ? <span className="text-ink-3">{words.noOutput}</span> : dollars(one.output)}
                </Td>
                <Td num wide>
                  {grouped(one.unit)}
                </Td>
                <Td num>{factorText(one.factor)}</Td>
                <Td num wide>
                  {factorText(one.availability)}
                </Td>
                <Td num wide>
                  {one.utilisation === null ? (
                    <span className="text-ink-3">n/a</span>
                  ) : (
                    percentText(one.utilisation, PPM, 1)
                  )}
                </Td>
                <Td>
                  <State of={one} />
                </Td>
                <Td num>
                  <Act>
                    <PriceHold service={one.service} isHeld={one.freeze !== null} />
                  </Act>
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Held services={services} />
      <p className="mt-2 text-caption text-ink-3">{words.note}</p>
    </Section>
  )
}

function State({ of: { freeze, hold } }: { of: PricedService }) {
  if (freeze) return <Badge tone="warning">{words.holds.frozen}</Badge>
  return hold ? <Badge>{words.holds[hold]}</Badge> : <Badge tone="success">{words.moves}</Badge>
}

/** Who holds a price, and why. */
function Held({ services }: { services: readonly PricedService[] }) {
  return services.map(({ service, freeze }) =>
    freeze ? (
      <Note key={service} tone="warning" className="mt-3">
        {words.heldSince(serviceName(service), momentText(freeze.since))}{' '}
        <AddressText address={freeze.by as `0x${string}`} />: {freeze.reason}
      </Note>
    ) : null,
  )
}
