'use client'

import { useRef } from 'react'

/**
 * Gives the focus back to what had it when a layer opened. Radix does so only for a trigger of its own, and our layers are opened
 * by state.
 */
export function useReturnFocus() {
  const opener = useRef<Element | null>(null)
  return {
    /** For `onOpenAutoFocus`: called before the focus moves. */
    remember: () => {
      opener.current = document.activeElement
    },
    /** For `onCloseAutoFocus`. */
    giveBack: (event: Event) => {
      event.preventDefault()
      if (opener.current instanceof HTMLElement) opener.current.focus()
    },
  }
}
