'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { IconButton } from '@/components/ui/button'
import { ui } from '@/messages/ui'
import type { PalettePage } from './items'

// Its code and its list of months come when it is opened for the first time.
const Palette = dynamic(() => import('./palette').then((module) => module.Palette), { ssr: false })

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))

/** Ctrl-K, Cmd-K, and `/` where nothing is typed. */
function isCall(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey, target } = event
  if (altKey) return false
  if (key.toLowerCase() === 'k') return ctrlKey !== metaKey
  return key === '/' && !ctrlKey && !metaKey && !isTyping(target)
}

/** Leads to every page, to addresses, months and transactions. */
export function PaletteButton({ pages }: { pages: readonly PalettePage[] }) {
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never')
  // Joins the document's keys with the state of this button.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isCall(event) || document.querySelector('[role="dialog"], [role="alertdialog"]')) return
      event.preventDefault()
      setState('open')
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <>
      <IconButton
        icon={Search}
        label={ui.search}
        aria-haspopup="dialog"
        aria-expanded={state === 'open'}
        aria-keyshortcuts="Control+K Meta+K /"
        onClick={() => setState('open')}
      />
      {state !== 'never' && <Palette isOpen={state === 'open'} onClose={() => setState('closed')} pages={pages} />}
    </>
  )
}
