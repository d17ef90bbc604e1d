import { expect, test } from 'vitest'
import { problemsOf } from './natspec'

const INTERFACE = `
/// @title IBox
/// @notice Keeps what is put in. Amounts are wei.
interface IBox {
    /// @notice \`amount\` was put in.
    event Put(uint256 amount);

    /// @notice Thrown when nothing is put in.
    error Empty();

    /// @notice Thrown when the box is closed.
    error Closed();

    /// @notice Puts \`amount\` in. Throws {Empty} and {Closed}.
    function put(uint256 amount) external;

    /// @notice As {put}, twice.
    function putTwice(uint256 amount) external;
}
`
const CONTRACT = `
import {IBox} from "IBox.sol";

contract Box is IBox {
    bool private _isClosed;

    modifier open() {
        if (_isClosed) revert Closed();
        _;
    }

    /// @inheritdoc IBox
    function put(uint256 amount) external {
        _put(amount);
    }

    /// @inheritdoc IBox
    function putTwice(uint256 amount) external {
        _put(2 * amount);
    }

    function _put(uint256 amount) private open {
        if (amount == 0) revert Empty();
        emit Put(amount);
    }
}
`
const told = (change: (text: string) => string) =>
  problemsOf({ 'IBox.sol': change(INTERFACE), 'Box.sol': change(CONTRACT) }, (path) => {
    throw new Error(`nothing imports ${path}`)
  })

test('a text that says everything has no gap', () => {
  expect(told((text) => text)).toEqual([])
})

test.each([
  ['a function', '    /// @notice As {put}, twice.\n', '', ['IBox.putTwice has no @notice']],
  ['an event', '    /// @notice `amount` was put in.\n', '', ['IBox.Put has no @notice']],
  ['an error', '/// @notice Thrown when nothing', '/// @dev Thrown when nothing', ['IBox.Empty has no @notice']],
])('%s without a notice is a gap', (_what, from, to, problems) => {
  expect(told((text) => text.replace(from, to))).toEqual(expect.arrayContaining(problems))
})

test('a parameter that is not named is a gap', () => {
  expect(told((text) => text.replace('Puts `amount` in.', 'Puts it in.'))).toEqual([
    'IBox.put does not say what amount is',
    'IBox.putTwice does not say what amount is',
  ])
})

test('an error behind an inner function or a modifier is to be named, by the function or by the one it refers to', () => {
  expect(told((text) => text.replace('{Empty} and {Closed}', '{Empty}'))).toEqual([
    'Box.put can run into Closed and does not say so',
    'Box.putTwice can run into Closed and does not say so',
  ])
})

test('integers need a unit', () => {
  expect(told((text) => text.replace(' Amounts are wei.', ''))).toEqual([
    'IBox.Put names no unit',
    'IBox.put names no unit',
    'IBox.putTwice names no unit',
  ])
})

test('what does not compile is said, with its place', () => {
  expect(() => told((text) => text.replace('uint256 amount', 'uint256 amount,'))).toThrow(/Box\.sol:\d+/)
})
