import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/section'
import { Wordmark } from '@/components/ui/wordmark'
import { pageErrors as words } from '@/messages/page-errors'

export const metadata: Metadata = { title: words.missing }

export default function NotFound() {
  return (
    <div className="page py-5">
      <Wordmark />
      <main id="main">
        <PageHead title={words.missingTitle} lead={words.missingSay} />
        <div className="mt-5 border-t border-ink pt-4">
          <ButtonLink href="/" prefetch={false}>
            {words.toOverview}
          </ButtonLink>
        </div>
      </main>
    </div>
  )
}
