import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { StyleNonce } from '@/components/ui/style-nonce'
import { parseTheme, THEME_COOKIE } from '@/components/ui/theme'
import { shell } from '@/messages/shell'
import './globals.css'

const sans = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2',
  variable: '--font-inter',
  weight: '100 900',
  display: 'swap',
})
const mono = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  variable: '--font-jetbrains',
  weight: '100 800',
  display: 'swap',
  preload: false,
})

export const metadata: Metadata = {
  title: { default: shell.name, template: shell.pageTitle },
  description: shell.description,
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f3ee' },
    { media: '(prefers-color-scheme: dark)', color: '#0d1110' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value)
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    // The toggle sets data-theme before React knows of it.
    <html lang="en" data-theme={theme} className={`${sans.variable} ${mono.variable}`} suppressHydrationWarning>
      <body>
        <StyleNonce nonce={nonce} />
        {children}
      </body>
    </html>
  )
}
