'use client'

import { useEffect, useSyncExternalStore } from 'react'
import type { CartItem } from '@/lib/domain/safe-cart'
import { SafeCart } from '@/lib/queries/safe-cart'
import { browserStorage } from '@/lib/tx/browser-storage'

const carts = new Map<number, SafeCart>()
const NONE: readonly CartItem[] = []

function cartOf(chainId: number): SafeCart {
  const known = carts.get(chainId) ?? new SafeCart(browserStorage, chainId)
  carts.set(chainId, known)
  return known
}

/** The changes that wait in this browser; none on the server. `put` answers false when the browser keeps nothing. */
export function useCart(chainId: number): { items: readonly CartItem[]; put: (items: readonly CartItem[]) => boolean } {
  const cart = cartOf(chainId)
  // Joins the storage, which another tab writes to.
  useEffect(() => {
    window.addEventListener('storage', cart.onStorage)
    return () => window.removeEventListener('storage', cart.onStorage)
  }, [cart])
  const items = useSyncExternalStore(cart.subscribe, cart.list, () => NONE)
  return {
    items,
    put: (next) => {
      try {
        cart.set(next)
        return true
      } catch {
        return false
      }
    },
  }
}
