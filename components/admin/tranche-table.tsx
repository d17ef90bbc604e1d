'use client'

import { useQuery } from '@tanstack/react-query'
import type { Address } from 'viem'
import { Amount } from '@/components/ui/amount'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { RowHead, Table, Td, Th, TotalRow } from '@/components/ui/data-table'
import { Empty } from '@/components/ui/empty'
import { useReadOnly } from '@/components/ui/read-only'
import { dayText, momentText } from '@/components/ui/time-text'
import { useWallet } from '@/components/wallet/use-wallet'
import type { EmissionEditor, TrancheRow } from '@/lib/data/emission'
import { rolesQuery } from '@/lib/queries/account'
import { emission as words } from '@/messages/admin-emission'

const NOBODY: Address = '0x0000000000000000000000000000000000000000'

type Props = { editor: EmissionEditor; chosen: number | null; onChoose: (tranche: TrancheRow) => void }

/** Every tranche there ever was; one that has not begun may be chosen to be cancelled. */
export function TrancheTable({ editor, chosen, onChoose }: Props) {
  const { address, at } = useWallet()
  const roles = useQuery({ ...rolesQuery(at, address ?? NOBODY), enabled: address !== null })
  const mayCancel = roles.data?.roles.PARAMS.isMember === true
  const isReadOnly = useReadOnly()
  if (editor.tranches.length === 0) return <Empty>{words.noTranches}</Empty>
  return (
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
                isChosen={tranche.id === chosen}
                onCancel={mayCancel && !isReadOnly ? () => onChoose(tranche) : null}
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
  )
}

type StateProps = { tranche: TrancheRow; now: number; isChosen: boolean; onCancel: (() => void) | null }

function State({ tranche, now, isChosen, onCancel }: StateProps) {
  if (tranche.isCancelled) return <Badge>{words.states.cancelled}</Badge>
  if (tranche.end <= now) return <Badge tone="success">{words.states.released}</Badge>
  if (tranche.start <= now) {
    // On a phone, where its end has no column, the day does not fit beside the word.
    return (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <Badge tone="info">{words.states.running}</Badge>
        <span className="text-caption text-ink-2">{words.to(dayText(tranche.end, { year: true }))}</span>
      </span>
    )
  }
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Badge tone="info">{words.states.toCome}</Badge>
      {onCancel && (
        <Button size="table" kind="ghost" aria-pressed={isChosen} onClick={onCancel}>
          {words.cancel}
        </Button>
      )}
    </span>
  )
}
