import type { ReactNode } from 'react'
import { Amount } from '@/components/ui/amount'
import { figureParts } from '@/components/ui/amount-text'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { NotKnown } from '@/components/ui/figure'
import { KeyValue, KeyValues } from '@/components/ui/key-values'
import { Note } from '@/components/ui/note'
import type { ProviderReceipt } from '@/lib/data/provider-receipt'
import { type Earned, earn } from '@/lib/domain/earning'
import { serviceName } from '@/lib/domain/service-name'
import { provider as words } from '@/messages/provider'
import { countText, factorText, shareText } from './factor-text'

/** Why an epoch gave what it gave: base · U · R · D per service, points, rate, pool. */
export function Receipt({ receipt, isEstimate }: { receipt: ProviderReceipt; isEstimate: boolean }) {
  const { earning } = receipt
  const earned = earn(earning)
  if (earned.classes.length === 0) return <Empty>{words.noWork}</Empty>
  return (
    <>
      <Factors earned={earned} />
      <UptimeSay receipt={receipt} earned={earned} />
      <div className="mt-4 max-w-lg">
        <KeyValues>
          <KeyValue name={words.total}>
            <span className="num">{countText(earned.points)}</span>
          </KeyValue>
          <KeyValue name={words.rate}>
            <Amount wei={earning.rate} digits={18} />
          </KeyValue>
          <KeyValue name={words.owed}>
            <Amount wei={earned.owed} />
          </KeyValue>
          {/* Of an epoch that is not closed nobody knows yet what can be allocated. */}
          {!isEstimate && (
            <KeyValue name={words.pool}>
              <Amount wei={earning.pool} digits={2} />
            </KeyValue>
          )}
          <KeyValue name={isEstimate ? words.estimate : words.paid} total={!isEstimate}>
            <Amount wei={earned.amount} rounding="down" unit copy />
          </KeyValue>
        </KeyValues>
      </div>
      {earned.amount < earned.owed && <Note className="mt-3">{words.paidShort}</Note>}
    </>
  )
}

function Factors({ earned }: { earned: Earned }) {
  const { uptime, classes } = earned
  return (
    <Table label={words.receipt} rows={34} scroll>
      <thead>
        <tr>
          <Th>{words.service_}</Th>
          <Th num>{words.units}</Th>
          <Th num>{words.weight}</Th>
          <Th num>{words.base}</Th>
          <Th num>{words.uptimeFactor}</Th>
          <Th num>{words.responseFactor}</Th>
          <Th num>{words.demandFactor}</Th>
          <Th num>{words.points}</Th>
        </tr>
      </thead>
      <tbody>
        {classes.map((one) => (
          <tr key={one.service}>
            <RowHead className="whitespace-nowrap">{serviceName(one.service)}</RowHead>
            <Td num>{countText(one.units)}</Td>
            <Td num>{figureParts(one.weight, { decimals: 6, digits: 6, least: 1 }).text}</Td>
            <Td num>{countText(one.base)}</Td>
            <Td num>{uptime === null ? <NotKnown /> : factorText(uptime)}</Td>
            <Td num>{factorText(one.response)}</Td>
            <Td num>{factorText(one.demand)}</Td>
            <Td num>{countText(one.points)}</Td>
          </tr>
        ))}
        <TotalRow>
          <RowHead>{words.points}</RowHead>
          <Td colSpan={6} />
          <Td num>{countText(earned.points)}</Td>
        </TotalRow>
      </tbody>
    </Table>
  )
}

function UptimeSay({ receipt, earned }: { receipt: ProviderReceipt; earned: Earned }): ReactNode {
  const { goodMinutes, eligibleMinutes } = receipt.earning
  const share = shareText(goodMinutes, eligibleMinutes) ?? 'n/a'
  return (
    <p className="mt-2 text-caption text-ink-3">
      {words.factorNote}. {words.uptimeOf(countText(goodMinutes), countText(eligibleMinutes), share)}{' '}
      {earned.uptime === null ? words.notEligible : eligibleMinutes < 1_440n ? words.newProvider : null}
    </p>
  )
}
