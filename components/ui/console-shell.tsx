import Link from 'next/link'
import type { ReactNode } from 'react'
import { shell } from '@/messages/shell'
import { Crumb } from './crumb'
import { FreshnessChip } from './freshness'
import { Icon } from './icon'
import { NavLink } from './nav-link'
import { BottomBar, type NavPage } from './site-shell'
import { SkipLink } from './skip-link'
import { ThemeToggle } from './theme-toggle'
import { Wordmark } from './wordmark'

export type NavGroup = { title: string; pages: readonly NavPage[] }

type Props = {
  groups: readonly NavGroup[]
  /** The five pages of the bottom bar on a phone. */
  thumb: readonly NavPage[]
  block: string | null
  ageSeconds: number | null
  banner?: ReactNode
  /** The way to every page and address. */
  search?: ReactNode
  wallet?: ReactNode
  /** At the foot of the side bar: the emergency, and who is signed in. */
  foot?: ReactNode
  children: ReactNode
}

/** The frame of the console: side bar of 208 px (icons to 1,240 px, a bottom bar on a phone), bar, page. */
export function ConsoleShell({ groups, thumb, block, ageSeconds, banner, search, wallet, foot, children }: Props) {
  const trail = groups.flatMap((group) => group.pages.map(({ href, label }) => ({ href, label, group: group.title })))
  // Pages that only the bar of a phone and the foot lead to.
  const known = new Set(trail.map(({ href }) => href))
  const others = thumb.filter(({ href }) => !known.has(href))
  const [first] = groups
  if (first) trail.push(...others.map(({ href, label }) => ({ href, label, group: first.title })))
  return (
    <>
      <SkipLink />
      <div role="status">{banner}</div>
      <div className="console">
        <aside className="side" aria-label={shell.consolePages}>
          <Wordmark />
          <nav aria-label={shell.pages.console}>
            {groups.map((group) => (
              <SideGroup key={group.title} group={group} />
            ))}
          </nav>
          {foot && <div className="side-foot">{foot}</div>}
        </aside>
        <div className="min-w-0">
          <header className="console-bar">
            <Wordmark />
            <Crumb trail={trail} />
            <div className="tools">
              {search}
              <FreshnessChip block={block} ageSeconds={ageSeconds} />
              <ThemeToggle className="max-sm:hidden" />
              {wallet}
            </div>
          </header>
          <main id="main" tabIndex={-1} className="outline-none">
            {children}
          </main>
          <footer className="console-foot">
            <Link href="/" prefetch={false}>
              {shell.pages.overview}
            </Link>
            <Link href="/status" prefetch={false}>
              {shell.pages.status}
            </Link>
            <ThemeToggle />
          </footer>
        </div>
      </div>
      <BottomBar pages={thumb} />
    </>
  )
}

function SideGroup({ group }: { group: NavGroup }) {
  return (
    <>
      <h2>{group.title}</h2>
      {group.pages.map((page) => (
        <NavLink key={page.href} href={page.href} exact={page.exact} className="item">
          <Icon of={page.icon} />
          <span>{page.label}</span>
          {page.count ? <b>{page.count}</b> : null}
        </NavLink>
      ))}
    </>
  )
}

/** A page of the console: main, and a rail (queue, gates) that goes under it below 1,241 px. */
export function ConsolePage({ rail, children }: { rail?: ReactNode; children: ReactNode }) {
  if (!rail) return <div className="console-main">{children}</div>
  return (
    <div className="console-cols">
      <div className="console-main">{children}</div>
      <aside className="rail" aria-label={shell.beside}>
        {rail}
      </aside>
    </div>
  )
}
