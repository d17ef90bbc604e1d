import { afterEach, expect, test, vi } from 'vitest'
import { browserStorage } from './browser-storage'

afterEach(() => vi.unstubAllGlobals())

test('the storage of the browser where there is one', () => {
  const storage = { getItem: () => 'of the browser' }
  vi.stubGlobal('window', { localStorage: storage })
  expect(browserStorage()).toBe(storage)
})

test('where it is denied, what is kept lasts as long as the page', () => {
  vi.stubGlobal('window', {
    get localStorage() {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    },
  })
  browserStorage().setItem('a', '1')
  expect(browserStorage().getItem('a')).toBe('1')
  browserStorage().removeItem('a')
  expect(browserStorage().getItem('a')).toBeNull()
})
