import { expect, test } from 'vitest'
import { problemsOf, tokensAsked } from './request-fields'

test.each([
  ['200,000,000', '200000000'],
  [' 1_000_000_000 ', '1000000000'],
  ['199999999', null],
  ['2e8', null],
  ['-200000000', null],
  ['200000000.5', null],
  ['1000000000000000', null],
  ['', null],
])('%j tokens', (text, tokens) => {
  expect(tokensAsked(text)).toBe(tokens)
})

test('nothing typed is not wrong yet', () => {
  expect(problemsOf({ company: '', email: '', tokens: '', need: '' })).toEqual({})
})

test('each field says what it takes', () => {
  expect(problemsOf({ company: 'x', email: 'a@b', tokens: '5', need: 'two\nlines' })).toEqual({
    email: 'An e-mail address, like name@company.example.',
    tokens: 'A whole number from 200,000,000 to 999,999,999,999,999.',
    need: 'One paragraph, without line breaks.',
  })
})
