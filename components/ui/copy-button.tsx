'use client'

import { Check, Copy } from 'lucide-react'
import type { ReactNode } from 'react'
import { ui } from '@/messages/ui'
import { classes } from './classes'
import { Icon } from './icon'
import { useCopied } from './use-copied'

/** Copies `text`. With children they are the button; the icon turns into a check mark for 1.2 s. */
export function CopyButton({
  text,
  label,
  quiet,
  className,
  children,
}: {
  text: string
  /** What is copied, for a screen reader: "Copy the address of the Admin Safe". */
  label: string
  /** No icon until it is copied: where many stand together. */
  quiet?: boolean
  className?: string
  children?: ReactNode
}) {
  const [isCopied, copy] = useCopied(text)
  return (
    <button
      type="button"
      onClick={copy}
      className={classes('target relative inline-flex items-center gap-1 text-left', className)}
    >
      <span className="sr-only">{children ? `${label}: ` : label}</span>
      {children}
      {(isCopied || !quiet) && (
        <Icon of={isCopied ? Check : Copy} className={isCopied ? 'text-success' : 'text-ink-3'} />
      )}
      <span role="status" className="sr-only">
        {isCopied ? ui.copied : ''}
      </span>
    </button>
  )
}
