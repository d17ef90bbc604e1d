/** In the script of every page, more than once: only what a browser needs before anybody did anything. The rest is in `parts`. */
export const ui = {
  copied: 'Copied',
  tryAgain: 'Try again',
  more: 'More',
  theme: 'Switch light and dark',
  search: 'Go to a page, an address or a transaction',
  noLedger: 'No ledger to read',
  noChain: (age: string) => `No chain for ${age}`,
  behind: (age: string) => `${age} behind`,
  block: (block: string) => `Block ${block}`,
  ago: (age: string) => `${age} ago`,
}
