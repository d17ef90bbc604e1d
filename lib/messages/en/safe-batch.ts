import type { BatchFault, CallDoubt } from '../../domain/safe-batch'
import { MOST_CALLS } from '../../domain/safe-batch'

const FAULTS: Record<Exclude<BatchFault, 'call'>, string> = {
  large: 'The file is larger than a batch can be. Choose the JSON file that the Transaction Builder saved.',
  json: 'This is no JSON. Choose the file as it was saved, without a change.',
  format: 'This JSON is no batch of the Transaction Builder. Save the batch there again, with “Download batch”.',
  version:
    'The batch is of another version than 1.0, which is the only one known here. Save it again with Safe’s app of today.',
  chain: 'The batch is for another chain. Nothing of it can be read here: open it where its chain is served.',
  'no-checksum':
    'The batch has no checksum, so a change to it would not be seen. Open it in the Transaction Builder, read every call there and save it again.',
  checksum:
    'The checksum is not that of the calls: the file was changed after it was saved. Do not sign it. Ask whoever made it for the batch again, over another channel.',
  empty: 'The batch has no call.',
  many: `The batch has more than ${MOST_CALLS} calls. Divide it: nobody reads that many before signing.`,
}

const DOUBTS: Record<CallDoubt, string> = {
  'unknown-target':
    'The target is none of our contracts on this chain. Who signs this, signs something this console cannot read.',
  'unknown-function':
    'The target is ours, and has no such function: the call fails, or does what nobody here can read.',
  'sends-eth': 'It sends ETH. Nothing of ours takes any.',
  'says-other':
    'The file describes another call than its data makes. The data counts: do not sign it on the word of the description.',
}

/** What is said of a file of Safe's Transaction Builder, in the console and on the offline page. */
export const safeBatch = {
  fault: (fault: BatchFault, at?: number): string =>
    fault === 'call'
      ? `Call ${at ?? 'n/a'} cannot be read: its address, value or data is malformed. Nothing of the file was taken.`
      : FAULTS[fault],
  doubt: (doubt: CallDoubt): string => DOUBTS[doubt],
  nameNote: 'The name is not part of the checksum: anybody may have changed it.',
}
