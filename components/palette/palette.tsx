'use client'

import { Command } from 'cmdk'
import { usePathname, useRouter } from 'next/navigation'
import { Dialog } from 'radix-ui'
import { useEffect, useState } from 'react'
import * as v from 'valibot'
import { useReturnFocus } from '@/components/ui/use-return-focus'
import { AddressBook } from '@/lib/queries/address-book'
import { viewAs as words } from '@/messages/view-as'
import { bookItems, type Item, itemsOf, monthItems, type PalettePage, pageItems } from './items'
import './palette.css'
import { browserStorage } from '@/lib/tx/browser-storage'

type Props = { isOpen: boolean; onClose: () => void; pages: readonly PalettePage[] }

const book = new AddressBook(browserStorage)
const reports = v.object({ months: v.array(v.object({ month: v.string() })) })

/** Months there are reports of, as everybody may know; none when they cannot be read. */
async function readMonths(signal: AbortSignal): Promise<string[]> {
  const response = await fetch('/api/v1/reports', { signal })
  const answer = v.safeParse(reports, await response.json())
  return answer.success ? answer.output.months.map(({ month }) => month) : []
}

/** Type, choose with the arrows, Enter: pages, addresses with a name, months, and whatever address or hash is typed. */
export function Palette({ isOpen, onClose, pages }: Props) {
  const router = useRouter()
  const path = usePathname()
  const focus = useReturnFocus()
  const [typed, setTyped] = useState('')
  const [months, setMonths] = useState<readonly string[]>([])
  // Joins the list of months, which the server has, with this window, once for each time it opens.
  useEffect(() => {
    if (!isOpen) return
    const abort = new AbortController()
    readMonths(abort.signal).then(setMonths, () => undefined)
    return () => abort.abort()
  }, [isOpen])
  const entries = book.list()
  function go(href: string) {
    onClose()
    setTyped('')
    router.push(href)
  }
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content
          className="palette"
          aria-describedby={undefined}
          onOpenAutoFocus={focus.remember}
          onCloseAutoFocus={focus.giveBack}
        >
          <Dialog.Title className="sr-only">{words.palette}</Dialog.Title>
          <Command label={words.palette} loop filter={isIn}>
            <Command.Input
              value={typed}
              onValueChange={setTyped}
              placeholder={words.paletteHint}
              aria-label={words.paletteHint}
              autoFocus
            />
            <Command.List label={words.palette}>
              <Command.Empty>{words.paletteEmpty}</Command.Empty>
              <Group
                heading={words.addresses}
                items={[...itemsOf(typed, entries, path), ...bookItems(entries, path)]}
                onGo={go}
              />
              <Group heading={words.pages} items={pageItems(pages)} onGo={go} />
              <Group heading={words.months} items={monthItems(months)} onGo={go} />
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/** Every typed word is in it; what is typed may be pasted with blanks around it. */
const isIn = (item: string, typed: string): number => {
  const text = item.toLowerCase()
  return typed
    .toLowerCase()
    .trim()
    .split(/\s+/)
    .every((word) => text.includes(word))
    ? 1
    : 0
}

function Group({ heading, items, onGo }: { heading: string; items: readonly Item[]; onGo: (href: string) => void }) {
  if (items.length === 0) return null
  return (
    <Command.Group heading={heading}>
      {items.map(({ href, say, more, warning }) => (
        <Command.Item key={href} value={`${say} ${more}`} onSelect={() => onGo(href)}>
          {say}
          {warning && <small>{warning}</small>}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
