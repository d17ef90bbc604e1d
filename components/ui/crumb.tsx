'use client'

import { usePathname } from 'next/navigation'

type Place = { href: string; label: string; group: string }

/** Where we are in the console: group and page, from the longest address that fits. */
export function Crumb({ trail }: { trail: readonly Place[] }) {
  const path = usePathname()
  const here = trail
    .filter((place) => path === place.href || path.startsWith(`${place.href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]
  return <p className="crumb text-control text-ink-2">{here ? `${here.group} / ${here.label}` : null}</p>
}
