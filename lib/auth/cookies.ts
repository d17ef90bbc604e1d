/** `__Host-` needs https: the browser then refuses the cookie from any other host, path or scheme. */
const isSecure = (origin: string) => origin.startsWith('https:')

const name = (origin: string, base: string) => (isSecure(origin) ? `__Host-${base}` : base)

export const sessionCookie = (origin: string) => name(origin, 'cxpt.session')
export const nonceCookie = (origin: string) => name(origin, 'cxpt.sign-in')

export function cookieOptions(origin: string) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(origin) } as const
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
