/** Looking at an address, one's own or any other. */
export const viewAs = {
  yours: 'yours',
  readOnly: 'read-only view',
  address: 'Address',
  view: 'View this address',
  wrong: (text: string) =>
    `“${text}” is not an address: 0x and 40 hexadecimal digits, with a right checksum when it has one.`,
  banner: 'You look at an address that is not your wallet’s.',
  bannerSay: 'Read-only: nothing here can be changed or signed in its name.',
  leave: 'Show mine',
  leaveOff: 'Leave this view',
}
