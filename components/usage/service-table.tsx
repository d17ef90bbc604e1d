import { Sparkline } from '@/components/charts/sparkline'
import { figureParts, grouped, percentText, shortText } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Figure } from '@/components/ui/figure'
import { Section } from '@/components/ui/section'
import type { UsageHistory } from '@/lib/data/usage-history'
import { SERVICES, type Service } from '@/lib/domain/service'
import { serviceName, serviceUnit } from '@/lib/domain/service-name'
import { steps as stepWords } from '@/messages/charts'
import { usage as words } from '@/messages/public-usage'

type Use = UsageHistory['use'][number]

const { table: say } = words
const unitsOf = ({ inputUnits, outputUnits }: Use) => inputUnits + outputUnits
const sum = (rows: readonly Use[], of: (row: Use) => bigint) => rows.reduce((all, row) => all + of(row), 0n)
const usd = (nano: bigint) => <Figure parts={figureParts(nano, { decimals: 9, digits: 2, symbol: '$' })} />

/** Every service in its own unit, and what was charged for it, with a sum. */
export function UsageByService({ usage }: { usage: UsageHistory }) {
  const { use, axis, asOf } = usage
  const charged = sum(use, ({ chargeNano }) => chargeNano)
  return (
    <Section
      title={say.title}
      note={say.note(stepWords.per[axis.view.step])}
      aside={<span className="num text-ink-3">#{grouped(asOf.block)}</span>}
      id="services"
    >
      {use.length === 0 ? (
        <Empty>{words.empty}</Empty>
      ) : (
        <Table label={say.title} rows={34} still>
          <Head />
          <tbody>
            {SERVICES.map((service) => (
              <ServiceRow key={service} service={service} usage={usage} charged={charged} />
            ))}
            <Total use={use} charged={charged} />
          </tbody>
        </Table>
      )}
    </Section>
  )
}

function Head() {
  return (
    <thead>
      <tr>
        <Th>{say.service}</Th>
        <Th wide>{say.over}</Th>
        <Th num wide>
          {say.requests}
        </Th>
        <Th num>{say.units}</Th>
        <Th num wide>
          {say.covered}
        </Th>
        <Th num>{say.charged}</Th>
        <Th num wide>
          {say.share}
        </Th>
      </tr>
    </thead>
  )
}

function Total({ use, charged }: { use: readonly Use[]; charged: bigint }) {
  return (
    <TotalRow>
      <RowHead>{say.total}</RowHead>
      <Td wide />
      <Td num wide>
        {grouped(sum(use, ({ requests }) => requests))}
      </Td>
      <Td num />
      <Td num wide />
      <Td num>{usd(charged)}</Td>
      <Td num wide>
        {charged === 0n ? 'n/a' : '100%'}
      </Td>
    </TotalRow>
  )
}

type RowProps = { service: Service; usage: UsageHistory; charged: bigint }

function ServiceRow({ service, usage: { use, axis, firstUse }, charged }: RowProps) {
  const rows = use.filter((row) => row.service === service)
  const units = sum(rows, unitsOf)
  const charge = sum(rows, ({ chargeNano }) => chargeNano)
  const unitsIn = (start: string) =>
    sum(
      rows.filter((row) => row.start === start),
      unitsOf,
    ).toString()
  return (
    <tr>
      <RowHead>{serviceName(service)}</RowHead>
      <Td wide>
        <Sparkline
          label={say.sparkline(serviceName(service), shortText(units, 0))}
          values={axis.steps.map(({ start, next }) => (firstUse === null || next <= firstUse ? null : unitsIn(start)))}
        />
      </Td>
      <Td num wide>
        {grouped(sum(rows, ({ requests }) => requests))}
      </Td>
      <Td num>
        {shortText(units, 0)} <span className="text-ink-3">{serviceUnit(service)}</span>
      </Td>
      <Td num wide>
        {units === 0n
          ? 'n/a'
          : percentText(
              sum(rows, ({ covered }) => covered),
              units,
              2,
            )}
      </Td>
      <Td num>{usd(charge)}</Td>
      <Td num wide>
        {charged === 0n ? 'n/a' : percentText(charge, charged, 1)}
      </Td>
    </tr>
  )
}
