'use client'

import { createContext, type ReactNode, useContext } from 'react'

const ReadOnly = createContext(false)

/** Around pages whose visitor reads and does not act: no live act stands in them. The server refuses all the same. */
export function ReadOnlyRoot({ isReadOnly, children }: { isReadOnly: boolean; children: ReactNode }) {
  return <ReadOnly.Provider value={isReadOnly}>{children}</ReadOnly.Provider>
}

export const useReadOnly = (): boolean => useContext(ReadOnly)

/** A button or a form that does something; for who only reads, what stands in its place. */
export function Act({ instead = null, children }: { instead?: ReactNode; children: ReactNode }) {
  return useReadOnly() ? instead : children
}
