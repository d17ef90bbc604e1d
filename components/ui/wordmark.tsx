import Link from 'next/link'

/** The name with its double rule; leads to the overview. */
export function Wordmark() {
  return (
    <Link href="/" className="wordmark" prefetch={false}>
      <span>CXPT</span> <small>Console</small>
    </Link>
  )
}
