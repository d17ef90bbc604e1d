import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/section'
import { Wordmark } from '@/components/ui/wordmark'
import { shell } from '@/messages/shell'

const { missing } = shell

export const metadata: Metadata = { title: missing.name }

export default function NotFound() {
  return (
    <div className="page py-5">
      <Wordmark />
      <main id="main">
        <PageHead title={missing.title} lead={missing.say} />
        <div className="mt-5 border-t border-ink pt-4">
          <ButtonLink href="/">{missing.toOverview}</ButtonLink>
        </div>
      </main>
    </div>
  )
}
