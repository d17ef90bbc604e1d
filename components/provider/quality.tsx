import { Sparkline } from '@/components/charts/sparkline'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Section } from '@/components/ui/section'
import type { ProviderReceipt } from '@/lib/data/provider-receipt'
import type { EarnedClass } from '@/lib/domain/earning'
import { serviceName } from '@/lib/domain/service-name'
import { formatFixed, formatUnits } from '@/lib/domain/units'
import { provider as words } from '@/messages/provider'
import { countText, factorText } from './factor-text'

/** Response against its target and demand against 1.000000, per service. */
export function Quality({ receipt }: { receipt: ProviderReceipt }) {
  const { earning, seen } = receipt
  return (
    <Section title={words.quality} note={words.qualityNote} id="quality">
      <Table label={words.quality} rows={34} scroll>
        <thead>
          <tr>
            <Th>{words.service_}</Th>
            <Th num>
              {words.p95}, {words.ms}
            </Th>
            <Th num>
              {words.target}, {words.ms}
            </Th>
            <Th>{words.qualityNote}</Th>
            <Th num>{words.requests}</Th>
            <Th num>{words.errors}</Th>
            <Th num>{words.demandFactor}</Th>
            <Th>{words.demandHours}</Th>
          </tr>
        </thead>
        <tbody>
          {earning.classes.map((one, index) => {
            const more = seen[index]
            return (
              <tr key={one.service}>
                <RowHead className="whitespace-nowrap">{serviceName(one.service)}</RowHead>
                <Td num>{countText(one.p95)}</Td>
                <Td num>{countText(one.target)}</Td>
                <Td>{againstTarget(one)}</Td>
                <Td num>{countText(one.requests)}</Td>
                <Td num>{countText(more?.errors ?? 0)}</Td>
                <Td num>{factorText(one.demand)}</Td>
                <Td>
                  <Demand hourly={more?.demand ?? []} />
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
      <p className="mt-2 text-caption text-ink-3">D: {words.demandTarget}.</p>
    </Section>
  )
}

function againstTarget({ requests, p95, target }: EarnedClass): string {
  if (requests < 200n) return words.fewRequests
  if (p95 <= target) return words.within
  return words.above(formatFixed((p95 * 100n) / target, 2, 2))
}

function Demand({ hourly }: { hourly: readonly string[] }) {
  const [first, last] = [hourly[0], hourly.at(-1)]
  if (first === undefined || last === undefined) return <span className="text-ink-3">n/a</span>
  return (
    <Sparkline
      values={hourly.map((ppm) => formatUnits(BigInt(ppm), 6))}
      label={words.sparkline(factorText(BigInt(first)), factorText(BigInt(last)))}
      width={120}
    />
  )
}
