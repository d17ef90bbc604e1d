'use client'

import { Button } from '@/components/ui/button'
import { AlertBox, Effects } from '@/components/ui/dialog'
import { Note } from '@/components/ui/note'
import { useAct } from '@/components/ui/use-act'
import { dropGateway, revokeGateway, rotateGateway } from '@/lib/actions/gateways'
import type { GatewayKeyView, GatewayView } from '@/lib/data/gateways'
import { gateways as words } from '@/messages/gateways'

export type GatewayAct =
  | { does: 'rotate' | 'revoke'; gateway: GatewayView; key: GatewayKeyView }
  | { does: 'drop'; gateway: GatewayView }

type Props = { act: GatewayAct; onClose: () => void; onIssued: (key: string) => void }

/** What stops and what goes on, before a key is replaced or ended, or a gateway is. */
export function GatewayActBox({ act, onClose, onIssued }: Props) {
  const { run, refusal, isBusy } = useAct()
  const say = words[act.does]
  const submit = () => {
    if (act.does === 'drop') return run(() => dropGateway(act.gateway.id), onClose)
    const of = { gateway: act.gateway.id, prefix: act.key.prefix }
    if (act.does === 'revoke') return run(() => revokeGateway(of), onClose)
    return run(
      () => rotateGateway(of),
      ({ key }) => {
        onIssued(key)
        onClose()
      },
    )
  }
  return (
    <AlertBox
      isOpen
      onClose={onClose}
      onSubmit={submit}
      title={say.title(act.does === 'drop' ? act.gateway.name : act.key.prefix)}
      footer={
        <>
          <Button
            kind={act.does === 'rotate' ? 'primary' : 'danger'}
            type="submit"
            pending={isBusy ? words.asking : null}
          >
            {say.act}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </>
      }
    >
      <Effects stops={say.stops} goesOn={say.goesOn} />
      {refusal && (
        <Note tone="danger" announce className="mt-3">
          {refusal}
        </Note>
      )}
    </AlertBox>
  )
}
