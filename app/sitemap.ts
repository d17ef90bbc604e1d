import type { MetadataRoute } from 'next'
import { env } from '@/lib/env/env'

/** Public pages, the ones that search engines should know. */
const PAGES = ['/', '/token', '/burns', '/emissions', '/usage', '/network', '/plans', '/status', '/verify', '/exit']

export const dynamic = 'force-dynamic'

export default function sitemap(): MetadataRoute.Sitemap {
  return PAGES.map((path) => ({ url: new URL(path, env.NEXTAUTH_URL).toString(), changeFrequency: 'hourly' }))
}
