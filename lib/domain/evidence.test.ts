import { describe, expect, test } from 'vitest'
import { evidenceKind, evidenceName } from './evidence'

const bytes = (...values: number[]) => new Uint8Array(values)
const text = (value: string) => new TextEncoder().encode(value)

describe('a file of evidence is what its bytes say', () => {
  test.each([
    ['a log', text('12:01 502 from prober b\r\n'), 'text'],
    ['a table with umlauts', text('Zeit;Wert\nfür;1'), 'text'],
    ['a PDF', text('%PDF-1.7 …'), 'pdf'],
    ['a PNG', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1), 'png'],
    ['a JPEG', bytes(0xff, 0xd8, 0xff, 0xe0), 'jpeg'],
    ['a program', bytes(0x7f, 0x45, 0x4c, 0x46, 0), null],
    ['an archive', bytes(0x50, 0x4b, 3, 4, 0), null],
    ['bytes that are no UTF-8', bytes(0xc3, 0x28), null],
    ['nothing', bytes(), null],
  ])('%s', (_, file, kind) => {
    expect(evidenceKind(file)).toBe(kind)
  })
})

test.each([
  ['probes.csv', 'probes.csv'],
  ['C:\\logs\\week 44.log', 'week 44.log'],
  ['../../etc/passwd', 'passwd'],
  ['a"b\r\nc.txt', 'a_b__c.txt'],
  ['...', 'evidence'],
  ['', 'evidence'],
])('the file %j is called %j', (given, name) => {
  expect(evidenceName(given)).toBe(name)
})
