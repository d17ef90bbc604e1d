import { type Address, type HDAccount, isAddressEqual } from 'viem'
import { mnemonicToAccount } from 'viem/accounts'

/** The mnemonic of every local test chain. Its keys are public: the deploy command refuses them on every other chain. */
export const TEST_MNEMONIC = 'test test test test test test test test test test test junk'

/**
 * Who is who on the local chain. The index is the account's index in the mnemonic; roles and their delays are in
 * contracts/config/local.json. Whoever imports the mnemonic into a wallet holds all of them.
 */
export const DEMO_ACCOUNTS = [
  {
    index: 0,
    name: 'deployer',
    address: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
    who: 'Deployer, without any role',
  },
  {
    index: 1,
    name: 'admin',
    address: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
    who: 'Admin: parameters, unpause, keys',
  },
  { index: 2, name: 'treasurer', address: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC', who: 'Treasurer and warden' },
  {
    index: 3,
    name: 'guardian',
    address: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
    who: 'Guardian: pause, veto, cancel',
  },
  { index: 4, name: 'meter', address: '0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65', who: 'Gateway key: settles usage' },
  {
    index: 5,
    name: 'publisher',
    address: '0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc',
    who: 'Publisher key: proposes reward roots',
  },
  {
    index: 6,
    name: 'pricer',
    address: '0x976EA74026E726554dB657fA54763abd0C3a0aa9',
    who: 'Pricer key: posts the price',
  },
  {
    index: 7,
    name: 'preparer',
    address: '0x14dC79964da2C08b23698B3D3cc7Ca32193d9955',
    who: 'Finance, prepares the month',
  },
  {
    index: 8,
    name: 'reviewer',
    address: '0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f',
    who: 'Finance, reviews the month',
  },
  {
    index: 9,
    name: 'approver',
    address: '0xa0Ee7A142d267C1f36714E4a8F75612F20a79720',
    who: 'Finance, approves the month',
  },
  { index: 10, name: 'customer', address: '0xBcd4042DE499D14e55001CcbB24a551F3b954096', who: 'Customer with a plan' },
  {
    index: 11,
    name: 'newcomer',
    address: '0x71bE63f3384f5fb98995898A86B02Fb2426c5788',
    who: 'Newcomer: CXPT in the wallet, nothing bought yet',
  },
  { index: 12, name: 'provider', address: '0xFABB0ac9d68B0B445fB7357272Ff202C5651694a', who: 'Provider with rewards' },
] as const satisfies readonly { index: number; name: string; address: Address; who: string }[]

export type DemoName = (typeof DEMO_ACCOUNTS)[number]['name']
export type DemoAccount = (typeof DEMO_ACCOUNTS)[number]

/** Accounts of the simulated crowd come from here on, so that they never are one of the table. */
export const FIRST_CROWD_INDEX = 20

/** Funded accounts that the local chain starts with: the table and room for the crowd. */
export const FUNDED_ACCOUNTS = 160

export function demoAccount(name: DemoName): DemoAccount {
  const account = DEMO_ACCOUNTS.find((candidate) => candidate.name === name)
  if (!account) throw new RangeError(`No demo account is called ${name}`)
  return account
}

const signers = new Map<number, HDAccount>()

/** Signs for an account of the mnemonic; derived once (a few milliseconds each). */
export function demoSigner(index: number): HDAccount {
  const signer = signers.get(index) ?? mnemonicToAccount(TEST_MNEMONIC, { addressIndex: index })
  signers.set(index, signer)
  return signer
}

/** Whether an address belongs to the first accounts of the public mnemonic. */
export function isTestAccount(address: Address): boolean {
  if (DEMO_ACCOUNTS.some((account) => isAddressEqual(account.address, address))) return true
  for (let index = DEMO_ACCOUNTS.length; index < FIRST_CROWD_INDEX; index++) {
    if (isAddressEqual(demoSigner(index).address, address)) return true
  }
  return false
}
