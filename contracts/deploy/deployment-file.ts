import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Address, Hex } from 'viem'
import type { Name } from './artifacts'

export type Deployment = {
  chainId: number
  /** Block of the first contract: nothing of ours is older. */
  startBlock: number
  contracts: Partial<Record<Name, { address: Address; bytecodeHash: Hex }>>
}

/** What a resumed deployment must know: addresses follow from it, everything else is read from the chain. */
export type Journal = { chainId: number; deployer: Address; baseNonce: number; fromBlock: number }

export const DEPLOYMENTS = fileURLToPath(new URL('../deployments/', import.meta.url))

const fileOf = (folder: string, chainId: number): string => `${folder}${chainId}.json`
const journalOf = (folder: string, chainId: number): string => `${folder}${chainId}.journal.json`

function read<T>(path: string): T | null {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

/** Whole or not at all: a kill in the middle of the write leaves the old file. */
function write(path: string, value: unknown) {
  const text = `${JSON.stringify(value, null, 2)}\n`
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  const part = `${path}.${process.pid}.part`
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(part, text)
  renameSync(part, path)
}

export const readDeployment = (folder: string, chainId: number) => read<Deployment>(fileOf(folder, chainId))
export const writeDeployment = (folder: string, value: Deployment) => write(fileOf(folder, value.chainId), value)
export const readJournal = (folder: string, chainId: number) => read<Journal>(journalOf(folder, chainId))
export const writeJournal = (folder: string, value: Journal) => write(journalOf(folder, value.chainId), value)
export const removeJournal = (folder: string, chainId: number) => rmSync(journalOf(folder, chainId), { force: true })

export function readDeployments(folder = DEPLOYMENTS): Deployment[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+\.json$/.test(name)) : []
  return names.flatMap((name) => read<Deployment>(`${folder}${name}`) ?? [])
}
