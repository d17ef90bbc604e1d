'use client'

import { useQuery } from '@tanstack/react-query'
import { Amount } from '@/components/ui/amount'
import { cxptText } from '@/components/ui/amount-text'
import { SplitBar } from '@/components/ui/split-bar'
import { useWallet } from '@/components/wallet/use-wallet'
import { readDistribution } from '@/lib/actions/distribution'
import { apportion, SPLIT_LEGS } from '@/lib/domain/split'
import { chainKey } from '@/lib/queries/keys'
import { buying } from '@/messages/buying'
import { answerOf } from './quote'

const { where: words } = buying

/** What becomes of a payment under the split in force, to the wei. */
export function WhereItGoes({ amount }: { amount: bigint }) {
  const { chainId } = useWallet()
  const { data } = useQuery({
    queryKey: [...chainKey(chainId), 'distribution'],
    queryFn: async () => answerOf(await readDistribution()),
  })
  if (!data) return null
  const shares = apportion(data.split, amount)
  const said = SPLIT_LEGS.map((leg) => `${words.legs[leg]} ${cxptText(shares[leg])}`).join(', ')
  return (
    <div className="mb-3">
      <h3 className="mb-1.5">{words.title(cxptText(amount, 4, { rounding: 'up' }))}</h3>
      <SplitBar
        label={words.label(said)}
        parts={SPLIT_LEGS.map((leg) => ({
          label: words.legs[leg],
          value: shares[leg],
          tone: leg,
          figure: <Amount wei={shares[leg]} />,
        }))}
        legend
      />
    </div>
  )
}
