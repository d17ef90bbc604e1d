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
import { parseCxpt } from './amount-input'

type Props = { account: AccountState; onClose: () => void }

/** `renewCap` has 96 bits in the contract. */
const MOST = 2n ** 96n - 1n

export function RenewalSheet({ account, onClose }: Props) {
  const { at } = useWallet()
  const { subscription } = account
  const [isOn, setOn] = useState(subscription.autoRenew)
  const [text, setText] = useState(formatUnits(subscription.renewCap, 18))
  const cap = parseCxpt(text, MOST, 'More CXPT than there can be.')
  const isSame = isOn === subscription.autoRenew && cap.wei === subscription.renewCap
  const subscriptions = getContract(at.deployment, 'Subscriptions')
  const flow =
    cap.wei === null || isSame
      ? null
      : singleCall(
          'renewal',
          'Set the renewal',
          callOf('Subscriptions', subscriptions, 'setAutoRenew', [isOn, cap.wei]),
        )
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="renewal"
      flow={flow}
      problem={isSame ? 'Nothing is changed yet.' : 'Enter what a renewal may cost at most.'}
      title="Renewal"
      rows={[
        { name: 'Now', value: subscription.autoRenew ? 'on' : 'off' },
        { name: 'At most, each', value: <Amount wei={subscription.renewCap} unit /> },
        { name: 'This period ends', value: formatTime(subscription.end) },
      ]}
      act={isOn ? `Renew, at most ${cap.wei === null ? 'n/a' : cxptText(cap.wei, 4)} CXPT` : 'Turn renewal off'}
      fields={
        <div className="mb-3 grid gap-3">
          <div className="flex items-center justify-between text-table">
            <span>Renew every 30 days from credits</span>
            <Switch
              label="Renew every 30 days from credits"
              checked={isOn}
              onChange={(event) => setOn(event.target.checked)}
            />
          </div>
          <Field
            label="A renewal may cost, at most"
            unit="CXPT"
            value={text}
            onChange={(event) => setText(event.target.value)}
            error={cap.say ?? undefined}
            hint="It binds renewals you make by hand too."
          />
        </div>
      }
    >
      {!isOn && <Note className="mt-3">Off is cancelling: access stays to the end of the period.</Note>}
    </TxSheet>
  )
}
