'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False in the server's markup and until the page answers to clicks: what opens a wallet must not be pressed in vain. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
