import { expect, test } from 'vitest'
import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import { crowdActor, demoActor } from './actor'

test('an account of the crowd is the one a wallet derives from the mnemonic', () => {
  expect(crowdActor(3, 'somebody').address).toBe(demoSigner(23).address)
})

test('a demo account has the address of the table', () => {
  expect(demoActor('customer').address).toBe(demoAccount('customer').address)
})
