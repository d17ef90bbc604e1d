'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { Address } from 'viem'
import { type Entry, nameOf } from '@/lib/domain/address-book'
import { AddressBook } from '@/lib/queries/address-book'
import { ensNameQuery } from '@/lib/queries/ens'
import { browserStorage } from '@/lib/tx/browser-storage'
import { useAt } from './use-wallet'

export const addressBook = new AddressBook(browserStorage)
const NONE: readonly Entry[] = []

/** The names this browser keeps; none on the server. */
export function useAddressBook(): readonly Entry[] {
  // Joins the storage, which another tab writes to.
  useEffect(() => {
    window.addEventListener('storage', addressBook.onStorage)
    return () => window.removeEventListener('storage', addressBook.onStorage)
  }, [])
  return useSyncExternalStore(addressBook.subscribe, addressBook.list, () => NONE)
}

/** One's own name for an address, else the one it gave itself where the network has such names; null without one. */
export function useNameOf(address: Address | null): string | null {
  const book = useAddressBook()
  const { data: ens } = useQuery(ensNameQuery(useAt(), address))
  return (address && nameOf(book, address)) ?? ens ?? null
}
