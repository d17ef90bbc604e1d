'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect } from 'react'
import { Failure } from '@/components/ui/failure'
import { PageHead } from '@/components/ui/section'
import { pageErrors as words } from '@/messages/page-errors'

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
      <PageHead title={words.title} />
      <div className="mt-5 border-t border-ink pt-1">
        <Failure what={words.what} right={words.right} onRetry={retry} code={error.digest} />
        <p className="mt-3 text-table text-ink-2">
          {words.triedAgain(EVERY_MS / 1_000)} <a href="/status">{words.status}</a> {words.statusSays}
        </p>
      </div>
    </>
  )
}
