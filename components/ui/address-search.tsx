'use client'

import { Search } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Icon } from './icon'

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Looks at any account. A plain form, so that it works before any script; `/` leads to it from anywhere on the page. */
export function AddressSearch() {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      // Hidden on a narrow screen: then the key is the browser's own.
      if (!input.current?.offsetParent || document.querySelector('dialog[open]')) return
      event.preventDefault()
      input.current.select()
      input.current.focus()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <search>
      <form action="/account" className="address-search">
        <Icon of={Search} />
        <input
          ref={input}
          name="as"
          aria-label="View any address"
          placeholder="View any address"
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          required
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        />
        <span aria-hidden="true">/</span>
      </form>
    </search>
  )
}
