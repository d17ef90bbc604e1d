import type { Metadata } from 'next'
import { siteMetadata } from '@/app/site-metadata'
import { Note } from '@/components/ui/note'
import { PageHead, Section } from '@/components/ui/section'
import { askedOf } from '@/components/verify/node-url'
import { Verifier } from '@/components/verify/verifier'
import { chainById } from '@/lib/chain/chains'
import { formatMonth, type Month } from '@/lib/domain/month'
import { env } from '@/lib/env/env'
import { publicEnvOf } from '@/lib/env/public'
import { verifyPage as words } from '@/messages/verify-page'

export const metadata: Metadata = siteMetadata({ path: '/verify', title: words.title, description: words.description })
export const dynamic = 'force-dynamic'

type Query = Record<string, string | string[] | undefined>

/** `?period=…&root=…`: the QR code of a printed report. */
export default async function VerifyPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { period, root } = await searchParams
  const asked = askedOf(period?.toString(), root?.toString())
  const { rpcUrl, chainId } = publicEnvOf(env)
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {asked === 'bad' && (
        <Note tone="warning" className="mt-4 max-w-3xl">
          {words.badLink}
        </Note>
      )}
      {asked && asked !== 'bad' && (
        <Note tone="info" className="mt-4 max-w-3xl">
          {words.asked(formatMonth(asked.month as Month), `${asked.root.slice(0, 8)}…${asked.root.slice(-8)}`)}
        </Note>
      )}
      <Verifier
        node={rpcUrl ?? chainById(chainId).rpcUrls.default.http[0] ?? ''}
        asked={asked === 'bad' ? null : asked}
      />
      <Section title={words.command} className="mt-9 max-w-3xl">
        <p className="text-ink-2">{words.commandSay}</p>
        <p className="mono mt-2 overflow-x-auto text-table">npm run verify-report -- PATH --rpc URL</p>
      </Section>
    </>
  )
}
