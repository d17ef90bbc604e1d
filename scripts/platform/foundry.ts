import { existsSync } from 'node:fs'
import { arch, platform } from 'node:process'
import { fileURLToPath } from 'node:url'

export type FoundryTool = 'anvil' | 'cast' | 'forge'

const ARCHITECTURES: Record<string, string> = { x64: 'amd64', arm64: 'arm64' }

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Path of a Foundry program. It comes from the platform package of npm (an optional dependency): nothing is looked for on PATH, so
 * that every machine runs the version of the lock file.
 */
export function foundryBinary(tool: FoundryTool): string {
  const name = `@foundry-rs/${tool}-${platform}-${ARCHITECTURES[arch] ?? arch}`
  const path = `${ROOT}node_modules/${name}/bin/${tool}`
  if (existsSync(path)) return path
  throw new Error(
    `${tool} is missing: the package ${name} is not installed. Run "npm ci" without --omit=optional on Linux or macOS (x64 or arm64).`,
  )
}
