'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { TxSheet } from '@/components/tx/tx-sheet'
import { usePayPath } from '@/components/tx/use-pay-path'
import { useTransaction } from '@/components/tx/use-transaction'
import { Amount } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { Field } from '@/components/ui/field'
import { useWallet } from '@/components/wallet/use-wallet'
import type { AccountState } from '@/lib/chain/account-state'
import { usdOf } from '@/lib/domain/money'
import { quoteQuery } from '@/lib/queries/vault'
import { loadCredits } from '@/lib/tx/payments'
import { accountActs } from '@/messages/account-acts'
import { parseCxpt } from './amount-input'

const { load: words } = accountActs

type Props = { account: AccountState; onClose: () => void }

/** One USD: its quote gives the price in force without a second kind of read. */
const ONE_USD = 1_000_000n

export function LoadSheet({ account, onClose }: Props) {
  const { at, address } = useWallet()
  const [text, setText] = useState('')
  const { data: quote } = useQuery(quoteQuery(at, ONE_USD))
  const { stage } = useTransaction('deposit')
  const isRefused = stage.name === 'failed' && stage.error.code === 'WALLET_UNSUPPORTED'
  const held = cxptText(account.wallet, 4, { rounding: 'down' })
  const input = parseCxpt(text, account.wallet, words.most(held))
  const amount = input.wei
  const path = usePayPath(amount ?? 1n, account.approved, isRefused)
  const flow =
    amount !== null && amount > 0n && path && address
      ? loadCredits({ deployment: at.deployment, account: address, amount, path, title: words.title })
      : null
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="deposit"
      flow={flow}
      problem={amount === 0n ? words.nothing : words.missing}
      title={words.title}
      path={flow && path ? path : undefined}
      pays={
        amount === null
          ? undefined
          : {
              wei: amount,
              micro: quote ? usdOf(amount, (ONE_USD * 10n ** 30n) / quote.cxpt) : null,
              reason: words.noPrice,
            }
      }
      rows={[
        { name: words.before, value: <Amount wei={account.credits} unit /> },
        { name: words.after, value: <Amount wei={account.credits + (amount ?? 0n)} unit /> },
        { name: words.where, value: words.whereSay },
      ]}
      act={amount ? words.act(cxptText(amount, 4, { rounding: 'up' })) : words.title}
      fields={
        <Field
          className="mb-3"
          label={words.amount}
          unit={accountActs.cxpt}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={input.say ?? undefined}
          hint={words.hint(held)}
        />
      }
    >
      <p className="py-2.5 text-caption text-ink-3">{words.say}</p>
    </TxSheet>
  )
}
