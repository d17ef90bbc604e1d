import { expect, test } from 'vitest'
import { authCookies, cookieOptions, nonceCookie, sessionCookie } from './cookies'

test('over https every cookie is bound to this very host', () => {
  const origin = 'https://console.example'
  const names = Object.values(authCookies(origin)).map(({ name }) => name)
  expect([...names, nonceCookie(origin)]).toEqual([
    '__Host-cxpt.session',
    '__Host-cxpt.csrf',
    '__Host-cxpt.callback',
    '__Host-cxpt.sign-in',
  ])
  expect(cookieOptions(origin)).toEqual({
    ...{ httpOnly: true, path: '/', secure: true },
    ...{ sameSite: 'none', partitioned: true },
  })
})

test('on a laptop without https the names carry no promise a browser would refuse', () => {
  expect(sessionCookie('http://localhost:3000')).toBe('cxpt.session')
  expect(cookieOptions('http://localhost:3000')).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: false })
})
