'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** A page in view asks again this often: the pause banner must reach everybody within 15 s (quality.md). */
const EVERY_MS = 10_000

/** Reads the page's data again while it is in view, and at once when it comes back into view. State on the page stays. */
export function Live() {
  const router = useRouter()
  // Joins the document's visibility and a timer, both outside React.
  useEffect(() => {
    const read = () => {
      if (document.visibilityState === 'visible') router.refresh()
    }
    const timer = setInterval(read, EVERY_MS)
    document.addEventListener('visibilitychange', read)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', read)
    }
  }, [router])
  return null
}
