import { describe, expect, test } from 'vitest'
import type { Month } from '../domain/month'
import { parseReportArguments, reportText, sameBytes, USAGE, UsageError } from './command'
import { fileNameOf, findSheet } from './sheet-names'
import type { WrittenReport } from './write'

describe('arguments', () => {
  test.each([
    ['month first', ['2026-10', '--out', 'reports']],
    ['option first', ['--out', 'reports', '2026-10']],
    ['option with an equals sign', ['--out=reports', '2026-10']],
  ])('%s', (_, args) => {
    expect(parseReportArguments(args)).toEqual({ month: '2026-10', out: 'reports', chart: null, supersedes: null })
  })

  test.each([
    ['nothing', [], USAGE],
    ['no folder', ['2026-10'], `Say where to write. ${USAGE}`],
    ['a folder that is missing behind its option', ['2026-10', '--out'], `Say where to write. ${USAGE}`],
    ['two months', ['2026-09', '2026-10', '--out', 'x'], `One month at a time. ${USAGE}`],
    ['an unknown option', ['2026-10', '--format', 'x'], `There is no option --format. ${USAGE}`],
  ])('%s is refused with the usage', (_, args, message) => {
    expect(() => parseReportArguments(args)).toThrow(new UsageError(message))
  })

  test.each(['2026-13', '2026-1', '26-10', 'October', '2026-10-01', '../2026-10'])('%s is not a month', (text) => {
    expect(() => parseReportArguments([text, '--out', 'x'])).toThrow(expect.objectContaining({ code: 'BAD_MONTH' }))
  })
})

const file = (name: string, sha256: string) => ({ name, sha256, bytes: 1_234, rows: 5 })
const written: WrittenReport = {
  gates: [
    { id: 'foots', title: 'Supply foots to 1e27 wei', state: 'passed', detail: '', sheet: 'supply-roll-forward' },
    {
      id: 'chain',
      title: 'Chain and ledger differ by 0 wei',
      state: 'failed',
      detail: 'reserve differs by -2 wei',
      sheet: 'chain-reconciliation',
    },
  ],
  files: [file('burns.csv', 'aa'), file('supply-roll-forward.csv', 'bb')],
  manifest: file('manifest.json', 'cc'),
  dataRoot: 'dd',
  restated: null,
}

test('a chart of accounts is named by its file', () => {
  const month = ['2026-10', '--out', 'reports']
  expect(parseReportArguments([...month, '--chart', 'chart.json']).chart).toBe('chart.json')
  expect(parseReportArguments([...month, '--chart=chart.json']).chart).toBe('chart.json')
  expect(() => parseReportArguments([...month, '--chart'])).toThrow('Say which chart of accounts')
})

test('a report that replaces another says which, and why', () => {
  const month = ['2026-10', '--out', 'new']
  expect(parseReportArguments([...month, '--supersedes', 'old', '--reason=a late root ']).supersedes).toEqual({
    ...{ dir: 'old', reason: 'a late root' },
  })
  expect(() => parseReportArguments([...month, '--supersedes', 'old'])).toThrow('Say why')
  expect(() => parseReportArguments([...month, '--supersedes', 'old', '--reason', ' '])).toThrow('Say why')
  expect(() => parseReportArguments([...month, '--reason', 'x'])).toThrow('Say which report')
})

test('a second generation that differs is named', () => {
  const other = { ...written, files: [file('burns.csv', 'aa'), file('supply-roll-forward.csv', 'xx')] }
  expect(sameBytes(written, other)).toMatchObject({
    state: 'failed',
    detail: 'supply-roll-forward.csv came out different',
  })
  expect(sameBytes(written, { ...written, manifest: file('manifest.json', 'xx') })).toMatchObject({
    state: 'failed',
    detail: 'manifest.json came out different',
  })
  expect(sameBytes(written, written)).toMatchObject({ state: 'passed' })
})

test('a red gate stands out and says what differs; every file has its hash', () => {
  expect(reportText(written, []).split('\n')).toEqual([
    'Gates',
    '  passed   Supply foots to 1e27 wei',
    '  FAILED   Chain and ledger differ by 0 wei: reserve differs by -2 wei',
    '',
    'Files',
    '  burns.csv                       1234 bytes         5 rows  aa',
    '  supply-roll-forward.csv         1234 bytes         5 rows  bb',
    '  manifest.json                   1234 bytes                 cc',
    '',
    'Data root dd',
  ])
})

test('a download carries its range in its name', () => {
  expect(fileNameOf('burns', '2028-02' as Month)).toBe('cxpt-burns-2028-02-01-to-2028-02-29.csv')
})

test.each(['', 'supply', 'Burns', 'burns.csv', '__proto__'])('there is no sheet "%s"', (name) => {
  expect(findSheet(name)).toBeNull()
})
