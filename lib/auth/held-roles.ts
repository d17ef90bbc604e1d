import 'server-only'
import type { Address } from 'viem'
import { publicClient } from '../chain/clients'
import { deploymentOf } from '../chain/contract'
import { namesHeld, readRolesOf } from '../chain/roles'
import { findOpenAudit } from '../db/auditor-rows'
import type { RoleName } from '../domain/roles'
import { env } from '../env/env'
import { database } from './database'
import { RoleCache } from './role-cache'

/** `delay`: seconds between scheduling and executing; 0 calls directly and cannot schedule. */
export type HeldRole = { name: RoleName; delay: bigint }

const cache = new RoleCache<readonly HeldRole[]>(readHeld)

/** The roles an account holds now, from the AccessManager alone. Throws when the chain does not say: nobody is let in on a guess. */
export function rolesOf(address: Address): Promise<readonly HeldRole[]> {
  return cache.get(address)
}

/** Whether an account is of the console: it holds a role, or it reads as an auditor. Its session ends sooner, its sign-ins are kept. */
export async function isOfConsole(address: Address): Promise<boolean> {
  if ((await rolesOf(address)).length > 0) return true
  return (await findOpenAudit(database(), env.CHAIN_ID, address.toLowerCase() as Address, new Date())) !== null
}

async function readHeld(address: Address): Promise<readonly HeldRole[]> {
  const held = await readRolesOf({ client: publicClient(), deployment: deploymentOf(env.CHAIN_ID) }, address)
  return namesHeld(held).map((name) => ({ name, delay: held.roles[name].delay }))
}
