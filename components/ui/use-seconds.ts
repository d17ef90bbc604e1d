'use client'

import { useState, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One interval for the whole page, running only while somebody listens. */
function subscribe(listener: () => void) {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const other of listeners) other()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function secondsOfPage(): number {
  return Math.floor(performance.now() / 1000)
}

/**
 * Whole seconds since `reading` last changed. A number the server gave (an age, the block's time) goes on from there by the
 * browser's monotonic clock; the browser's idea of the date is never asked.
 */
export function useSecondsSince(reading: number | null): number {
  const now = useSyncExternalStore(subscribe, secondsOfPage, () => 0)
  const [anchor, setAnchor] = useState({ reading, at: now })
  if (anchor.reading !== reading) setAnchor({ reading, at: now })
  return Math.max(0, now - anchor.at)
}
