import type { Metadata } from 'next'
import { getAddress, isAddress } from 'viem'
import { AccountDoor } from '@/components/account/account-door'
import { AccountView } from '@/components/account/account-view'
import { ACTS, type Act } from '@/components/account/acts'
import { OwnActs, OwnBadge } from '@/components/account/own-acts'
import { PageHead } from '@/components/ui/section'
import { getAccount } from '@/lib/data/account'
import { getOwnAllowance } from '@/lib/data/own-allowance'
import { getOwnNotices } from '@/lib/data/own-notices'
import type { HistoryCursor } from '@/lib/db/account-rows'
import { accountView } from '@/messages/account-view'

export const metadata: Metadata = { title: accountView.title }
export const dynamic = 'force-dynamic'

type Query = Record<string, string | string[] | undefined>

/** `?as=0x…` whose account, `?act=load` an open sheet, `?before=BLOCK.LOG` an older part of the history. */
export default async function AccountPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = await searchParams
  const as = typeof query.as === 'string' ? query.as.trim() : query.as
  if (typeof as !== 'string' || !isAddress(as)) {
    return (
      <>
        <PageHead title={accountView.title} />
        <AccountDoor key={String(as)} wrong={as === undefined ? undefined : String(as).slice(0, 80)} />
      </>
    )
  }
  const address = getAddress(as)
  const before = parseCursor(query.before)
  const view = await getAccount(address, before)
  const { next, time } = view.ledger
  const status = view.chain?.state.status
  const nextAllowance = view.chain?.nextPlan?.allowance ?? view.chain?.plan?.allowance ?? null
  const allowance = await getOwnAllowance({ address, now: time, nextAllowance })
  const notices = await getOwnNotices(address, {
    plan: view.chain?.plan?.id ?? null,
    nextPlan: view.chain?.nextPlan?.id ?? null,
    isEarning: view.ledger.history.some(({ name }) => name === 'Claimed'),
  })
  return (
    <AccountView
      view={view}
      acts={
        <OwnActs
          address={address}
          act={parseAct(query.act)}
          isExpected={notices !== null}
          hasPlan={status === 'active' || status === 'grace'}
        />
      }
      badge={<OwnBadge address={address} />}
      allowance={allowance}
      notices={notices}
      olderHref={next && `/account?as=${address}&before=${next.block}.${next.logIndex}#history`}
      newestHref={before ? `/account?as=${address}#history` : null}
      csvHref={`/account/history.csv?as=${address}`}
    />
  )
}

function parseAct(value: string | string[] | undefined): Act | null {
  return ACTS.find((act) => act === value) ?? null
}

function parseCursor(value: string | string[] | undefined): HistoryCursor | undefined {
  const match = typeof value === 'string' ? /^(\d{1,15})\.(\d{1,9})$/.exec(value) : null
  return match ? { block: BigInt(match[1] ?? 0), logIndex: Number(match[2]) } : undefined
}
