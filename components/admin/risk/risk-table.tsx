import { Sparkline } from '@/components/charts/sparkline'
import { grouped } from '@/components/ui/amount-text'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { Table, Td, Th } from '@/components/ui/data-table'
import { NotKnown } from '@/components/ui/figure'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { OpenRow } from '@/components/ui/open-row'
import { dayText } from '@/components/ui/time-text'
import type { RiskView } from '@/lib/data/risk'
import type { RiskState } from '@/lib/domain/risk'
import { indicators, inUnit, risk as words } from '@/messages/risk'
import { ThresholdText } from './threshold-text'

const TONES: Record<RiskState, BadgeTone> = { within: 'success', breached: 'danger', unknown: 'warning' }

type Props = { label: string; risks: readonly RiskView[]; canSet: boolean }

/** The indicators of one group. On a phone a row opens to what its wide cells say. */
export function RiskTable({ label, risks, canSet }: Props) {
  return (
    <Table label={label} rows={34} className="risk" scroll>
      <thead>
        <tr>
          <Th>{words.indicator}</Th>
          <Th num>{words.now}</Th>
          <Th>{words.state}</Th>
          <Th wide>{words.threshold}</Th>
          <Th wide>{words.owner}</Th>
          <Th wide>{words.month}</Th>
        </tr>
      </thead>
      <tbody>
        {risks.map((risk) => (
          <Row key={risk.id} risk={risk} canSet={canSet} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({ risk, canSet }: { risk: RiskView; canSet: boolean }) {
  const threshold = <ThresholdText of={risk.threshold} canSet={canSet} />
  const owner = <span className="mono">{risk.owner}</span>
  const history = <History of={risk} />
  const { name, formula } = indicators[risk.id]
  return (
    <OpenRow
      name={
        <span>
          {name}
          {/* On a phone the open row says it. */}
          <span className="hidden text-caption font-normal text-ink-3 md:block">{formula}</span>
        </span>
      }
      span={3}
      more={
        <KeyValues>
          <KeyValue name={words.threshold}>{threshold}</KeyValue>
          <KeyValue name={words.owner}>{owner}</KeyValue>
          <KeyValue name={words.month}>{history}</KeyValue>
          <p className="py-2 text-caption text-ink-3">{formula}</p>
        </KeyValues>
      }
    >
      <Td num>
        <Now of={risk} />
      </Td>
      <Td>
        <Badge tone={TONES[risk.state]}>{words.states[risk.state]}</Badge>
      </Td>
      <Td wide>{threshold}</Td>
      <Td wide>{owner}</Td>
      <Td wide>{history}</Td>
    </OpenRow>
  )
}

/** The value with the block it is of; why there is none. */
function Now({ of: { id, value, reason, block } }: { of: RiskView }) {
  return (
    <>
      {value === null ? (
        <NotKnown reason={reason ?? undefined} className="whitespace-normal" />
      ) : (
        <span className="num">{inUnit(id, value)}</span>
      )}
      {block !== null && (
        <span className="num block text-caption text-ink-3">{words.ofBlock(grouped(BigInt(block)))}</span>
      )}
    </>
  )
}

function History({ of: { id, history } }: { of: RiskView }) {
  if (!history) return <span className="text-caption text-ink-3">{words.noHistory}</span>
  const known = history.values.filter((value) => value !== null)
  const [first = '0', last = '0'] = [known[0], known.at(-1)]
  const from = dayText(new Date(`${history.from}T00:00:00Z`))
  return (
    <Sparkline
      values={history.values}
      label={words.history(indicators[id].name, from, inUnit(id, first), inUnit(id, last))}
    />
  )
}
