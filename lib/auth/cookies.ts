/** `__Host-` needs https: the browser then refuses the cookie from any other host, path or scheme. */
const isSecure = (origin: string) => origin.startsWith('https:')

const name = (origin: string, base: string) => (isSecure(origin) ? `__Host-${base}` : base)

export const sessionCookie = (origin: string) => name(origin, 'cxpt.session')
export const nonceCookie = (origin: string) => name(origin, 'cxpt.sign-in')

/**
 * Over https a cookie also reaches us inside of Safe's site, and there one that is kept for that site alone (`Partitioned`): a session opened
 * here is not one there. What `lax` would keep away, a change that another site's page asks for, proxy.ts refuses. Without https a browser
 * takes no such cookie.
 */
export function cookieOptions(origin: string) {
  const all = { httpOnly: true, path: '/' } as const
  return isSecure(origin)
    ? ({ ...all, sameSite: 'none', secure: true, partitioned: true } as const)
    : ({ ...all, sameSite: 'lax', secure: false } as const)
}

/** What next-auth sets by itself, under names of ours. */
export function authCookies(origin: string) {
  const options = cookieOptions(origin)
  return {
    sessionToken: { name: sessionCookie(origin), options },
    csrfToken: { name: name(origin, 'cxpt.csrf'), options },
    callbackUrl: { name: name(origin, 'cxpt.callback'), options },
  }
}

/** The value of one cookie of a `Cookie` header; null without it. */
export function cookieIn(header: string | null, name: string): string | null {
  const found = (header ?? '').split(/; */).find((pair) => pair.startsWith(`${name}=`))
  return found ? decoded(found.slice(name.length + 1)) : null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
