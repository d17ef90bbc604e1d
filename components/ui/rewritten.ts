let isRewritten = false

/** Writes what is typed into the page's address, so that it can be passed on: no navigation, nothing is read again. */
export function rewriteAddress(url: string): void {
  window.history.replaceState(null, '', url)
  isRewritten = true
}

/** Whether that happened since the last call. */
export function takeRewritten(): boolean {
  const was = isRewritten
  isRewritten = false
  return was
}
