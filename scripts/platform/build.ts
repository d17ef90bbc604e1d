import { spawnSync } from 'node:child_process'
import { foundryBinary, ROOT } from './foundry'

/** The manager is OpenZeppelin's own, unmodified: compiled from the package with our settings, so that its source verifies too. */
const SOURCES = ['contracts/src', 'node_modules/@openzeppelin/contracts/access/manager/AccessManager.sol']

/** Compiles what has changed, into `out`. Throws with the compiler's words. */
export function buildContracts(): void {
  const { status, stdout, stderr, error } = spawnSync(foundryBinary('forge'), ['build', ...SOURCES], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (error) throw new Error(`forge does not start: ${error.message}`)
  if (status !== 0) throw new Error(`The contracts do not compile:\n${stdout}${stderr}`)
}
