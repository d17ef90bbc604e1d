import { expect, test } from 'vitest'
import { moneyFunctions, problemsOf } from './trees'

const CONTRACT = `
contract Vault is IVault {
    function deposit(address to, uint256 amount) external {
        _deposit(msg.sender, to, amount);
    }

    function balanceOf(address user) external view returns (uint256) {}

    function _deposit(address from, address to, uint256 amount) private {}
}
`
const TESTS = `
contract Vault_credits_test is Actions {
    function test_deposit_whenPaused_reverts() public {}

    function test_deposit_credits() public {}

    function test_quote_roundsUp() public view {}

    function test_threat_donation_isSkimmed() public {}
}
`
const TREE = `Vault.deposit in Vault_credits_test
├── when DEPOSIT is paused
│  └── it should revert [whenPaused_reverts]
└── when it is not
   ├── it should credit the receiver [credits]
   └── it should announce it [credits]
`
const THREATS = '| donation | `test_threat_donation_isSkimmed` |'

function problems(changed: { tree?: string; file?: string; tests?: string; contract?: string; threats?: string }) {
  return problemsOf({
    trees: new Map([[changed.file ?? 'Vault.deposit.tree', changed.tree ?? TREE]]),
    tests: [changed.tests ?? TESTS],
    contracts: [changed.contract ?? CONTRACT],
    threats: changed.threats ?? THREATS,
  })
}

test('a tree and its tests that pair leave no problem', () => {
  expect(problems({})).toEqual([])
})

test.each([
  [
    'a leaf without a test',
    { tree: TREE.replace('[credits]', '[creditsTwice]') },
    ['Vault.deposit.tree: no test test_deposit_creditsTwice in Vault_credits_test'],
  ],
  [
    'a leaf whose test belongs to another contract',
    {
      tests: TESTS.replace(
        '    function test_deposit_whenPaused_reverts() public {}',
        '}\n\ncontract Other_test is Actions {\n    function test_deposit_whenPaused_reverts() public {}',
      ).replace(
        '    function test_deposit_credits',
        '}\n\ncontract Vault_credits_test is Actions {\n    function test_deposit_credits',
      ),
    },
    ['Vault.deposit.tree: no test test_deposit_whenPaused_reverts in Vault_credits_test'],
  ],
  [
    'a test of the function on no leaf',
    { tests: TESTS.replace('test_quote_roundsUp', 'test_deposit_twice') },
    ['Vault.deposit.tree: test_deposit_twice is on no leaf'],
  ],
  [
    'a money-moving function without a tree',
    { contract: CONTRACT.replace('balanceOf(address user) external view', 'sweep(address user) public') },
    ['Vault.sweep moves money and has no tree'],
  ],
  [
    'a tree of a function that is gone',
    { contract: CONTRACT.replace('function deposit', 'function load') },
    ['Vault.load moves money and has no tree', 'Vault.deposit is no function that moves money'],
  ],
  [
    'a test contract that does not exist',
    { tree: TREE.replace('Vault_credits_test', 'Vault_credits_test, Vault_gone_test') },
    ['Vault.deposit.tree names Vault_gone_test, which is no test contract'],
  ],
  [
    'a first line that is not the file',
    { file: 'Vault.withdraw.tree' },
    ['Vault.withdraw.tree must begin with "Vault.withdraw in TESTS"', 'Vault.deposit moves money and has no tree'],
  ],
  [
    'a last branch drawn as one that goes on',
    { tree: TREE.replace('└── when it', '├── when it') },
    ['Vault.deposit.tree:4 is drawn wrongly'],
  ],
  [
    'a line that is no part of a tree',
    { tree: TREE.replace('├── when DEPOSIT', 'when DEPOSIT') },
    ['Vault.deposit.tree:2 is drawn wrongly'],
  ],
  [
    'a branch without a leaf',
    { tree: TREE.replace('│  └── it should revert [whenPaused_reverts]\n', '') },
    [
      'Vault.deposit.tree:2 is a branch without a leaf',
      'Vault.deposit.tree: test_deposit_whenPaused_reverts is on no leaf',
    ],
  ],
  [
    'a leaf that names no test',
    { tree: TREE.replace('announce it [credits]', 'announce it') },
    ['Vault.deposit.tree:6 is neither given, when, nor "it should … [test]"'],
  ],
  ['a threat that the document lacks', { threats: '' }, ['docs/threats.md lacks test_threat_donation_isSkimmed']],
  [
    'a threat whose test is gone',
    { tests: TESTS.replace('test_threat_donation_isSkimmed', 'test_other') },
    ['docs/threats.md names test_threat_donation_isSkimmed, which is no test'],
  ],
])('%s is a problem', (_, changed, expected) => {
  expect(problems(changed)).toEqual(expected)
})

test('views, private functions and what is named as harmless need no tree', () => {
  const harmless =
    'contract Reports is Managed {\n    function anchor(\n        uint32 period\n    ) external restricted {\n'
  expect(moneyFunctions([CONTRACT, harmless])).toEqual(['Vault.deposit'])
})
