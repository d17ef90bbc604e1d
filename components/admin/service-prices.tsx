import { AddressText } from '@/components/ui/address'
import { grouped, percentText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Note } from '@/components/ui/note'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { PricedService } from '@/lib/data/service-prices'
import { serviceName } from '@/lib/domain/service-name'
import { formatFixed, PPM } from '@/lib/domain/units'
import { PriceHold } from './price-hold'

/** nano-USD as dollars; list prices have at most six decimals, factors make more. */
const dollars = (nano: bigint) => `$${formatFixed(nano, 9, 6)}`
const factorText = (ppm: bigint) => `× ${formatFixed(ppm, 6, 3)}`

const HOLDS: Record<NonNullable<PricedService['hold']>, string> = {
  frozen: 'Held',
  old_data: 'Old reports',
  few_reporters: 'Few reports',
}

/** One row per service: what it costs now, why, and the hold. */
export function ServicePriceTable({ services }: { services: readonly PricedService[] }) {
  return (
    <Section title="Prices in force" note="dollars for the units of the rate card" className="mt-5">
      {services.length === 0 ? (
        <Empty>
          No service has a price yet: the first ones come with the next full hour after the rate card was set.
        </Empty>
      ) : (
        <Table label="Prices of services" rows={34} scroll>
          <thead>
            <tr>
              <Th>Service</Th>
              <Th num>Input</Th>
              <Th num wide>
                Output
              </Th>
              <Th num wide>
                Per units
              </Th>
              <Th num>Factor</Th>
              <Th num wide>
                Availability
              </Th>
              <Th num wide>
                In use
              </Th>
              <Th>State</Th>
              <Th num>Hold</Th>
            </tr>
          </thead>
          <tbody>
            {services.map((one) => (
              <tr key={one.service}>
                <RowHead>{serviceName(one.service)}</RowHead>
                <Td num>{dollars(one.input)}</Td>
                <Td num wide>
                  {one.output === 0n ? <span className="text-ink-3">none</span> : dollars(one.output)}
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
                  <PriceHold service={one.service} isHeld={one.freeze !== null} />
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <Held services={services} />
      <p className="mt-2 text-caption text-ink-3">
        Old reports: no capacity was reported for two hours. Few reports: by fewer than three probed providers. A price
        stands meanwhile.
      </p>
    </Section>
  )
}

function State({ of: { freeze, hold } }: { of: PricedService }) {
  if (freeze) return <Badge tone="warning">Held</Badge>
  return hold ? <Badge>{HOLDS[hold]}</Badge> : <Badge tone="success">Moves</Badge>
}

/** Who holds a price, and why. */
function Held({ services }: { services: readonly PricedService[] }) {
  return services.map(({ service, freeze }) =>
    freeze ? (
      <Note key={service} tone="warning" className="mt-3">
        {serviceName(service)} is held since {momentText(freeze.since)} by{' '}
        <AddressText address={freeze.by as `0x${string}`} />: {freeze.reason}
      </Note>
    ) : null,
  )
}
