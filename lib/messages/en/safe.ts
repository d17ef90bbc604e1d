/** Changes that a Safe makes together: the cart, the file, the hashes. */
export const safe = {
  title: 'Safe batches',
  lead: 'Several changes as one transaction of a Safe: collected here, saved as a file for its Transaction Builder, checked before its owners sign.',
  offline: 'Offline check page',

  download: 'As a Safe batch: download JSON',
  add: 'Add to the Safe batch',
  added: 'It is in the Safe batch.',
  open: (calls: number) => (calls === 1 ? 'Open the batch, 1 call' : `Open the batch, ${calls} calls`),
  twice: 'This very call is in the batch already: the manager refuses it twice.',
  full: (most: number) => `The batch has ${most} calls, the most there can be.`,
  notKept: 'This browser keeps nothing, so the batch would be lost. Allow it to store data for this site.',

  batch: 'Batch',
  calls: (count: number) => (count === 1 ? '1 call' : `${count} calls, in this order`),
  empty: 'No change is in the batch. Propose one, and add it instead of signing it.',
  propose: 'Propose a change',
  name: 'Name of the batch',
  nameDefault: 'CXPT changes',
  save: 'Download JSON',
  clear: 'Empty the batch',
  remove: (title: string) => `Remove ${title}`,
  up: (title: string) => `Move ${title} up`,
  howOpen:
    'In Safe’s app: New transaction, Transaction Builder, choose the file. Nothing is proposed before one of its owners does that. The reasons stand in the description of the file; this console keeps only those that are signed here.',

  address: 'Safe that signs',
  addressHint: 'Its owners see the file; the hashes below are for this Safe.',
  badAddress: 'An address: 0x and 40 digits or letters a to f, its capitals those of the checksum.',
  noSafe: 'This address is no Safe on this chain.',
  reading: 'Reading the Safe',
  owners: 'Signatures needed',
  of: (threshold: string, owners: number) => `${threshold} of ${owners}`,
  version: 'Version',
  next: 'Next nonce on chain',
  nonce: 'Nonce of the transaction',
  nonceHint: 'The next one, unless others are waiting to be executed.',
  badNonce: 'A whole number that is not below the next nonce.',
  behind: 'Below the next nonce: the Safe never executes it.',

  hashes: 'Hashes to compare',
  hashesNote: 'before anybody signs',
  hashesNeed: 'Enter a Safe and put a call into the batch, or open one, to see its hashes.',
  ofSafe: 'Safe',
  to: 'To, by a call',
  toMultiSend: 'To, by delegate call of MultiSend',
  domainHash: 'Domain hash',
  messageHash: 'Message hash',
  safeTxHash: 'Safe transaction hash',
  multiSend: 'MultiSend',
  multiSendHint: 'Several calls go through it. The app chooses it by the Safe’s version; it stands there under “to”.',
  ofOpened: 'Of the batch that was opened.',
  ofCart: 'Of the batch above.',

  openTitle: 'Open a batch',
  openNote: 'what somebody else made',
  file: 'File of the Transaction Builder',
  fileHint: 'Its checksum, its chain and every call are checked. Nothing is sent.',
  opened: (name: string) => `“${name}”`,
  unnamed: 'without a name',
  good: (calls: number) =>
    calls === 1
      ? 'The checksum is right, and the call is one of ours.'
      : `The checksum is right, and all ${calls} calls are calls of ours.`,
  doubtful: (calls: number) =>
    calls === 1
      ? 'One call is not as it should be: read it below.'
      : `${calls} calls are not as they should be: read them below.`,
  take: 'Put these calls into the batch',
  taken: 'They are in the batch.',
  noTake: 'Not while a call is doubtful.',
  forSafe: 'Made for the Safe',
  close: 'Close the file',

  call: (at: number, name: string) => `${at}. ${name}`,
  unknownCall: 'Unknown call',
  target: 'Target',
  raw: 'No contract of ours reads these bytes.',

  conflicts: 'Nonces',
  conflictsNote: 'one transaction each, in order',
  rule: 'Two proposals that hold the same nonce exclude each other: whichever its owners execute first, the other can never be executed and has to be proposed again.',
  conflict: (nonce: string, titles: readonly string[]) =>
    `Nonce ${nonce} is held by ${titles.length} proposals: ${titles.join('; ')}. Only one of them will happen.`,
  past: (title: string, nonce: string) =>
    `“${title}” holds nonce ${nonce}, which the Safe has used: it was executed, or another transaction took its place and it has to be proposed again.`,
  none: 'None of the proposals this browser knows hold one nonce.',
  unknownNonce: (title: string) =>
    `Which nonce “${title}” holds cannot be told from here: its Safe hash fits none of the next ones. Look in the Safe’s app.`,
  noneKnown: 'This browser knows no proposal of this Safe. Those made elsewhere are in the Safe’s app.',
}
