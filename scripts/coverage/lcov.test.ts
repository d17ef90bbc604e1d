import { expect, test } from 'vitest'
import { report } from './lcov'

const full = `TN:
SF:contracts/src/Vault.sol
DA:10,3
FN:10,12,Vault.deposit
FNDA:3,Vault.deposit
BRDA:11,0,0,3
end_of_record
`
const poor = `TN:
SF:contracts/src/Treasury.sol
DA:20,0
FN:20,22,Treasury.skim
FNDA:0,Treasury.skim
BRDA:21,0,0,-
BRDA:21,0,1,0
end_of_record
TN:
SF:contracts/test/Base.sol
DA:1,0
end_of_record
`

test('everything run is a hundred per cent of each', () => {
  expect(report(full, 'contracts/src/')).toEqual({
    summary: 'coverage: lines 100.00% (1 of 1), branches 100.00% (1 of 1), functions 100.00% (1 of 1)',
    missing: [],
  })
})

test('what was not run is named by its place, and other folders do not count', () => {
  expect(report(full + poor, 'contracts/src/')).toEqual({
    summary: 'coverage: lines 50.00% (1 of 2), branches 33.33% (1 of 3), functions 50.00% (1 of 2)',
    missing: [
      'contracts/src/Treasury.sol:20 line',
      'contracts/src/Treasury.sol:21 branch 0,0',
      'contracts/src/Treasury.sol:21 branch 0,1',
      'contracts/src/Treasury.sol:20 function Treasury.skim',
    ],
  })
})

test('a report without our files is refused', () => {
  expect(() => report(poor, 'contracts/src/')).not.toThrow()
  expect(() => report('', 'contracts/src/')).toThrow('knows nothing')
})

test('a percentage never rounds up to a hundred', () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `DA:${i + 1},${i === 0 ? 0 : 1}`).join('\n')
  const text = `SF:contracts/src/A.sol\n${lines}\nFN:1,2,A.a\nFNDA:1,A.a\nend_of_record\n`
  expect(report(text, 'contracts/src/').summary).toContain('lines 99.99%')
})
