'use client'

import './globals.css'
import { frameError as words } from '@/messages/frame-error'
import { ui } from '@/messages/ui'

/** The frame itself failed: no layout, no fonts, no data. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="page py-9">
          <h1>{words.title}</h1>
          <p role="alert" className="mt-3 text-ink-2">
            {words.say}{' '}
            <button type="button" onClick={reset} className="link">
              {ui.tryAgain}
            </button>{' '}
            <span className="mono text-ink-3">{error.digest}</span>
          </p>
        </main>
      </body>
    </html>
  )
}
