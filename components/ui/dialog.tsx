'use client'

import { AlertDialog } from 'radix-ui'
import { type ReactNode, useRef } from 'react'
import { parts } from '@/messages/parts'
import { useReturnFocus } from './use-return-focus'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  /** Read out with the title; give the consequences here or as children. */
  note?: ReactNode
  /** The buttons; the deciding one first, then Cancel, then what expires. */
  footer: ReactNode
  /** What Enter in a field of it does; the deciding button is then `type="submit"`. */
  onSubmit?: () => void
  children?: ReactNode
}

/** In the middle of the page, and only to destroy or to pause. Escape and Cancel leave; a click outside does not. */
export function AlertBox({ isOpen, onClose, title, note, footer, onSubmit, children }: Props) {
  const content = useRef<HTMLDivElement>(null)
  const focus = useReturnFocus()
  // The field that confirms, or the first button: not Cancel, which Radix would look for.
  const enter = (event: Event) => {
    event.preventDefault()
    focus.remember()
    content.current?.querySelector<HTMLElement>('input, textarea, button:not(:disabled)')?.focus()
  }
  return (
    <AlertDialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="scrim" />
        <AlertDialog.Content ref={content} className="dialog" onOpenAutoFocus={enter} onCloseAutoFocus={focus.giveBack}>
          <AlertDialog.Title className="text-sheet">{title}</AlertDialog.Title>
          <AlertDialog.Description className={note ? 'mt-1 text-table text-ink-2' : 'sr-only'}>
            {note ?? title}
          </AlertDialog.Description>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              onSubmit?.()
            }}
          >
            {children}
            <div className="mt-3.5 flex flex-wrap items-center gap-2">{footer}</div>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

/** What stops and what goes on, side by side. */
export function Effects({ stops, goesOn }: { stops: ReactNode; goesOn: ReactNode }) {
  return (
    <dl className="mt-3 mb-3.5 grid gap-x-4 gap-y-2 border-t border-ink pt-2.5 text-table sm:grid-cols-2">
      <div>
        <dt className="text-caption font-medium text-danger">{parts.stops}</dt>
        <dd>{stops}</dd>
      </div>
      <div>
        <dt className="text-caption font-medium text-success">{parts.goesOn}</dt>
        <dd>{goesOn}</dd>
      </div>
    </dl>
  )
}
