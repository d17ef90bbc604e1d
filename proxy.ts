import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { chainById } from '@/lib/chain/chains'
import { REFERRAL, REFERRAL_KEPT, referrerFrom } from '@/lib/domain/referral-link'
import { env } from '@/lib/env/env'
import { publicEnvOf } from '@/lib/env/public'

const isDevelopment = process.env.NODE_ENV === 'development'

/** Safe shows Safe apps in a frame of its own site; nobody else may frame us. */
const FRAMES = "'self' https://app.safe.global"

/** The one page that asks the reader's own node: any over https, or one on his machine. Nothing of a person is on it, and it sends no files. */
const VERIFY = '/verify'
const ANY_NODE = 'https: http://localhost:* http://127.0.0.1:*'

const HEADERS: Record<string, string> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'x-dns-prefetch-control': 'off',
}

const READS = ['GET', 'HEAD', 'OPTIONS']

/**
 * A change that a page of another site asks for. Over https the session's cookie travels with it, so that a Safe can sign in inside of its app
 * (lib/auth/cookies.ts): here it ends. Every browser of the last years says where a request is from; a program says nothing.
 */
const isForged = ({ method, headers }: NextRequest): boolean =>
  !READS.includes(method) && headers.get('sec-fetch-site') === 'cross-site'

/** A policy of its own for every response. But for what is forged it guards nothing: roles are checked where the data is read. */
export function proxy(request: NextRequest): NextResponse {
  if (isForged(request)) return new NextResponse(null, { status: 403 })
  const kept = keptReferral(request)
  if (kept) return NextResponse.redirect(kept)
  const nonce = randomBytes(16).toString('base64')
  const policy = contentSecurityPolicy(nonce, request.nextUrl.pathname)
  const headers = new Headers(request.headers)
  // Next reads the nonce for its own scripts from the policy; layouts read it from x-nonce. A document keeps the nonce it came with:
  // what a page fetches into itself later must not bring another one.
  if (request.headers.get('sec-fetch-dest') === 'empty') headers.delete('x-nonce')
  else headers.set('x-nonce', nonce)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of Object.entries(HEADERS)) response.headers.set(name, value)
  if (env.NEXTAUTH_URL.startsWith('https:')) {
    response.headers.set('strict-transport-security', 'max-age=63072000; includeSubDomains')
  }
  keepReferral(request, response)
  return response
}

/** Whoever came by a referral link and looks around first still buys by it: the plans without a referrer lead to those with the one kept. */
function keptReferral({ nextUrl, cookies }: NextRequest): URL | null {
  const referrer = referrerFrom(cookies.get(REFERRAL)?.value)
  if (nextUrl.pathname !== '/plans' || nextUrl.searchParams.has(REFERRAL) || !referrer) return null
  const url = new URL(`${nextUrl.pathname}${nextUrl.search}`, env.NEXTAUTH_URL)
  url.searchParams.set(REFERRAL, referrer)
  return url
}

/** The newest link counts that is opened: what a page fetches into itself keeps nothing. Not for scripts, and of this site only. */
function keepReferral({ nextUrl, headers }: NextRequest, response: NextResponse): void {
  const referrer = referrerFrom(nextUrl.searchParams.get(REFERRAL))
  if (!referrer || headers.get('sec-fetch-dest') === 'empty') return
  const isSecure = env.NEXTAUTH_URL.startsWith('https:')
  const how = { httpOnly: true, sameSite: 'lax', secure: isSecure, maxAge: REFERRAL_KEPT, path: '/' } as const
  response.cookies.set(REFERRAL, referrer, how)
}

/** Its relay, its pages that check a site's domain, its list of wallets: only where an id is set. */
const WALLETCONNECT = {
  connect:
    ' https://*.walletconnect.org wss://*.walletconnect.org https://*.walletconnect.com wss://*.walletconnect.com',
  frame: 'https://verify.walletconnect.org https://verify.walletconnect.com',
  image: ' https://*.walletconnect.com',
}

function contentSecurityPolicy(nonce: string, path: string): string {
  const rpc = path === VERIFY ? ANY_NODE : rpcOrigin()
  const hasWalletConnect = env.WALLETCONNECT_PROJECT_ID !== undefined
  // The development server evaluates code, talks over a socket and injects styles without a nonce.
  const policy: Record<string, string> = {
    'default-src': "'none'",
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    ...(isDevelopment
      ? { 'style-src': "'self' 'unsafe-inline'" }
      : { 'style-src-elem': `'self' 'nonce-${nonce}'`, 'style-src-attr': "'unsafe-inline'" }),
    'img-src': `'self' data: blob:${hasWalletConnect ? WALLETCONNECT.image : ''}`,
    'font-src': "'self'",
    'connect-src': `'self' ${rpc}${hasWalletConnect ? WALLETCONNECT.connect : ''}${isDevelopment ? ' ws:' : ''}`,
    'frame-src': hasWalletConnect ? WALLETCONNECT.frame : "'none'",
    'frame-ancestors': FRAMES,
    'form-action': "'self'",
    'base-uri': "'none'",
    'object-src': "'none'",
    'manifest-src': "'self'",
    'worker-src': "'self' blob:",
  }
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}

/** Where the browser reads the chain: ours when one is set, else the network's public one. */
function rpcOrigin(): string {
  const { rpcUrl, chainId } = publicEnvOf(env)
  const url = rpcUrl ?? chainById(chainId).rpcUrls.default.http[0]
  return url ? new URL(url).origin : ''
}

export const config = {
  // Files of the build carry no markup to protect, and are served from a cache.
  matcher: ['/((?!_next/static|_next/image|favicon.ico|icon.svg).*)'],
}
