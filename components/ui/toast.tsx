'use client'

import { Check } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Icon } from './icon'

type Toast = { id: number; text: string }

/** How long a toast stays (visual.md §4). */
const SHOWN_MS = 6000
const NONE: readonly Toast[] = []

let shown: readonly Toast[] = NONE
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]) {
  shown = next
  for (const listener of listeners) listener()
}

/** Says a small thing that is done: "Address copied". Never an error, never money. */
export function showToast(text: string) {
  lastId += 1
  const toast = { id: lastId, text }
  set([...shown.slice(-2), toast])
  setTimeout(() => set(shown.filter((other) => other.id !== toast.id)), SHOWN_MS)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** The corner where toasts appear; once per layout. */
export function Toaster() {
  const toasts = useSyncExternalStore(
    subscribe,
    () => shown,
    () => NONE,
  )
  return (
    <div role="status" className="toasts">
      {toasts.map((toast) => (
        <p key={toast.id} className="toast">
          <Icon of={Check} large className="text-success" />
          {toast.text}
        </p>
      ))}
    </div>
  )
}
