import { expect, test } from 'vitest'
import { wordsIn } from './words'

const texts = (source: string) => wordsIn('a.tsx', source).map(({ text }) => text)

test('text between tags, an attribute that is read, and a sentence in a literal are found, with their line', () => {
  expect(texts('const a = <p>Two words</p>')).toEqual(['Two words'])
  expect(texts('const a = <p>Price</p>')).toEqual(['Price'])
  expect(texts('const a = <B label="Close" />')).toEqual(['Close'])
  expect(texts("const a = isOld ? 'no longer' : null")).toEqual(['no longer'])
  expect(texts(['const a = `after $', '{n} days of $', '{b}`'].join(''))).toEqual(['after … days of …'])
  expect(wordsIn('a.tsx', 'const a = 1\n\nconst b = <p>here it is</p>')).toEqual([
    { file: 'a.tsx', line: 3, text: 'here it is' },
  ])
})

test('classes, code and what only a programmer reads are none', () => {
  expect(texts('const a = <p className="flex gap-2 Two words">{x}</p>')).toEqual([])
  expect(texts("const a = classes('mt-3 text-ink-2', on && 'font-medium num')")).toEqual([])
  expect(texts("if (!a) throw new RangeError('this cannot be')")).toEqual([])
  expect(texts("import a from 'a b'; type T = 'not a value'")).toEqual([])
  expect(texts("'use client'\nconst a = <code>npm run report --</code>")).toEqual([])
  expect(texts("const a = { 'content-type': 'text/csv; charset=utf-8' }")).toEqual([])
  expect(texts('const a = <B kind="primary" role="status" data-x="A b c" needs="PARAMS" />')).toEqual([])
  expect(texts('const a = <p>·</p>')).toEqual([])
})

test('a source that cannot be read is named', () => {
  expect(() => wordsIn('a.tsx', 'const = <p>')).toThrow('a.tsx')
})
