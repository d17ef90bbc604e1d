'use client'

import './globals.css'

/** The frame itself failed: no layout, no fonts, no data. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="page py-9">
          <h1>CXPT Console is not answering</h1>
          <p role="alert" className="mt-3 text-ink-2">
            The frame of the page could not be drawn. Credits and claims on chain are not affected.{' '}
            <button type="button" onClick={reset} className="link">
              Try again
            </button>{' '}
            <span className="mono text-ink-3">{error.digest}</span>
          </p>
        </main>
      </body>
    </html>
  )
}
