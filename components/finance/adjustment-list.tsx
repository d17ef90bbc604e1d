import { shortHex } from '@/components/ui/address'
import { Usd } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { RowHead, Table, Td, Th } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { Act } from '@/components/ui/read-only'
import { momentText } from '@/components/ui/time-text'
import type { AdjustmentView } from '@/lib/data/adjustments'
import { adjustments as words } from '@/messages/adjustments'
import { AnswerAdjustment, ReverseAdjustment } from './adjustment-acts'

const TONES = { open: 'warning', approved: 'success', rejected: 'neutral' } as const
const MICRO_PER_CENT = 10_000n

type Props = { adjustments: readonly AdjustmentView[]; mayAct: boolean }

/** What was entered, with its evidence, who decided, and what can be done about it. */
export function AdjustmentList({ adjustments, mayAct }: Props) {
  if (adjustments.length === 0) return <Empty>{words.none}</Empty>
  return (
    <Table label={words.table} rows={34}>
      <thead>
        <tr>
          <Th>{words.entry}</Th>
          <Th wide>{words.month}</Th>
          <Th num>{words.amount}</Th>
          <Th>{words.state}</Th>
        </tr>
      </thead>
      <tbody>
        {adjustments.map((one) => (
          <tr key={one.id}>
            <RowHead>
              <Entry of={one} />
            </RowHead>
            <Td wide>
              <span className="num">{one.month}</span>
            </Td>
            <Td num>
              <Usd micro={BigInt(one.cents) * MICRO_PER_CENT} digits={2} />
            </Td>
            <Td>
              <Badge tone={TONES[one.state]}>{words.states[one.state]}</Badge>
              {mayAct && (
                <span className="mt-1 block">
                  <Act>
                    <Acts of={one} />
                  </Act>
                </span>
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

function Acts({ of }: { of: AdjustmentView }) {
  if (of.state === 'open') {
    if (of.isOwn) return <span className="text-caption text-ink-3">{words.own}</span>
    return <AnswerAdjustment id={of.id} memo={of.memo} />
  }
  if (of.state !== 'approved') return null
  if (of.isReversed) return <span className="text-caption text-ink-3">{words.reversed}</span>
  return of.reverses === null ? <ReverseAdjustment id={of.id} memo={of.memo} /> : null
}

function Entry({ of }: { of: AdjustmentView }) {
  const { evidence, decided } = of
  const hash = <span className="mono">{words.evidenceHash(shortHex(evidence.hash))}</span>
  return (
    <span className="block whitespace-normal font-normal">
      <span className="font-medium">{of.memo}</span> {of.reverses && <Badge>{words.reversal}</Badge>}
      <span className="block text-caption text-ink-2">
        {words.from(of.debit, of.credit)}
        {of.originalPeriod && `, ${words.original(of.originalPeriod)}`}
      </span>
      <span className="block break-words text-caption text-ink-3" title={evidence.hash}>
        {evidence.isHere ? (
          <a href={`/finance/adjustments/evidence?id=${of.id}`} download>
            {evidence.name ?? words.evidence}
          </a>
        ) : (
          words.evidence
        )}
        , {hash}
      </span>
      <span className="block text-caption text-ink-3">{words.by(shortHex(of.by), momentText(of.at))}</span>
      {decided && (
        <span className="block break-words text-caption text-ink-3">
          {words.decided(
            of.state === 'approved' ? words.approvedWord : words.rejectedWord,
            shortHex(decided.by),
            momentText(decided.at),
            decided.reason,
          )}
        </span>
      )}
    </span>
  )
}
