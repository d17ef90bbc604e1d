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
import { dayText, momentText } from '@/components/ui/time-text'
import { useWallet } from '@/components/wallet/use-wallet'
import { getContract } from '@/lib/chain/contract'
import type { EmissionEditor, TrancheRow } from '@/lib/data/emission'
import { formatDuration } from '@/lib/domain/time'
import { rolesQuery } from '@/lib/queries/account'
import { callOf } from '@/lib/tx/flow'
import { proposalFlow } from './schedule'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'

/** Every tranche there ever was; one that has not begun may be cancelled, through the delay like every change. */
export function TrancheTable({ editor }: { editor: EmissionEditor }) {
  const { address, at } = useWallet()
  const [chosen, setChosen] = useState<TrancheRow | null>(null)
  const roles = useQuery({ ...rolesQuery(at, address ?? NOBODY), enabled: address !== null })
  const params = roles.data?.roles.PARAMS
  if (editor.tranches.length === 0) return <Empty>No tranche is scheduled, so nothing can be emitted.</Empty>
  const key = `cancel-tranche:${chosen?.id}`
  const title = `Cancel tranche ${chosen?.id}`
  const call = chosen && callOf('Rewards', getContract(at.deployment, 'Rewards'), 'cancelTranche', [BigInt(chosen.id)])
  const flow = call && params?.isMember ? proposalFlow(at, key, title, call, 'PARAMS', params.delay) : null
  return (
    <>
      <Table label="Tranches" rows={34}>
        <thead>
          <tr>
            <Th>Tranche</Th>
            <Th wide>Starts</Th>
            <Th wide>Ends</Th>
            <Th num>CXPT</Th>
            <Th num wide>
              Released
            </Th>
            <Th>State</Th>
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
                  onCancel={params?.isMember ? () => setChosen(tranche) : null}
                />
              </Td>
            </tr>
          ))}
          <TotalRow>
            <th scope="row">Scheduled</th>
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
        problem="Your wallet does not hold PARAMS."
        title={title}
        rows={[
          { name: 'Will not be released', value: chosen && <Amount wei={chosen.amount} digits={2} unit /> },
          { name: 'It would begin', value: chosen && momentText(chosen.start) },
          {
            name: 'Can be executed',
            value: params ? `${formatDuration(params.delay)} after its block, while it has not begun` : 'n/a',
          },
          { name: 'You pay', value: 'nothing but gas' },
        ]}
        act="Sign and schedule"
        receiptHref={() => '/admin'}
      />
    </>
  )
}

function State({ tranche, now, onCancel }: { tranche: TrancheRow; now: number; onCancel: (() => void) | null }) {
  if (tranche.isCancelled) return <Badge>Cancelled</Badge>
  if (tranche.end <= now) return <Badge tone="success">Released</Badge>
  if (tranche.start <= now) return <Badge tone="info">Running to {dayText(tranche.end, { year: true })}</Badge>
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone="info">To come</Badge>
      {onCancel && (
        <Button size="table" kind="ghost" onClick={onCancel}>
          Cancel
        </Button>
      )}
    </span>
  )
}
