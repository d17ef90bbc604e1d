'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Address } from 'viem'
import { TxSheet } from '@/components/tx/tx-sheet'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { useReadOnly } from '@/components/ui/read-only'
import { dayText, momentText } from '@/components/ui/time-text'
import { useWallet } from '@/components/wallet/use-wallet'
import { getContract } from '@/lib/chain/contract'
import type { EmissionEditor, TrancheRow } from '@/lib/data/emission'
import { formatDuration } from '@/lib/domain/time'
import { rolesQuery } from '@/lib/queries/account'
import { callOf } from '@/lib/tx/flow'
import { emission as words } from '@/messages/admin-emission'
import { signing } from '@/messages/admin-signing'
import { sheet } from '@/messages/tx-sheet'
import { proposalFlow } from './schedule'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'

/** Every tranche there ever was; one that has not begun may be cancelled, through the delay like every change. */
export function TrancheTable({ editor }: { editor: EmissionEditor }) {
  const { address, at } = useWallet()
  const [chosen, setChosen] = useState<TrancheRow | null>(null)
  const roles = useQuery({ ...rolesQuery(at, address ?? NOBODY), enabled: address !== null })
  const params = roles.data?.roles.PARAMS
  const isReadOnly = useReadOnly()
  if (editor.tranches.length === 0) return <Empty>{words.noTranches}</Empty>
  const key = `cancel-tranche:${chosen?.id}`
  const title = chosen ? words.cancelOf(chosen.id) : ''
  const call = chosen && callOf('Rewards', getContract(at.deployment, 'Rewards'), 'cancelTranche', [BigInt(chosen.id)])
  const flow = call && params?.isMember ? proposalFlow(at, key, title, call, 'PARAMS', params.delay) : null
  return (
    <>
      <Table label={words.tranches} rows={34}>
        <thead>
          <tr>
            <Th>{words.tranche}</Th>
            <Th wide>{words.starts}</Th>
            <Th wide>{words.ends}</Th>
            <Th num>{words.cxpt}</Th>
            <Th num wide>
              {words.released}
            </Th>
            <Th>{words.state}</Th>
          </tr>
        </thead>
        <tbody>
          {editor.tranches.map((tranche) => (
            <tr key={tranche.id}>
              <RowHead>{tranche.id}</RowHead>
              <Td wide>{momentText(tranche.start)}</Td>
              <Td wide>{momentText(tranche.end)}</Td>
              <Td num>
                <Amount wei={tranche.amount} digits={2} />
              </Td>
              <Td num wide>
                <Amount wei={tranche.vested} digits={2} />
              </Td>
              <Td>
                <State
                  tranche={tranche}
                  now={editor.now}
                  onCancel={params?.isMember && !isReadOnly ? () => setChosen(tranche) : null}
                />
              </Td>
            </tr>
          ))}
          <TotalRow>
            <th scope="row">{words.scheduled}</th>
            <Td wide />
            <Td wide />
            <Td num>
              <Amount wei={editor.scheduled} digits={2} />
            </Td>
            <Td num wide>
              <Amount wei={editor.vested} digits={2} />
            </Td>
            <Td />
          </TotalRow>
        </tbody>
      </Table>
      <TxSheet
        isOpen={chosen !== null}
        onClose={() => setChosen(null)}
        txKey={key}
        flow={flow}
        problem={signing.notHeld('PARAMS')}
        title={title}
        rows={[
          { name: words.notReleased, value: chosen && <Amount wei={chosen.amount} digits={2} unit /> },
          { name: words.wouldBegin, value: chosen && momentText(chosen.start) },
          {
            name: signing.canExecute,
            value: params ? words.window(formatDuration(params.delay)) : 'n/a',
          },
          { name: sheet.youPay, value: sheet.onlyGas },
        ]}
        act={signing.signSchedule}
        receiptHref={() => '/admin'}
      />
    </>
  )
}

function State({ tranche, now, onCancel }: { tranche: TrancheRow; now: number; onCancel: (() => void) | null }) {
  if (tranche.isCancelled) return <Badge>{words.states.cancelled}</Badge>
  if (tranche.end <= now) return <Badge tone="success">{words.states.released}</Badge>
  if (tranche.start <= now) return <Badge tone="info">{words.runningTo(dayText(tranche.end, { year: true }))}</Badge>
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone="info">{words.states.toCome}</Badge>
      {onCancel && (
        <Button size="table" kind="ghost" onClick={onCancel}>
          {words.cancel}
        </Button>
      )}
    </span>
  )
}
