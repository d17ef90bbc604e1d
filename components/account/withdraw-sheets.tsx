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
import { accountActs as words } from '@/messages/account-acts'
import { parseCxpt } from './amount-input'

const { withdraw, cancel, collect } = words

type Props = { account: AccountState; onClose: () => void }

/** First of two steps: the notice. */
export function RequestSheet({ account, onClose }: Props) {
  const { at } = useWallet()
  const [text, setText] = useState('')
  const held = cxptText(account.credits, 4, { rounding: 'down' })
  const input = parseCxpt(text, account.credits, withdraw.most(held))
  const amount = input.wei
  const vault = getContract(at.deployment, 'Vault')
  const flow =
    amount !== null && amount > 0n
      ? singleCall('request-withdrawal', withdraw.ask, callOf('Vault', vault, 'requestWithdrawal', [amount]))
      : null
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="request-withdrawal"
      flow={flow}
      problem={withdraw.missing}
      title={withdraw.title}
      rows={[
        { name: withdraw.payNow, value: words.onlyGas },
        { name: withdraw.from, value: withdraw.fromAbout(momentText(account.asOf.time + DAY)) },
        { name: withdraw.receiveThen, value: amount === null ? 'n/a' : <Amount wei={amount} rounding="down" unit /> },
      ]}
      act={amount ? withdraw.askFor(cxptText(amount, 4, { rounding: 'down' })) : withdraw.ask}
      fields={
        <Field
          className="mb-3"
          label={withdraw.amount}
          unit={words.cxpt}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={input.say ?? undefined}
          hint={withdraw.held(held)}
        />
      }
    >
      <Note className="mt-3">{withdraw.say}</Note>
    </TxSheet>
  )
}

export function CancelSheet({ account, onClose }: Props) {
  const { at } = useWallet()
  const vault = getContract(at.deployment, 'Vault')
  const flow = singleCall('cancel-withdrawal', cancel.title, callOf('Vault', vault, 'requestWithdrawal', [0n]))
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="cancel-withdrawal"
      flow={flow}
      title={cancel.title}
      rows={[
        { name: cancel.asked, value: <Amount wei={account.account.pending} unit /> },
        { name: cancel.after, value: cancel.afterSay },
      ]}
      act={cancel.title}
    />
  )
}

/** Second step: the money leaves the Vault for the owner's wallet. */
export function WithdrawSheet({ account, onClose }: Props) {
  const { at } = useWallet()
  const vault = getContract(at.deployment, 'Vault')
  const amount = lesser(account.account.pending, account.credits)
  const flow = singleCall('withdraw', collect.title, callOf('Vault', vault, 'withdraw', [account.address]))
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="withdraw"
      flow={flow}
      title={collect.title}
      rows={[
        { name: collect.receive, value: <Amount wei={amount} rounding="down" unit /> },
        { name: collect.to, value: <AddressText address={account.address} full /> },
        { name: collect.pay, value: words.onlyGas },
      ]}
      act={collect.act(cxptText(amount, 4, { rounding: 'down' }))}
    >
      {amount < account.account.pending && <Note className="mt-3">{collect.less}</Note>}
    </TxSheet>
  )
}
