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
import { parseCxpt } from './amount-input'

type Props = { account: AccountState; onClose: () => void }

/** One USD: its quote gives the price in force without a second kind of read. */
const ONE_USD = 1_000_000n

export function LoadSheet({ account, onClose }: Props) {
  const { at, address } = useWallet()
  const [text, setText] = useState('')
  const { data: quote } = useQuery(quoteQuery(at, ONE_USD))
  const { stage } = useTransaction('deposit')
  const isRefused = stage.name === 'failed' && stage.error.code === 'WALLET_UNSUPPORTED'
  const input = parseCxpt(
    text,
    account.wallet,
    `Your wallet holds ${cxptText(account.wallet, 4, { rounding: 'down' })} CXPT.`,
  )
  const amount = input.wei
  const path = usePayPath(amount ?? 1n, account.approved, isRefused)
  const flow =
    amount !== null && amount > 0n && path && address
      ? loadCredits({ deployment: at.deployment, account: address, amount, path, title: 'Load credits' })
      : null
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="deposit"
      flow={flow}
      problem={amount === 0n ? 'Loading nothing does nothing.' : 'Enter how much to load.'}
      title="Load credits"
      path={flow && path ? path : undefined}
      pays={
        amount === null
          ? undefined
          : {
              wei: amount,
              micro: quote ? usdOf(amount, (ONE_USD * 10n ** 30n) / quote.cxpt) : null,
              reason: 'there is no price now',
            }
      }
      rows={[
        { name: 'Your credits now', value: <Amount wei={account.credits} unit /> },
        { name: 'and afterwards', value: <Amount wei={account.credits + (amount ?? 0n)} unit /> },
        { name: 'Where it goes', value: 'into the Vault, as your own credits' },
      ]}
      act={amount ? `Sign and send ${cxptText(amount, 4, { rounding: 'up' })} CXPT` : 'Load credits'}
      fields={
        <Field
          className="mb-3"
          label="Load into credits"
          unit="CXPT"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={input.say ?? undefined}
          hint={`Wallet holds ${cxptText(account.wallet, 4, { rounding: 'down' })} CXPT`}
        />
      }
    >
      <p className="py-2.5 text-caption text-ink-3">
        Credits are yours until they are spent. They can always be withdrawn, after a day’s notice.
      </p>
    </TxSheet>
  )
}
