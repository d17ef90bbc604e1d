import { expect, test } from 'vitest'
import { closeProgress, type VersionFacts, versionState } from './close-state'
import { nextRole, periodOf, type SignOffRole } from './sign-off'

const signed = (...roles: SignOffRole[]) => roles.map((role) => ({ role }))
const version = (facts: Partial<VersionFacts>): VersionFacts => ({
  version: 1,
  isReturned: false,
  isAnchored: false,
  signatures: [],
  ...facts,
})

test.each([
  ['nobody has signed', version({}), 'signing'],
  ['two of three have signed', version({ signatures: signed('preparer', 'reviewer') }), 'signing'],
  ['all have signed', version({ signatures: signed('preparer', 'reviewer', 'approver') }), 'signed'],
  ['anchored without its signatures', version({ isAnchored: true, signatures: signed('preparer') }), 'signing'],
  [
    'signed and anchored',
    version({ isAnchored: true, signatures: signed('preparer', 'reviewer', 'approver') }),
    'final',
  ],
  ['sent back, whatever was signed', version({ isReturned: true, signatures: signed('preparer') }), 'returned'],
] as const)('a version: %s', (_, facts, state) => {
  expect(versionState(facts)).toBe(state)
})

const final = version({ isAnchored: true, signatures: signed('preparer', 'reviewer', 'approver') })

test('a month is reviewed by the reviewer of a version that was not sent back', () => {
  expect(closeProgress([])).toEqual({ isReviewed: false, isFinal: false })
  expect(closeProgress([version({ signatures: signed('preparer', 'reviewer') })])).toEqual({
    isReviewed: true,
    isFinal: false,
  })
  const returned = version({ isReturned: true, signatures: signed('preparer', 'reviewer') })
  expect(closeProgress([returned])).toEqual({ isReviewed: false, isFinal: false })
})

test('a restatement under way leaves its month final', () => {
  expect(closeProgress([final, version({ version: 2 })])).toEqual({ isReviewed: true, isFinal: true })
})

test('the parts are signed in their order', () => {
  expect(nextRole([])).toBe('preparer')
  expect(nextRole(signed('preparer'))).toBe('reviewer')
  expect(nextRole(signed('preparer', 'reviewer'))).toBe('approver')
  expect(nextRole(signed('preparer', 'reviewer', 'approver'))).toBeNull()
})

test('a month is anchored under its digits', () => {
  expect(periodOf('2026-10')).toBe(202610)
})
