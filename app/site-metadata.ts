import type { Metadata } from 'next'
import { env } from '@/lib/env/env'
import { shell } from '@/messages/shell'

/** `title` is absolute where a page is the site itself. */
type Page = { path: string; title: string; description: string; isSite?: boolean }

/** What search engines and link previews read of a public page, also where its neighbours are nobody's business; the URL without its choices is the one that counts. */
export function siteMetadata({ path, title, description, isSite }: Page): Metadata {
  const url = new URL(path, env.NEXTAUTH_URL).toString()
  return {
    title: isSite ? { absolute: title } : title,
    description,
    robots: { index: true },
    alternates: { canonical: url },
    openGraph: { title, description, url, siteName: shell.name, type: 'website' },
  }
}
