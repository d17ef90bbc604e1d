import type { Metadata } from 'next'
import { getAddress, isAddress } from 'viem'
import { LiabilityNote } from '@/components/rewards/liability-note'
import { RewardsView } from '@/components/rewards/rewards-view'
import { ClaimActs } from '@/components/tx/claim-acts'
import { PageHead } from '@/components/ui/section'
import { AddressDoor } from '@/components/wallet/address-door'
import { OwnBadge } from '@/components/wallet/own-badge'
import { SignIn } from '@/components/wallet/sign-in'
import { getLiability } from '@/lib/data/liability'
import { getRewardsPage } from '@/lib/data/rewards'
import { rewards as words } from '@/messages/rewards'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

type Query = Record<string, string | string[] | undefined>

/** `?as=0x…` whose, `?act=referral` or `?act=loyalty` the open claim. */
export default async function RewardsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { as: asked, act } = await searchParams
  const as = typeof asked === 'string' ? asked.trim() : undefined
  if (as === undefined || !isAddress(as)) {
    return (
      <>
        <PageHead title={words.title} />
        <AddressDoor key={as} path="/rewards" words={words.door} wrong={as?.slice(0, 80)} />
      </>
    )
  }
  const address = getAddress(as)
  const [view, liability] = await Promise.all([getRewardsPage(address), getLiability()])
  const here = `/rewards?as=${address}`
  return (
    <RewardsView
      view={view}
      badge={<OwnBadge address={address} />}
      claimOf={(category) => {
        const stream = view.streams.find((one) => one.category === category)
        if (act !== category && !stream?.claimable) return null
        return (
          <ClaimActs
            category={category}
            account={address}
            price={view.price}
            coinUsd={view.coinUsd}
            isOpen={act === category}
            closedHref={here}
            openHref={`${here}&act=${category}`}
          />
        )
      }}
      pointsDoor={<SignIn why={words.pointsSignIn} />}
      liability={<LiabilityNote liability={liability} />}
      csvHref={`/rewards/rewards.csv?as=${address}`}
    />
  )
}
