import { concatHex, type Hex, keccak256, stringToHex } from 'viem'

/** keccak256 of the operation's id and the reason's UTF-8: one reason belongs to one operation. */
export function reasonHash(id: Hex, text: string): Hex {
  return keccak256(concatHex([id, stringToHex(text)]))
}

/** keccak256 of the sentence in UTF-8: the `ref` of a call that moves money. Two acts with the same sentence and amounts are one operation. */
export const refOf = (sentence: string): Hex => keccak256(stringToHex(sentence))
