import { EDITS, type Parameter, typeInto } from '../fixtures/editors'
import { expect, test } from '../fixtures/test'

/** Seconds; contracts/config/local.json. */
const PARAMS_DELAY = 15n
const PARAMETERS = Object.keys(EDITS) as Parameter[]
const reasonOf = (id: Parameter) => `A small change of ${id}, decided in a browser test.`

test('every parameter goes from its form through the delay onto the chain, and the ledger holds the change', async ({
  chain,
  wallet,
  adminPage,
  page,
}) => {
  test.setTimeout(600_000)
  await chain.freshPrice()
  await wallet(['admin'])
  await adminPage.enter('/parameters')
  const wanted = new Map<Parameter, bigint>()
  for (const id of PARAMETERS) {
    await test.step(`schedule ${id}`, async () => {
      await adminPage.open(`/parameters/${id}`)
      wanted.set(id, await typeInto(page, chain, id))
      // An act has nothing in force to differ from.
      if (id !== 'oracle-reset') await expect(page.getByText(/^now \S+ \([+−]\S+ \S+%\)$/).first()).toBeVisible()
      // What the ledger will say of it afterwards, said beforehand by the trial.
      await expect(page.getByRole('list', { name: 'Events it would write' })).toContainText(EDITS[id].said)
      await adminPage.giveReason(reasonOf(id))
      await adminPage.schedule()
    })
  }
  await adminPage.queueAfter(chain, PARAMS_DELAY)
  for (const id of PARAMETERS) {
    await test.step(`execute ${id}`, async () => {
      await adminPage.execute(adminPage.operation(EDITS[id].title, reasonOf(id)))
      expect(await EDITS[id].read(chain), id).toBe(wanted.get(id))
    })
  }

  await chain.ledgerHolds()
  await adminPage.goto('/activity?kind=change')
  const lines = page.getByRole('main').getByRole('row')
  // Below the head the newest comes first.
  for (const [i, id] of PARAMETERS.entries()) {
    await expect(lines.nth(PARAMETERS.length - i), id).toContainText(EDITS[id].said)
  }
})

test('after the last phase there is no step, and the console says so', async ({ wallet, adminPage, page }) => {
  await wallet(['admin'])
  await adminPage.enter('/parameters/phase')
  await expect(page.getByText('Nothing is changed yet.')).toBeVisible()
  await page.getByLabel('Phase', { exact: true }).selectOption('MAINNET')
  await expect(page.getByText('This is the last phase.').first()).toBeVisible()
  await adminPage.giveReason('Back to the main net.')
  await expect(adminPage.scheduleButton).toBeDisabled()
})
