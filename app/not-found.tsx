import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { Section } from '@/components/ui/section'
import { Wordmark } from '@/components/ui/wordmark'

export const metadata: Metadata = { title: 'No such page' }

export default function NotFound() {
  return (
    <div className="page py-9">
      <Wordmark />
      <main id="main" className="mt-9">
        <Section title="There is no such page" note="404">
          <p className="mb-4 max-w-prose text-ink-2">
            The address leads nowhere. It may name a month, a transaction or an operation that does not exist on this
            chain.
          </p>
          <ButtonLink href="/" prefetch={false}>
            Go to the overview
          </ButtonLink>
        </Section>
      </main>
    </div>
  )
}
