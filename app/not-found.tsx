import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { PageHead } from '@/components/ui/section'
import { Wordmark } from '@/components/ui/wordmark'

export const metadata: Metadata = { title: 'No such page' }

export default function NotFound() {
  return (
    <div className="page py-5">
      <Wordmark />
      <main id="main">
        <PageHead
          title="There is no such page"
          lead="The address leads nowhere. It may name a month, a transaction or an operation that does not exist on this chain."
        />
        <div className="mt-5 border-t border-ink pt-4">
          <ButtonLink href="/" prefetch={false}>
            Go to the overview
          </ButtonLink>
        </div>
      </main>
    </div>
  )
}
