import type { MetadataRoute } from 'next'
import { env } from '@/lib/env/env'

export const dynamic = 'force-dynamic'

/** What belongs to one person or to staff is of no use to a search engine, and neither is a choice of range. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: '*', allow: '/', disallow: ['/account', '/admin', '/finance', '/api/', '/design'] },
    sitemap: `${env.NEXTAUTH_URL}/sitemap.xml`,
  }
}
