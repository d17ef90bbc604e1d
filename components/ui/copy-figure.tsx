'use client'

import type { ReactNode } from 'react'
import { ui } from '@/messages/ui'
import { classes } from './classes'
import { useCopied } from './use-copied'

/** An amount as a button: hover and focus show every decimal, a click copies them. */
export function CopyFigure({
  exact,
  value,
  className,
  children,
}: {
  exact: string
  value: string
  className?: string
  children: ReactNode
}) {
  const [isCopied, copy] = useCopied(value)
  return (
    <button type="button" onClick={copy} className={classes('exact', className)}>
      {children}
      <span role="tooltip">{isCopied ? ui.copied : exact}</span>
    </button>
  )
}
