'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

/** A link of a navigation that knows when it leads to where we are. `exact`: not for the pages below it. */
export function NavLink({
  href,
  exact,
  className,
  children,
}: {
  href: string
  exact?: boolean
  className?: string
  children: ReactNode
}) {
  const path = usePathname()
  const isHere = path === href || (!exact && href !== '/' && path.startsWith(`${href}/`))
  return (
    <Link href={href} prefetch={false} aria-current={isHere ? 'page' : undefined} className={className}>
      {children}
    </Link>
  )
}
