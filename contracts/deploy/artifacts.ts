import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Abi, Hex } from 'viem'

/** Every contract of the system, in the order in which the console lists them. */
export const CONTRACTS = [
  'AccessManager',
  'CXPT',
  'Treasury',
  'Rewards',
  'PriceOracle',
  'Vault',
  'Subscriptions',
  'Parameters',
  'Reports',
  'Faucet',
] as const

export type Name = (typeof CONTRACTS)[number]

type Reference = { start: number; length: number }

export type Artifact = {
  abi: Abi
  /** Creation code, without constructor arguments. */
  bytecode: Hex
  /** Runtime code with zeros where the immutables go. */
  runtime: Hex
  /** Byte ranges of the runtime code that the constructor fills in. */
  immutables: Reference[]
}

const OUT = fileURLToPath(new URL('../../out/', import.meta.url))

/** What forge wrote for a contract; build first. */
export function readArtifact(name: Name, out = OUT): Artifact {
  const json = JSON.parse(readFileSync(`${out}${name}.sol/${name}.json`, 'utf8'))
  return {
    abi: json.abi,
    bytecode: json.bytecode.object,
    runtime: json.deployedBytecode.object,
    immutables: Object.values(json.deployedBytecode.immutableReferences ?? {}).flat() as Reference[],
  }
}
