import type { AbiParameter } from 'viem'

/** An element of a list: `tuple[2][]` → `tuple[2]`; null for what is no list. */
export function elementOf(parameter: AbiParameter): AbiParameter | null {
  const match = /^(.*)\[\d*\]$/.exec(parameter.type)
  return match?.[1] === undefined ? null : { ...parameter, name: '', type: match[1] }
}

/** The members of a struct; none for anything else. */
export const fieldsOf = (parameter: AbiParameter): readonly AbiParameter[] =>
  parameter.type === 'tuple' && 'components' in parameter ? parameter.components : []
