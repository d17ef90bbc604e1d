'use client'

import { useQuery } from '@tanstack/react-query'
import type { Tone } from '@/components/tone'
import { Amount } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { SplitBar } from '@/components/ui/split-bar'
import { useWallet } from '@/components/wallet/use-wallet'
import { readDistribution } from '@/lib/actions/distribution'
import { apportion, SPLIT_LEGS, type SplitLeg } from '@/lib/domain/split'
import { chainKey } from '@/lib/queries/keys'
import { answerOf } from './quote'

const LEGS: Record<SplitLeg, { name: string; tone: Tone }> = {
  burn: { name: 'Burned', tone: 'burn' },
  protocol: { name: 'Protocol', tone: 'protocol' },
  operations: { name: 'Operations', tone: 'operations' },
  provider: { name: 'Providers', tone: 'provider' },
}

/** What becomes of a payment under the split in force, to the wei. */
export function WhereItGoes({ amount }: { amount: bigint }) {
  const { chainId } = useWallet()
  const { data } = useQuery({
    queryKey: [...chainKey(chainId), 'distribution'],
    queryFn: async () => answerOf(await readDistribution()),
  })
  if (!data) return null
  const shares = apportion(data.split, amount)
  const said = SPLIT_LEGS.map((leg) => `${LEGS[leg].name} ${cxptText(shares[leg])}`).join(', ')
  return (
    <div className="mb-3">
      <h3 className="mb-1.5">Where the {cxptText(amount, 4, { rounding: 'up' })} go</h3>
      <SplitBar
        label={`Of the payment: ${said} CXPT`}
        parts={SPLIT_LEGS.map((leg) => ({
          label: LEGS[leg].name,
          value: shares[leg],
          tone: LEGS[leg].tone,
          figure: <Amount wei={shares[leg]} />,
        }))}
        legend
      />
    </div>
  )
}
