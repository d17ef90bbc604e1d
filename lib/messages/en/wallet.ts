/** Connecting a wallet, its network, and signing in with it: on every page, so nothing else belongs here. */
export const wallet = {
  connect: 'Connect wallet',
  connecting: 'Connecting',
  /** The list in which one is chosen. */
  group: 'Wallets',
  browserWallet: 'Browser Wallet',
  waiting: 'Waiting for the wallet',

  walletOf: (address: string) => `Wallet ${address}`,
  copyAddress: 'Copy address',
  copied: 'Address copied',
  notOn: (chain: string) => `not on ${chain}`,
  signIn: 'Sign in',
  signedIn: 'Signed in',
  signOut: 'Sign out',
  signOutAll: 'Sign out on every device',
  disconnect: 'Disconnect',

  otherNetwork: 'Your wallet is on another network.',
  otherNetworkSay: 'Looking works; signing needs the right one.',
  otherNetworkSignIn: (chain: string) => `Your wallet is on another network. Switch it to ${chain}.`,
  otherNetworkAct: (chain: string) => `Your wallet is on another network. This happens on ${chain}.`,
  switchTo: (chain: string) => `Switch to ${chain}`,

  signInAct: 'Sign in with your wallet',
  signInNote: 'You sign a message: no gas, and nothing moves. Your roles come from the chain.',
  verifying: 'Checking the signature',
  /** Stands in the message that is signed. */
  statement: 'Sign in to CXPT Console. This costs no gas and moves nothing.',
}
