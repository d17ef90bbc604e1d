import { type LucideIcon, Menu } from 'lucide-react'
import { Fragment, type ReactNode } from 'react'
import { shell } from '@/messages/shell'
import { FreshnessChip } from './freshness'
import { Icon } from './icon'
import { MorePages } from './more-pages'
import { NavLink } from './nav-link'
import { SkipLink } from './skip-link'
import { ThemeToggle } from './theme-toggle'
import { Wordmark } from './wordmark'

export type NavPage = {
  href: string
  label: string
  icon: LucideIcon
  exact?: boolean
  count?: number
  /** In the bottom bar of a phone; the others are one tap further. */
  thumb?: boolean
}

type Props = {
  /** Groups are parted by a hairline; the last goes first where the header is narrow. On a phone: the bottom bar. */
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
          <nav aria-label={shell.main}>
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
      <ThumbBar pages={groups.flat()} />
    </>
  )
}

/** Four pages a thumb reaches, and the way to all others. */
function ThumbBar({ pages }: { pages: readonly NavPage[] }) {
  const others = pages.filter(({ thumb }) => !thumb)
  return (
    <nav aria-label={shell.main} className="bottom-bar">
      <PageLinks pages={pages.filter(({ thumb }) => thumb)} />
      <MorePages paths={others.map(({ href }) => href)} face={<Icon of={Menu} />}>
        <PageLinks pages={others} />
      </MorePages>
    </nav>
  )
}

function PageLinks({ pages }: { pages: readonly NavPage[] }) {
  return pages.map((page) => (
    <NavLink key={page.href} href={page.href} exact={page.exact}>
      <Icon of={page.icon} />
      {page.label}
    </NavLink>
  ))
}

/** The five pages of the console a thumb reaches; never seen together with the navigation it stands in for. */
export function BottomBar({ pages }: { pages: readonly NavPage[] }) {
  return (
    <nav aria-label={shell.pages.console} className="bottom-bar" data-console="">
      <PageLinks pages={pages.slice(0, 5)} />
    </nav>
  )
}
