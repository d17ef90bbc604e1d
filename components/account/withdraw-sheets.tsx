'use client'

import { useState } from 'react'
import { TxSheet } from '@/components/tx/tx-sheet'
import { AddressText } from '@/components/ui/address'
import { Amount } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { momentText } from '@/components/ui/time-text'
import { useWallet } from '@/components/wallet/use-wallet'
import type { AccountState } from '@/lib/chain/account-state'
import { getContract } from '@/lib/chain/contract'
import { lesser } from '@/lib/domain/money'
import { DAY } from '@/lib/domain/time'
import { callOf, singleCall } from '@/lib/tx/flow'
import { parseCxpt } from './amount-input'

type Props = { account: AccountState; onClose: () => void }

/** First of two steps: the notice. */
export function RequestSheet({ account, onClose }: Props) {
  const { at } = useWallet()
  const [text, setText] = useState('')
  const held = `You have ${cxptText(account.credits, 4, { rounding: 'down' })} CXPT of credits`
  const input = parseCxpt(text, account.credits, `${held}.`)
  const amount = input.wei
  const vault = getContract(at.deployment, 'Vault')
  const flow =
    amount !== null && amount > 0n
      ? singleCall('request-withdrawal', 'Ask for a withdrawal', callOf('Vault', vault, 'requestWithdrawal', [amount]))
      : null
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="request-withdrawal"
      flow={flow}
      problem="Enter how much to withdraw."
      title="Withdraw credits"
      rows={[
        { name: 'You pay now', value: 'nothing but gas' },
        { name: 'Possible from', value: `about ${momentText(account.asOf.time + DAY)}` },
        { name: 'You receive then', value: amount === null ? 'n/a' : <Amount wei={amount} rounding="down" unit /> },
      ]}
      act={amount ? `Ask for ${cxptText(amount, 4, { rounding: 'down' })} CXPT` : 'Ask for a withdrawal'}
      fields={
        <Field
          className="mb-3"
          label="Withdraw"
          unit="CXPT"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={input.say ?? undefined}
          hint={held}
        />
      }
    >
      <Note className="mt-3">
        The notice is 24 hours, so that use already made can still be settled. Credits asked for pay for no plan
        meanwhile. After it nobody can stop the withdrawal: no pause, no price is needed.
      </Note>
    </TxSheet>
  )
}

export function CancelSheet({ account, onClose }: Props) {
  const { at } = useWallet()
  const vault = getContract(at.deployment, 'Vault')
  const flow = singleCall(
    'cancel-withdrawal',
    'Cancel the withdrawal',
    callOf('Vault', vault, 'requestWithdrawal', [0n]),
  )
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="cancel-withdrawal"
      flow={flow}
      title="Cancel the withdrawal"
      rows={[
        { name: 'Asked for', value: <Amount wei={account.account.pending} unit /> },
        { name: 'Afterwards', value: 'all credits pay for plans and use again' },
      ]}
      act="Cancel the withdrawal"
    />
  )
}

/** Second step: the money leaves the Vault for the owner's wallet. */
export function WithdrawSheet({ account, onClose }: Props) {
  const { at } = useWallet()
  const vault = getContract(at.deployment, 'Vault')
  const amount = lesser(account.account.pending, account.credits)
  const flow = singleCall('withdraw', 'Withdraw credits', callOf('Vault', vault, 'withdraw', [account.address]))
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="withdraw"
      flow={flow}
      title="Withdraw credits"
      rows={[
        { name: 'You receive', value: <Amount wei={amount} rounding="down" unit /> },
        { name: 'To', value: <AddressText address={account.address} full /> },
        { name: 'You pay', value: 'nothing but gas' },
      ]}
      act={`Withdraw ${cxptText(amount, 4, { rounding: 'down' })} CXPT`}
    >
      {amount < account.account.pending && (
        <Note className="mt-3">
          Less than you asked for: use that was made before took the rest. What is left is paid, and the request ends.
        </Note>
      )}
    </TxSheet>
  )
}
