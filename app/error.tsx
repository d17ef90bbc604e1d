'use client'

import { Failure } from '@/components/ui/failure'
import { Section } from '@/components/ui/section'

/** A page that could not be drawn. The error itself stays on the server; its digest finds it in the log. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main id="main" className="page py-9">
      <Section title="This page could not be read">
        <Failure
          what="Something it needs did not answer."
          right="Nothing was changed, and no transaction was sent."
          onRetry={reset}
          code={error.digest}
        />
        <p className="mt-3 text-table text-ink-2">
          <a href="/status">Status</a> says what is up and what is not.
        </p>
      </Section>
    </main>
  )
}
