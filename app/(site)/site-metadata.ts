import type { Metadata } from 'next'

type Page = { path: string; title: string; description: string }

/** What search engines and link previews read of a public page; the URL without its choices is the one that counts. */
export function siteMetadata({ path, title, description }: Page): Metadata {
  return {
    title,
    description,
    alternates: { canonical: path },
    openGraph: { title, description, url: path, siteName: 'CXPT Console', type: 'website' },
  }
}
