import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Abi, Address, Hex } from 'viem'

const PEERS = fileURLToPath(new URL('../peers/', import.meta.url))

type Links = Record<string, Record<string, { start: number; length: number }[]>>
type Bytecode = Hex | { object: Hex; linkReferences?: Links }
export type PeerArtifact = { abi: Abi; bytecode: Hex; links: Links }

/** The peers are not the console's dependencies: they are installed once, from their own lock file, when they are measured. */
export function installPeers(): void {
  if (existsSync(join(PEERS, 'node_modules/.package-lock.json'))) return
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const { status } = spawnSync('npm', args, { cwd: PEERS, stdio: 'inherit' })
  if (status !== 0) throw new Error('The peers cannot be installed: `npm ci` in bench/peers failed.')
}

/** An artifact as its project published it: their compiler, their settings. */
export function readPeer(path: string): PeerArtifact {
  const own = fileURLToPath(new URL('../../node_modules/', import.meta.url))
  const root = path.startsWith('@openzeppelin/') ? own : join(PEERS, 'node_modules')
  const json = JSON.parse(readFileSync(join(root, path), 'utf8')) as { abi: Abi; bytecode: Bytecode }
  const { object, linkReferences = {} } = typeof json.bytecode === 'string' ? { object: json.bytecode } : json.bytecode
  return { abi: json.abi, bytecode: object.startsWith('0x') ? object : `0x${object}`, links: linkReferences }
}

/** Fills in where its libraries stand. */
export function linked({ bytecode, links }: PeerArtifact, libraries: Record<string, Address>): Hex {
  let code: string = bytecode
  for (const [name, places] of Object.values(links).flatMap((file) => Object.entries(file))) {
    const address = libraries[name]
    if (!address) throw new Error(`no address for the library ${name}`)
    for (const { start, length } of places) {
      const at = 2 + 2 * start
      code = code.slice(0, at) + address.slice(2).toLowerCase() + code.slice(at + 2 * length)
    }
  }
  return code as Hex
}
