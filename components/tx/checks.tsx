import { Check as CheckIcon, CircleAlert, LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { shortHex } from '@/components/ui/address'
import { grouped } from '@/components/ui/amount-text'
import { Icon } from '@/components/ui/icon'
import { formatCxpt } from '@/lib/domain/units'
import type { Remedy } from '@/lib/tx/checks'
import type { Flow } from '@/lib/tx/flow'
import { approvalOf, lastCall } from '@/lib/tx/simulate'
import { sheet as words } from '@/messages/tx-sheet'
import type { Preview } from './use-preview'
import './tx.css'

/** Where each remedy is found; a feature may say better. */
export type Remedies = Partial<Record<Remedy, ReactNode>>

/** What can go wrong now, each with its remedy, and what exactly is called. */
export function Checks({
  flow,
  preview,
  chainName,
  remedies = {},
}: {
  flow: Flow
  preview: Preview | undefined
  chainName: string
  remedies?: Remedies
}) {
  if (!preview) {
    return (
      <ul className="checks" aria-label={words.checks}>
        <li>
          <Icon of={LoaderCircle} className="turning" />
          {words.running(chainName)}
        </li>
      </ul>
    )
  }
  const approval = approvalOf(flow.steps)
  const call = lastCall(flow.steps)
  const isSaidAbove = preview.checks.some((check) => !check.isOk)
  return (
    <ul className="checks" aria-label={words.checks}>
      {preview.simulation && <Met>{words.simulated(grouped(preview.simulation.blockNumber))}</Met>}
      {preview.error && !isSaidAbove && <NotMet>{preview.error.say}</NotMet>}
      {preview.checks.map((check) =>
        check.isOk ? (
          <Met key={check.id}>{check.say}</Met>
        ) : (
          <NotMet key={check.id}>
            {check.error.say} {check.remedy && remedies[check.remedy]}
          </NotMet>
        ),
      )}
      {approval && (
        <Met>
          {words.approves(formatCxpt(approval.amount, { round: 'up' }))}{' '}
          <span className="mono">{shortHex(approval.spender)}</span>
          {words.usedUp}
        </Met>
      )}
      <Met>
        {words.calls(`${call.contract}.${call.functionName}`)}{' '}
        <span className="mono" title={call.address}>
          {shortHex(call.address)}
        </span>{' '}
        {words.onChain(chainName)}
      </Met>
    </ul>
  )
}

function Met({ children }: { children: ReactNode }) {
  return (
    <li>
      <Icon of={CheckIcon} />
      <span>{children}</span>
    </li>
  )
}

function NotMet({ children }: { children: ReactNode }) {
  return (
    <li data-failed>
      <Icon of={CircleAlert} />
      <span>{children}</span>
    </li>
  )
}
