import { expect, test } from 'vitest'
import { bannerStands, Interactions } from './interactions'

const word = { type: 'text' }
const box = { type: 'checkbox' }

test.each([
  ['opened, typed letter by letter, Enter', [word, word, word, word, word, 'press'], 3],
  ['a tick first', [box, word, 'press'], 4],
  ['a box ticked and ticked back', [box, box, word, 'press'], 5],
  ['the word again after another field', [word, box, word, 'press'], 5],
  ['Enter twice', [word, 'press', 'press'], 4],
  ['nothing yet', [], 1],
] as const)('%s', (_, acts, count) => {
  const interactions = new Interactions(1)
  for (const act of acts) {
    if (act === 'press') interactions.press()
    else interactions.input(act)
  }
  expect(interactions.count).toBe(count)
})

test('the banner of a pause, and no other', () => {
  expect(bannerStands('<div data-banner="paused" class="x">')).toBe(true)
  expect(bannerStands('<div data-banner="stale-price">the service was paused</div>')).toBe(false)
})
