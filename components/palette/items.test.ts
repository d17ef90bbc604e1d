import { describe, expect, test } from 'vitest'
import { bookItems, itemsOf, monthItems, pageItems } from './items'

const A = '0xFABB0ac9d68B0B445fB7357272Ff202C5651694a'
const book = [{ address: A, name: 'Provider 02' } as const]
const hrefs = (items: { href: string }[]) => items.map(({ href }) => href)

describe('what is typed', () => {
  test('an address leads to its account, rewards and earnings, with its checksum', () => {
    expect(hrefs(itemsOf(` ${A.toLowerCase()} `, [], '/'))).toEqual([
      `/account?as=${A}`,
      `/rewards?as=${A}`,
      `/provider?as=${A}`,
    ])
  })

  test('on a page about an address to the same page first', () => {
    expect(hrefs(itemsOf(A, [], '/provider'))[0]).toBe(`/provider?as=${A}`)
  })

  test('an address that looks like a known one is warned of', () => {
    const forged = `0xfabb${'0'.repeat(32)}694a`
    expect(itemsOf(forged, book, '/')[0]?.warning).toContain('Provider 02')
    expect(itemsOf(A, book, '/')[0]?.warning).toBeUndefined()
  })

  test('a transaction leads to where its payment went', () => {
    const hash = `0x${'ab'.repeat(32)}`
    expect(hrefs(itemsOf(hash, [], '/'))).toEqual([`/payments/${hash}`])
  })

  test.each(['', 'plans', '0x1234', A.replace('FABB', 'fABB'), `0x${'g'.repeat(64)}`])(
    '%j leads to nothing by itself',
    (text) => {
      expect(itemsOf(text, [], '/')).toEqual([])
    },
  )
})

test('names, months and pages are found by what they are called and by what they are', () => {
  expect(bookItems(book, '/rewards')).toEqual([{ href: `/rewards?as=${A}`, say: 'Provider 02 · 0xFABB…694a', more: A }])
  expect(monthItems(['2026-10', 'rubbish'])).toEqual([
    { href: '/finance/2026-10', say: 'Report of October 2026', more: '2026-10' },
  ])
  expect(pageItems([{ href: '/admin', label: 'Queue', group: 'Administration' }])).toEqual([
    { href: '/admin', say: 'Administration: Queue', more: '/admin' },
  ])
})
