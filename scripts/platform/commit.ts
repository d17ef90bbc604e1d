import { spawnSync } from 'node:child_process'
import { ROOT } from './foundry'

/** The commit that runs: as it was given, else as git says; `unknown` where the code is no checkout. */
export function commitOf(given?: string): string {
  if (given) return given
  const { status, stdout } = spawnSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8', cwd: ROOT })
  return status === 0 ? stdout.trim() : 'unknown'
}
