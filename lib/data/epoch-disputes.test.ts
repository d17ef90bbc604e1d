import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import { AppError } from '../errors/app-error'

const who = vi.hoisted(() => ({ address: null as string | null, roles: [] as string[] }))
vi.mock('../auth/session', () => ({ currentSession: async () => (who.address ? { address: who.address } : null) }))
vi.mock('../auth/roles', () => ({
  findReader: async (role: string) => (who.roles.includes(role) ? { roles: who.roles } : null),
  requireRole: async (role: string) => {
    if (!who.address) throw new AppError('SIGNED_OUT')
    if (!who.roles.includes(role)) throw new AppError('FORBIDDEN')
    return { session: { address: who.address } }
  },
}))
const desk = vi.hoisted(() => ({ reads: 0 }))
vi.mock('./snapshot', () => ({
  atOneBlock: async () => {
    desk.reads += 1
    return new Date(0)
  },
}))
const { answerAsFinance, getEpochDisputeDesk } = await import('./epoch-disputes')

beforeEach(() => {
  desk.reads = 0
})

test.each([
  ['nobody', null, [], 'SIGNED_OUT'],
  ['a user', '0x00000000000000000000000000000000000000b1', [], 'FORBIDDEN'],
  ['another role', '0x00000000000000000000000000000000000000b1', ['PARAMS'], 'FORBIDDEN'],
])('%s neither sees the desk nor answers: nothing is read', async (_, address, roles, code) => {
  Object.assign(who, { address, roles })
  expect(await getEpochDisputeDesk()).toBeNull()
  await expect(answerAsFinance(randomUUID(), { decision: 'accepted', reason: 'x' })).rejects.toMatchObject({ code })
  expect(desk.reads).toBe(0)
})
