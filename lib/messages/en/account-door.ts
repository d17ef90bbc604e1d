/** The way into an account: one's own wallet, or any address. */
export const accountDoor = {
  own: 'Your account',
  ownSay: 'Connect the wallet whose credits and plan you want to see.',
  any: 'Any address, read-only',
  address: 'Address',
  hint: 'What the chain knows: plan, credits, payments. No wallet needed.',
  view: 'View this address',
  wrong: (text: string) =>
    `“${text}” is not an address: 0x and 40 hexadecimal digits, with a right checksum when it has one.`,
}
