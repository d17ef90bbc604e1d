/** Reason, trial run, schedule: how every change an admin makes is signed. */
export const signing = {
  reason: 'Reason',
  reasonNote: 'required, public',
  reasonSample: 'Why, decided when and by whom',
  characters: (count: number) => (count === 1 ? '1 character' : `${count} characters`),
  keccak: (hash: string) => `keccak ${hash}`,
  keeping: 'Keeping the reason',

  schedule: 'Schedule',
  execute: 'Execute',
  call: 'Call',
  as: 'As',
  noWallet: 'no wallet connected',
  role: 'Role',
  withDelay: (role: string, delay: string) => `${role}, delay ${delay}`,
  notBefore: 'Not before',
  expires: 'Expires',
  trySchedule: 'Simulate and schedule',
  tryExecute: 'Simulate and execute',

  effect: 'Effect',
  on: 'On',
  operation: 'Operation',
  takesEffect: 'Takes effect',
  atOnce: 'at once',
  canExecute: 'Can be executed',
  window: (delay: string) => `${delay} after its block, for 7 days`,
  signSchedule: 'Sign and schedule',
  signExecute: 'Sign and execute',

  signIn: 'Sign in with this wallet: the reason is kept under your name.',
  asking: 'Asking the chain for your roles.',
  notHeld: (role: string) => `Your wallet does not hold ${role}.`,
  giveReason: 'Give a reason: it is stored with the operation.',
  inVain: 'The trial run failed, so scheduling it would be in vain.',

  succeeds: (block: string) => `Simulated as if its time had come, at block ${block}: succeeds`,
  trying: 'Running the call without sending it',
  /** What could not be read, inside the sentence of the error. */
  latestBlock: 'the latest block',
}
