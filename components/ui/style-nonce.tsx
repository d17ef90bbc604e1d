'use client'

import { setNonce } from 'get-nonce'

/** Gives the response's nonce to the style element that locks scrolling under a sheet; without it the CSP refuses it. */
export function StyleNonce({ nonce }: { nonce: string | undefined }) {
  if (nonce) setNonce(nonce)
  return null
}
