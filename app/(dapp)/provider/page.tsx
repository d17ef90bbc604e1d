import type { Metadata } from 'next'
import { getAddress, isAddress } from 'viem'
import { Dispute } from '@/components/provider/dispute'
import { ProviderView } from '@/components/provider/provider-view'
import { Uptime } from '@/components/provider/uptime'
import { ClaimActs } from '@/components/tx/claim-acts'
import { PageHead, Section } from '@/components/ui/section'
import { AddressDoor } from '@/components/wallet/address-door'
import { OwnBadge } from '@/components/wallet/own-badge'
import { SignIn } from '@/components/wallet/sign-in'
import { listOwnEpochDisputes } from '@/lib/data/epoch-disputes'
import { getProviderPage, type ProviderView as View } from '@/lib/data/provider'
import type { ProviderReceipt } from '@/lib/data/provider-receipt'
import { getUptime } from '@/lib/data/uptime'
import { provider as words } from '@/messages/provider'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

type Query = Record<string, string | string[] | undefined>

/** `?as=0x…` whose, `?epoch=epoch 2950` which receipt, `?of=0x…` of which provider, `?day=` whose minutes, `?act=claim` the sheet. */
export default async function ProviderPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const text = (name: string): string | null => {
    const value = query[name]
    return typeof value === 'string' ? value.trim() : null
  }
  const as = text('as')
  if (as === null || !isAddress(as)) {
    return (
      <>
        <PageHead title={words.title} />
        <AddressDoor key={as} path="/provider" words={words.door} wrong={as?.slice(0, 80)} />
      </>
    )
  }
  const address = getAddress(as)
  const view = await getProviderPage(address, text('epoch'))
  const receipts = view.chosen?.receipts ?? []
  const receipt = receipts.find((one) => one.provider === text('of')) ?? receipts[0] ?? null
  const hrefOf = (change: Record<string, string | null>) => {
    const now = { as: address, epoch: text('epoch'), of: text('of'), day: text('day'), all: text('all'), ...change }
    const set = Object.entries(now).flatMap(([name, value]) => (value ? [[name, value]] : []))
    return `/provider?${new URLSearchParams(set)}`
  }
  return (
    <ProviderView
      view={view}
      receipt={receipt}
      badge={<OwnBadge address={address} />}
      acts={
        view.numbers.claimable > 0n || text('act') === 'claim' ? (
          <ClaimActs
            category="provider"
            account={address}
            price={view.price}
            coinUsd={view.coinUsd}
            isOpen={text('act') === 'claim'}
            closedHref={hrefOf({})}
            openHref={hrefOf({ act: 'claim' })}
          />
        ) : null
      }
      uptime={receipt && <UptimeOf view={view} receipt={receipt} day={text('day')} hrefOf={hrefOf} />}
      dispute={view.isOwner && <DisputeOf view={view} receipt={receipt} />}
      hrefOf={hrefOf}
      isWhole={text('all') !== null}
      csvHref={`/provider/earnings.csv?as=${address}`}
    />
  )
}

type UptimeProps = {
  view: View
  receipt: ProviderReceipt
  day: string | null
  hrefOf: (change: Record<string, string | null>) => string
}

async function UptimeOf({ view, receipt, day, hrefOf }: UptimeProps) {
  const { chosen, isOwner } = view
  if (!isOwner || chosen?.epoch === undefined || chosen.epoch === null) {
    return (
      <Section title={words.uptime} note={words.uptimeNote}>
        <SignIn why={words.uptimeSignIn} />
      </Section>
    )
  }
  const { goodMinutes: good, eligibleMinutes: eligible } = receipt.earning
  const inputs = chosen.period ? { good, eligible } : null
  const uptime = await getUptime(receipt.provider, chosen.epoch, day)
  return <Uptime view={uptime} inputs={inputs} hrefOf={(to) => `${hrefOf({ day: to })}#uptime`} />
}

async function DisputeOf({
  view: { chosen, address },
  receipt,
}: Pick<UptimeProps, 'view'> & { receipt: ProviderReceipt | null }) {
  const isOver = chosen?.epoch != null && chosen.state !== 'running'
  const about =
    isOver && chosen.epoch != null ? { provider: receipt?.provider ?? address, epoch: chosen.epoch.toString() } : null
  return <Dispute about={about} disputes={await listOwnEpochDisputes()} />
}
