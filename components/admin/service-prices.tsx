import { AddressText } from '@/components/ui/address'
import { grouped, percentText } from '@/components/ui/amount-text'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { momentText } from '@/components/ui/time-text'
import type { PricedService } from '@/lib/data/service-prices'
import { formatFixed, PPM } from '@/lib/domain/units'
import { PriceHold } from './price-hold'

/** nano-USD as dollars; list prices have at most six decimals, factors make more. */
const dollars = (nano: bigint) => `$${formatFixed(nano, 9, 6)}`
const factorText = (ppm: bigint) => `× ${formatFixed(ppm, 6, 3)}`

const HOLDS: Record<NonNullable<PricedService['hold']>, string> = {
  frozen: 'Held by hand',
  old_data: 'Stands: capacity reports are old',
  few_reporters: 'Stands: too few providers report',
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
              <Th num>Output</Th>
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
                <RowHead>{one.service}</RowHead>
                <Td num>{dollars(one.input)}</Td>
                <Td num>{one.output === 0n ? <span className="text-ink-3">none</span> : dollars(one.output)}</Td>
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
    </Section>
  )
}

function State({ of: { freeze, hold } }: { of: PricedService }) {
  if (freeze) {
    return (
      <>
        <Badge tone="warning">Held</Badge>{' '}
        <span className="text-caption text-ink-2">
          {freeze.reason}, <AddressText address={freeze.by as `0x${string}`} /> {momentText(freeze.since)}
        </span>
      </>
    )
  }
  return hold ? <Badge>{HOLDS[hold]}</Badge> : <Badge tone="success">Moves</Badge>
}
