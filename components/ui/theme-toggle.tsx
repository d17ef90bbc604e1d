'use client'

import { SunMoon } from 'lucide-react'
import { ui } from '@/messages/ui'
import { IconButton } from './button'
import { parseTheme, THEME_COOKIE, type Theme } from './theme'

const YEAR_S = 31_536_000

function shownTheme(): Theme {
  const chosen = parseTheme(document.documentElement.dataset.theme)
  return chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
}

function switchTheme() {
  const next: Theme = shownTheme() === 'dark' ? 'light' : 'dark'
  document.documentElement.dataset.theme = next
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${YEAR_S}; samesite=lax`
}

/** Switches between light and dark, at once and for the next visit. */
export function ThemeToggle({ className }: { className?: string }) {
  return <IconButton icon={SunMoon} label={ui.theme} onClick={switchTheme} className={className} />
}
