'use client'

import { useState } from 'react'

/** How long the check mark stays (visual.md §4). */
const SHOWN_MS = 1200

/** Copies a text and tells for 1.2 s that it did; a refused clipboard leaves it untold. */
export function useCopied(text: string): [isCopied: boolean, copy: () => Promise<void>] {
  const [isCopied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      return
    }
    setCopied(true)
    setTimeout(() => setCopied(false), SHOWN_MS)
  }
  return [isCopied, copy]
}
