import type { BookFault } from '@/lib/domain/address-book'

const entryAt = (at: number | undefined): string => (at ? ` (entry ${at})` : '')

/** Looking at an address, one's own or any other; names for addresses; the command palette. */
export const viewAs = {
  yours: 'yours',
  readOnly: 'read-only view',
  address: 'Address',
  view: 'View this address',
  wrong: (text: string) =>
    `“${text}” is not an address: 0x and 40 hexadecimal digits, with a right checksum when it has one.`,

  bannerTitle: (who: string) => `You look at ${who}, read-only.`,
  bannerSay: 'What the chain knows of it. Nothing here is signed in its name.',
  mine: 'Show mine',
  leave: 'Leave this view',
  yourWallet: 'your wallet',
  lookAlike: (name: string) =>
    `Careful: it has the first and last characters of ${name}, and is another address. Compare all of it.`,

  book: 'Address book',
  bookLead: 'Names for addresses. They stay in this browser and are sent nowhere.',
  bookEmpty: 'No address has a name yet.',
  name: 'Name',
  nameHint: 'At most 40 characters.',
  add: 'Keep',
  remove: 'Remove',
  removeOf: (name: string) => `Remove ${name}`,
  exportBook: 'Export, JSON',
  importBook: 'Import, JSON',
  importHint: 'A file that was exported here. Its names are added; those of the same address are replaced.',
  imported: (count: number) => (count === 1 ? '1 name was read in.' : `${count} names were read in.`),
  notKept: 'This browser keeps nothing for this site, so the name could not be stored.',
  full: 'The book is full: 500 names.',
  nameFault: {
    empty: 'Give it a name.',
    long: 'A name has at most 40 characters.',
    unseen: 'A name has characters that can be seen only.',
  },
  importFault: (fault: BookFault, at?: number): string =>
    ({
      large: 'The file is too large for an address book: at most 200 KB.',
      json: 'The file is not JSON. Nothing was read in.',
      format: 'The file is no address book of this console. Nothing was read in.',
      many: 'The file has more than 500 names. Nothing was read in.',
      address: `One of its addresses is not an address${entryAt(at)}. Nothing was read in.`,
      name: `One of its names cannot be used${entryAt(at)}. Nothing was read in.`,
      twice: `An address is in the file twice${entryAt(at)}. Nothing was read in.`,
    })[fault],

  palette: 'Go to',
  paletteHint: 'Page, month, address or transaction hash',
  paletteEmpty: 'Nothing here is called that. An address has 0x and 40 digits, a transaction 64.',
  pages: 'Pages',
  addresses: 'Addresses',
  months: 'Months',
  transaction: 'Transaction',
  follow: (hash: string) => `Follow ${hash}`,
  monthReport: (month: string) => `Report of ${month}`,
  placeOf: { '/account': 'Account', '/rewards': 'Rewards', '/provider': 'Provider' } as Record<string, string>,
  placeOfAddress: (place: string, who: string) => `${place} of ${who}`,
}
