'use client'

import { useEffect, useSyncExternalStore } from 'react'

/** Keys of the acts a sheet shows now: the list at the foot of the page leaves them out. */
let open: ReadonlySet<string> = new Set()
const NONE: ReadonlySet<string> = new Set()
const listeners = new Set<() => void>()

function set(next: ReadonlySet<string>) {
  open = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

export function useOpenSheets(): ReadonlySet<string> {
  return useSyncExternalStore(
    subscribe,
    () => open,
    () => NONE,
  )
}

export function useAsOpenSheet(key: string, isOpen: boolean): void {
  // Joins this sheet with the list at the foot of the page, which lies in another part of the tree.
  useEffect(() => {
    if (!isOpen) return
    set(new Set([...open, key]))
    return () => set(new Set([...open].filter((other) => other !== key)))
  }, [key, isOpen])
}
