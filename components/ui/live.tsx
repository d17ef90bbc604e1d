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
    let known = window.location.href
    const read = () => {
      if (document.visibilityState !== 'visible') return
      // A form that wrote its draft into the address: to the router that is another page, and its refresh would scroll to the top.
      const isRewritten = window.location.href !== known
      known = window.location.href
      if (isRewritten) router.replace(known, { scroll: false })
      else router.refresh()
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
