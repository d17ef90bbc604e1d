import type { LucideIcon } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { FreshnessChip } from './freshness'
import { Icon } from './icon'
import { NavLink } from './nav-link'
import { SkipLink } from './skip-link'
import { ThemeToggle } from './theme-toggle'
import { Wordmark } from './wordmark'

export type NavPage = { href: string; label: string; icon: LucideIcon; exact?: boolean; count?: number }

type Props = {
  /** Groups are parted by a hairline; on a phone all of them are the bottom bar, five at most. */
  groups: readonly (readonly NavPage[])[]
  block: string | null
  ageSeconds: number | null
  banner?: ReactNode
  /** The way to every page and address. */
  search?: ReactNode
  /** Connect button and account; public pages have none. */
  wallet?: ReactNode
  footer: ReactNode
  children: ReactNode
}

/** The frame of public and wallet pages: banner, header of 54 px, the page, footer, and a bottom bar on a phone. */
export function SiteShell({ groups, block, ageSeconds, banner, search, wallet, footer, children }: Props) {
  return (
    <>
      <SkipLink />
      <div role="status">{banner}</div>
      <header className="top">
        <div className="page">
          <Wordmark />
          <nav aria-label="Main">
            {groups.map((group, index) => (
              <Fragment key={group[0]?.href}>
                {index > 0 && <hr />}
                {group.map((page) => (
                  <NavLink key={page.href} href={page.href} exact={page.exact}>
                    {page.label}
                  </NavLink>
                ))}
              </Fragment>
            ))}
          </nav>
          <div className="tools">
            {search}
            <FreshnessChip block={block} ageSeconds={ageSeconds} />
            <ThemeToggle className="max-sm:hidden" />
            {wallet}
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="page outline-none">
        {children}
      </main>
      <footer className="site-foot">
        <div className="page">
          {footer}
          <ThemeToggle className="sm:hidden" />
        </div>
      </footer>
      <BottomBar pages={groups.flat()} />
    </>
  )
}

/** The five pages a thumb reaches; never seen together with the navigation it stands in for. */
export function BottomBar({ pages, isConsole }: { pages: readonly NavPage[]; isConsole?: boolean }) {
  return (
    <nav aria-label={isConsole ? 'Console' : 'Main'} className="bottom-bar" data-console={isConsole || undefined}>
      {pages.slice(0, 5).map((page) => (
        <NavLink key={page.href} href={page.href} exact={page.exact}>
          <Icon of={page.icon} />
          {page.label}
        </NavLink>
      ))}
    </nav>
  )
}
