'use client'

import { usePathname } from 'next/navigation'
import { type ReactNode, useId } from 'react'
import { ui } from '@/messages/ui'

type Props = {
  /** Where its links lead: it is marked while one of them is open. */
  paths: readonly string[]
  face: ReactNode
  children: ReactNode
}

/** The rest of the pages, over the bottom bar: a popover of the browser, closed by a tap beside it, Escape, or arriving. */
export function MorePages({ paths, face, children }: Props) {
  const path = usePathname()
  const id = useId()
  const isHere = paths.some((one) => path === one || path.startsWith(`${one}/`))
  return (
    <>
      <button type="button" popoverTarget={id} data-current={isHere || undefined}>
        {face}
        {ui.more}
      </button>
      {/* Another page is another popover, which begins closed. */}
      <div key={path} id={id} popover="auto" className="more-pages">
        {children}
      </div>
    </>
  )
}
