import { expect, test } from 'vitest'
import { apply, mutantsOf } from './mutants'

const around = (body: string) => `pragma solidity 0.8.37;
import {Math} from "./Math.sol";
// a == b; é
contract A {
    uint256[4] private x;
    event Done(uint256 a);
    function f(uint256 a, uint256 b, bool c) external restricted {
        ${body}
    }
}
`

/** What the body becomes, mutant by mutant. */
function bodies(body: string): string[] {
  const source = around(body)
  return mutantsOf('A.sol', source).map((mutant) => apply(source, mutant).split('\n').slice(7, -3).join('\n').trim())
}

test('a check goes away, and its relation changes', () => {
  expect(bodies('if (a < b) revert Less("a < b");')).toEqual([
    'if (a < b) revert Less("a < b");', // the modifier, which is not in the body
    '{}',
    'if (a <= b) revert Less("a < b");',
    'if (a > b) revert Less("a < b");',
  ])
})

test('a modifier that guards goes away', () => {
  const [mutant] = mutantsOf('A.sol', around('a;'))
  expect(mutant).toMatchObject({ line: 7, kind: 'modifier', from: 'restricted', to: '' })
})

test.each([
  ['a += 1;', ['{}', 'a -= 1;', 'a += (1 + 1);', 'a += (1 - 1);']],
  ['(a, b) = (b, a);', ['{}', '(, b) = (b, a);', '(a, ) = (b, a);']],
  ['emit Done(a);', ['{}']],
  ['return c ? a : b;', ['return c ? b : a;']],
  ['return Math.min(a, b);', ['return Math.max(a, b);']],
  ['return Math.ceilDiv(a, b);', ['return ((a) / (b));']],
  ['return Math.mulDiv(a, b, a);', ['return Math.mulDiv(a, b, a, Math.Rounding.Ceil);']],
  ['return a / b;', ['return ((a + b - 1) / (b));', 'return a * b;']],
  ['return !c;', ['return c;']],
  ['return true;', ['return false;']],
])('%s', (body, expected) => {
  expect(bodies(body).slice(1).sort()).toEqual(expected.sort())
})

test('comments, imports and the lengths of arrays are left alone', () => {
  expect(mutantsOf('A.sol', around('')).map(({ kind }) => kind)).toEqual(['modifier'])
})

test('a key names one mutant, and another one once the file has changed', () => {
  const keys = mutantsOf('A.sol', around('a += b;')).map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(mutantsOf('A.sol', `${around('a += b;')}\n`).map(({ key }) => key)).not.toContain(keys[0])
})
