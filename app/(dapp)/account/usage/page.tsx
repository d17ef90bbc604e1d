import type { Metadata } from 'next'
import { parseUsage } from '@/components/account/usage-query'
import { UsageView } from '@/components/account/usage-view'
import { PageHead } from '@/components/ui/section'
import { SignIn } from '@/components/wallet/sign-in'
import { getOwnUsage } from '@/lib/data/own-usage'
import { usage as words } from '@/messages/usage'

export const metadata: Metadata = { title: words.title }
export const dynamic = 'force-dynamic'

type Query = Record<string, string | string[] | undefined>

/** Of the signed-in account, never of an address in the URL. `?days=`, `?service=`, `?key=`, `?day=` choose, `?before=` pages. */
export default async function UsagePage({ searchParams }: { searchParams: Promise<Query> }) {
  const url = parseUsage(await searchParams)
  const usage = await getOwnUsage(url)
  if (usage) return <UsageView usage={usage} url={url} />
  return (
    <>
      <PageHead title={words.title} />
      <SignIn why={words.why} />
    </>
  )
}
