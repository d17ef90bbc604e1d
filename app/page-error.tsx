'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect } from 'react'
import { Failure } from '@/components/ui/failure'
import { PageHead } from '@/components/ui/section'

export type PageErrorProps = { error: Error & { digest?: string }; reset: () => void }

const EVERY_MS = 10_000

/** A page that could not be drawn. The error itself stays on the server; its digest finds it in the log. */
export function PageError({ error, reset }: PageErrorProps) {
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  // Joins a timer outside React: the page comes back by itself once what it needs answers.
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState !== 'visible') return
      startTransition(() => {
        router.refresh()
        reset()
      })
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [router, reset])
  return (
    <>
      <PageHead title="This page could not be read" />
      <div className="mt-5 border-t border-ink pt-1">
        <Failure
          what="Something it needs did not answer."
          right="Nothing was changed, and no transaction was sent."
          onRetry={retry}
          code={error.digest}
        />
        <p className="mt-3 text-table text-ink-2">
          It is tried again every 10 seconds. <a href="/status">Status</a> says what is up and what is not.
        </p>
      </div>
    </>
  )
}
