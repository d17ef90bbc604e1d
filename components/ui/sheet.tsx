'use client'

import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { parts } from '@/messages/parts'
import { IconButton } from './button'
import { useReturnFocus } from './use-return-focus'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: ReactNode
  /** One line under the title: how the act is done. */
  note?: ReactNode
  /** Stays in sight at the foot: the stepper and the one button. */
  footer?: ReactNode
  /** While something must not be lost (a wallet is asked): outside clicks and Escape do not close. */
  isHeld?: boolean
  children: ReactNode
}

/** A sheet at the right, from below on a phone. Takes the focus, keeps it, and gives it back to what opened it. */
export function Sheet({ isOpen, onClose, title, note, footer, isHeld, children }: Props) {
  const focus = useReturnFocus()
  const hold = (event: Event) => {
    if (isHeld) event.preventDefault()
  }
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          className="sheet"
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
        >
          <header className="flex items-start gap-3 border-b border-rule-2 px-4 pt-[18px] pb-3.5 md:px-7">
            <div className="min-w-0 flex-1">
              <Dialog.Title className="text-sheet">{title}</Dialog.Title>
              <Dialog.Description className="text-caption text-ink-3">{note}</Dialog.Description>
            </div>
            <Dialog.Close asChild>
              <IconButton icon={X} label={parts.close} disabled={isHeld} />
            </Dialog.Close>
          </header>
          <div className="flex-1 overflow-y-auto overscroll-contain px-4 py-4 md:px-7">{children}</div>
          {footer && <footer className="border-t border-rule-2 px-4 pt-3.5 pb-[18px] md:px-7">{footer}</footer>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
