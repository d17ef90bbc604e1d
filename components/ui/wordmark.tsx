import Link from 'next/link'
import { shell } from '@/messages/shell'

/** The name with its double rule; leads to the overview. */
export function Wordmark() {
  return (
    <Link href="/" className="wordmark" prefetch={false}>
      <span>{shell.wordmark.token}</span> <small>{shell.wordmark.console}</small>
    </Link>
  )
}
