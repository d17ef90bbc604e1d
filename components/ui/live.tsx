'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { takeRewritten } from './rewritten'

/** A page in view asks again this often: the pause banner must reach everybody within 15 s (quality.md). */
const EVERY_MS = 10_000

/** Reads the page's data again while it is in view, and at once when it comes back into view. State on the page stays. */
export function Live() {
  const router = useRouter()
  // Joins the document's visibility and a timer, both outside React.
  useEffect(() => {
    let leaving = -EVERY_MS
    const read = () => {
      // Who has just pressed a link is on his way: reading this page again could call him back.
      if (document.visibilityState !== 'visible' || performance.now() - leaving < EVERY_MS) return
      // A draft was written into the address: to the router that is another page, and its refresh would scroll to the top.
      if (takeRewritten()) router.replace(window.location.href, { scroll: false })
      else router.refresh()
    }
    const leave = ({ target }: Event) => {
      if (target instanceof Element && target.closest('a[href]')) leaving = performance.now()
    }
    const timer = setInterval(read, EVERY_MS)
    document.addEventListener('visibilitychange', read)
    document.addEventListener('click', leave, true)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', read)
      document.removeEventListener('click', leave, true)
    }
  }, [router])
  return null
}
