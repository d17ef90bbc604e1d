import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { parts } from '@/messages/parts'
import { ButtonLink } from './button'

export type ViewLink = { label: ReactNode; href: string; current?: boolean }

/** Views of one page as links (4 w, 13 w, All): the URL holds the choice. */
export function ToggleLinks({ label, items }: { label: string; items: readonly ViewLink[] }) {
  return (
    <nav aria-label={label} className="toggle">
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          prefetch={false}
          scroll={false}
          aria-current={item.current ? 'true' : undefined}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  )
}

/** Sheets of a report or parts of a page as links on a rule; scrolls sideways when they do not fit. */
export function Tabs({ label, items }: { label: string; items: readonly ViewLink[] }) {
  return (
    <nav aria-label={label} className="tabs">
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          prefetch={false}
          scroll={false}
          aria-current={item.current ? 'page' : undefined}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  )
}

/** Page n of m with the way to its neighbours. `hrefOf` keeps the other filters of the URL. */
export function Pagination({
  page,
  pages,
  hrefOf,
  label = parts.pages,
}: {
  page: number
  pages: number
  hrefOf: (page: number) => string
  label?: string
}) {
  if (pages <= 1) return null
  return (
    <nav aria-label={label} className="mt-3 flex items-center gap-2 text-caption text-ink-2">
      {page > 1 && (
        <ButtonLink size="table" href={hrefOf(page - 1)} icon={ChevronLeft} rel="prev">
          {parts.newer}
        </ButtonLink>
      )}
      <span className="num">{parts.page(page, pages)}</span>
      {page < pages && (
        <ButtonLink size="table" href={hrefOf(page + 1)} trailing={ChevronRight} rel="next">
          {parts.older}
        </ButtonLink>
      )}
    </nav>
  )
}
