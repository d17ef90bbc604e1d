import type { Metadata } from 'next'
import { siteMetadata } from '@/app/site-metadata'
import { ButtonLink } from '@/components/ui/button'
import { PageHead, Section } from '@/components/ui/section'
import { plans } from '@/messages/plans'
import { terms } from '@/messages/terms'

export const metadata: Metadata = siteMetadata({
  path: '/plans/terms',
  title: terms.title,
  description: plans.termsDescription,
})

/** Public: what a buyer agrees to. */
export default function TermsPage() {
  return (
    <>
      <PageHead title={terms.title} lead={terms.lead(terms.version)} />
      <div className="mt-5 grid max-w-2xl gap-6">
        {terms.clauses.map(({ title, say }) => (
          <Section key={title} title={title}>
            <p className="text-ink-2">{say}</p>
          </Section>
        ))}
        <div>
          <ButtonLink href="/plans">{terms.toPlans}</ButtonLink>
        </div>
      </div>
    </>
  )
}
