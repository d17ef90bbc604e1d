import type { KeyValueStorage } from './pending'

/** What is kept where the browser keeps nothing: gone with the page. */
function memoryStorage(): KeyValueStorage {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => {
      kept.set(key, text)
    },
    removeItem: (key) => {
      kept.delete(key)
    },
  }
}

const inMemory = memoryStorage()

/**
 * This site's storage in the browser. A page in a Safe's frame is a third party there, and a browser that gives third parties nothing throws
 * at the very name of `localStorage`: what is kept then lasts as long as the page is open.
 */
export function browserStorage(): KeyValueStorage {
  try {
    return window.localStorage
  } catch {
    return inMemory
  }
}
