import type { ReactNode } from 'react'
import { ui } from '@/messages/ui'

type Props = {
  /** What failed: "The price feed did not answer." */
  what: ReactNode
  /** What is still right: "Balances are current." */
  right?: ReactNode
  /** Asks again. From a server component leave it out and give `retryHref`. */
  onRetry?: () => void
  retryHref?: string
  /** The error code, for whoever is asked for help. */
  code?: string
}

/** Something did not work: what, what still holds, a way to try again, the code. */
export function Failure({ what, right, onRetry, retryHref, code }: Props) {
  return (
    <div
      role="alert"
      className="flex min-h-15 flex-wrap items-baseline gap-x-2 gap-y-1 border-b border-rule py-2 text-table text-ink-2"
    >
      <span>
        {what} {right}
      </span>
      {onRetry && (
        <button type="button" onClick={onRetry} className="link">
          {ui.tryAgain}
        </button>
      )}
      {retryHref && <a href={retryHref}>{ui.tryAgain}</a>}
      {code && <span className="mono text-ink-3">{code}</span>}
    </div>
  )
}
