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
import { parseUsd } from './amount-input'

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
  const flow =
    usd === null ? null : singleCall('budget', 'Set the daily budget', callOf('Vault', vault, 'setBudget', [usd]))
  return (
    <TxSheet
      isOpen
      onClose={onClose}
      txKey="budget"
      flow={flow}
      problem="Enter a budget in dollars a day; 0 removes it."
      title="Daily budget"
      rows={[
        { name: 'Now', value: inForce === 0n ? 'none: use is limited by credits only' : `${usdText(inForce)} a day` },
        {
          name: 'New',
          value: usd === null ? 'n/a' : usd === 0n ? 'none' : `${usdText(usd)} a day`,
        },
        { name: 'In force from', value: formatDay((isLower ? lowerFrom : today) * DAY) },
      ]}
      act={usd === null ? 'Set the budget' : usd === 0n ? 'Remove the budget' : `Set ${usdText(usd)} a day`}
      fields={
        <Field
          className="mb-3"
          label="At most, per UTC day"
          unit="USD"
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={input.say ?? undefined}
          hint="Of metered use. Plans are not counted. 0 removes the budget."
        />
      }
    >
      {isLower && (
        <Note className="mt-3">
          A lower budget binds settlement after a day’s notice, so that use already made can be settled. The gateway
          honours it at once.
        </Note>
      )}
    </TxSheet>
  )
}
