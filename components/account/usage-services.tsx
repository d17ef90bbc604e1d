import { grouped } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Stamp } from '@/components/ui/stamp'
import type { OwnUsage } from '@/lib/data/own-usage'
import { serviceName } from '@/lib/domain/service-name'
import { usage as words } from '@/messages/usage'
import { nanoText } from './nano'
import { type UsageUrl, usageHref } from './usage-query'

const { services } = words
const SUMS = ['requests', 'inputUnits', 'outputUnits', 'covered', 'chargeNano', 'listNano'] as const
type Sums = Record<(typeof SUMS)[number], bigint>

export function sumUsage(rows: readonly Sums[]): Sums {
  const sum = { requests: 0n, inputUnits: 0n, outputUnits: 0n, covered: 0n, chargeNano: 0n, listNano: 0n }
  for (const row of rows) for (const name of SUMS) sum[name] += row[name]
  return sum
}

/** Units of different services are not added up: their row has none. */
export function UsageServices({ usage, url }: { usage: OwnUsage; url: UsageUrl }) {
  const names = [...new Set(usage.days.map(({ service }) => service))]
  const rows = names.map((service) => ({ service, ...sumUsage(usage.days.filter((row) => row.service === service)) }))
  rows.sort((a, b) => (a.chargeNano === b.chargeNano ? 0 : a.chargeNano > b.chargeNano ? -1 : 1))
  const all = sumUsage(usage.days)
  return (
    <Section title={services.title} note={services.note} aside={<Stamp block={usage.block} />}>
      {rows.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table label={services.table} rows={34} scroll>
          <thead>
            <tr>
              <Th>{services.service}</Th>
              <Th num>{services.requests}</Th>
              <Th num wide>
                {services.units}
              </Th>
              <Th num wide>
                {services.covered}
              </Th>
              <Th num>{services.charged}</Th>
              <Th num wide>
                {services.list}
              </Th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.service} sums={row} name={row.service}>
                <a
                  href={`${usageHref({ days: url.days, service: row.service })}#receipts`}
                  aria-label={services.show(serviceName(row.service))}
                >
                  {serviceName(row.service)}
                </a>
              </Row>
            ))}
            <TotalRow>
              <Cells sums={all}>{services.all}</Cells>
            </TotalRow>
          </tbody>
        </Table>
      )}
    </Section>
  )
}

function Row({ sums, name, children }: { sums: Sums; name: string; children: React.ReactNode }) {
  return (
    <tr>
      <Cells sums={sums} service={name}>
        {children}
      </Cells>
    </tr>
  )
}

function Cells({ sums, service, children }: { sums: Sums; service?: string; children: React.ReactNode }) {
  return (
    <>
      <RowHead>{children}</RowHead>
      <Td num>{grouped(sums.requests)}</Td>
      <Td num wide>
        {service && `${grouped(sums.inputUnits)} / ${grouped(sums.outputUnits)}`}
      </Td>
      <Td num wide>
        {grouped(sums.covered)}
      </Td>
      <Td num>{nanoText(sums.chargeNano)}</Td>
      <Td num wide>
        {nanoText(sums.listNano)}
      </Td>
    </>
  )
}
