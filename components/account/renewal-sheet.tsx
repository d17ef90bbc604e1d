'use client'

import { useState } from 'react'
import { TxSheet } from '@/components/tx/tx-sheet'
import { Amount } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { Switch } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import type { AccountState } from '@/lib/chain/account-state'
import { getContract } from '@/lib/chain/contract'
import { formatTime } from '@/lib/domain/time'
import { formatUnits } from '@/lib/domain/units'
import { callOf, singleCall } from '@/lib/tx/flow'
import { accountActs } from '@/messages/account-acts'
import { parseCxpt } from './amount-input'

const { renewal: words } = accountActs

type Props = { account: AccountState; onClose: () => void }

/** `renewCap` has 96 bits in the contract. */
const MOST = 2n ** 96n - 1n

export function RenewalSheet({ account, onClose }: Props) {
  const { at } = useWallet()
  const { subscription } = account
  const [isOn, setOn] = useState(subscription.autoRenew)
  const [text, setText] = useState(formatUnits(subscription.renewCap, 18))
  const cap = parseCxpt(text, MOST, words.tooMuch)
  const isSame = isOn === subscription.autoRenew && cap.wei === subscription.renewCap
  const subscriptions = getContract(at.deployment, 'Subscriptions')
  const flow =
    cap.wei === null || isSame
      ? null
      : singleCall('renewal', words.flow, callOf('Subscriptions', subscriptions, 'setAutoRenew', [isOn, cap.wei]))
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="renewal"
      flow={flow}
      problem={isSame ? words.same : words.missing}
      title={words.title}
      rows={[
        { name: accountActs.now, value: subscription.autoRenew ? words.on : words.off },
        { name: words.mostEach, value: <Amount wei={subscription.renewCap} unit /> },
        { name: words.ends, value: formatTime(subscription.end) },
      ]}
      act={isOn ? words.act(cap.wei === null ? 'n/a' : cxptText(cap.wei, 4)) : words.turnOff}
      fields={
        <div className="mb-3 grid gap-3">
          <div className="flex items-center justify-between text-table">
            <span>{words.every}</span>
            <Switch label={words.every} checked={isOn} onChange={(event) => setOn(event.target.checked)} />
          </div>
          <Field
            label={words.most}
            unit={accountActs.cxpt}
            value={text}
            onChange={(event) => setText(event.target.value)}
            error={cap.say ?? undefined}
            hint={words.hint}
          />
        </div>
      }
    >
      {!isOn && <Note className="mt-3">{words.offSay}</Note>}
    </TxSheet>
  )
}
