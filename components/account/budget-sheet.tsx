'use client'

import { useState } from 'react'
import { TxSheet } from '@/components/tx/tx-sheet'
import { usdText } from '@/components/ui/amount-text'
import { Field } from '@/components/ui/field'
import { Note } from '@/components/ui/note'
import { useWallet } from '@/components/wallet/use-wallet'
import type { AccountState } from '@/lib/chain/account-state'
import { getContract } from '@/lib/chain/contract'
import { DAY, formatDay } from '@/lib/domain/time'
import { callOf, singleCall } from '@/lib/tx/flow'
import { accountActs } from '@/messages/account-acts'
import { parseUsd } from './amount-input'

const { budget: words } = accountActs

type Props = { account: AccountState; onClose: () => void }

/** The budget in force today, and the first UTC day a lower one counts from: a day's notice, then the next midnight. */
export function budgetTerms({ account, asOf }: Pick<AccountState, 'account' | 'asOf'>) {
  const today = asOf.time / DAY
  const { budgetUsd, nextBudgetUsd, nextBudgetDay } = account
  const inForce = nextBudgetDay !== 0n && today >= nextBudgetDay ? nextBudgetUsd : budgetUsd
  const lowerFrom = (asOf.time + DAY + DAY - 1n) / DAY
  return { inForce, today, lowerFrom }
}

export function BudgetSheet({ account, onClose }: Props) {
  const { at } = useWallet()
  const [text, setText] = useState('')
  const input = parseUsd(text)
  const { inForce, today, lowerFrom } = budgetTerms(account)
  const usd = input.wei
  const vault = getContract(at.deployment, 'Vault')
  const isLower = usd !== null && usd !== 0n && (inForce === 0n || usd < inForce)
  const flow = usd === null ? null : singleCall('budget', words.flow, callOf('Vault', vault, 'setBudget', [usd]))
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="budget"
      flow={flow}
      problem={words.missing}
      title={words.title}
      rows={[
        { name: accountActs.now, value: inForce === 0n ? words.noneNow : words.perDay(usdText(inForce)) },
        {
          name: words.next,
          value: usd === null ? 'n/a' : usd === 0n ? words.none : words.perDay(usdText(usd)),
        },
        { name: words.from, value: formatDay((isLower ? lowerFrom : today) * DAY) },
      ]}
      act={usd === null ? words.set : usd === 0n ? words.remove : words.setTo(usdText(usd))}
      fields={
        <Field
          className="mb-3"
          label={words.amount}
          unit={accountActs.usd}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={input.say ?? undefined}
          hint={words.hint}
        />
      }
    >
      {isLower && <Note className="mt-3">{words.lower}</Note>}
    </TxSheet>
  )
}
