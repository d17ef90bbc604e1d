import { spawnSync } from 'node:child_process'

/**
 * A program that judges what we write, where it is installed. Where it is not, its test is skipped by name; with JUDGES=required, as in
 * continuous integration, it fails instead.
 */
export function hasJudge(program: string): boolean {
  const { error } = spawnSync(program, ['--version'], { stdio: 'ignore' })
  if (!error) return true
  if (process.env.JUDGES === 'required') throw new Error(`${program} is not installed, and JUDGES=required`)
  return false
}

/** What a judge said about a file; `code` 0: nothing against it. */
export function judge(program: string, args: readonly string[]): { code: number | null; say: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return { code: status, say: `${stdout}${stderr}` }
}
