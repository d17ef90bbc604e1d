/** The way out when this site is gone. */
export const exit = {
  title: 'Exit',
  description:
    'A file to save now: with it credits and rewards of CXPT are taken out by a wallet and any node of the chain, even when this site is gone.',
  lead: 'One file that takes your credits and rewards out with a wallet and any node of the chain. It needs no server of ours.',
  save: 'Save the exit file',
  hashName: 'SHA-256 of the file',
  hashWhy:
    'Compare it with the hash of the file you saved, and with the one in the source: who changes this page could change both here.',
  size: 'Size',
  bytes: (size: string) => `${size} bytes`,
  how: 'How it is used',
  steps: [
    'Save the file, and beside it the file of your rewards: the answer of /api/v1/rewards/ and your address. Credits need no file.',
    'When you need it, open it from your disk. Enter the address of any node of the chain and connect your wallet; some wallets ask to be allowed for files.',
    'Ask for your credits, come back after 24 hours and withdraw them. No pause and no price can stop the second step.',
    'Paste the file of your rewards: each proof is checked against the root on chain, and what is left of it can be claimed.',
  ],
  check: 'Check it yourself',
  checkSay: 'The file is built from the source by one command, and the same source gives the same bytes:',
}
