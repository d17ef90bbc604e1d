import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '../../contracts/deploy/config'
import { demoAccount, demoSigner } from '../../contracts/deploy/demo-accounts'
import type { Deployment } from '../../contracts/deploy/deployment-file'
import { deploy } from '../../contracts/deploy/run'
import { callRpc } from './anvil'
import { readBlock } from './chain-archive'

export type LocalDeployOptions = {
  rpcUrl: string
  /** Where the deployment file goes; contracts/deployments by default. */
  folder?: string
  say?: (line: string) => void
}

/**
 * Deploys to a fresh anvil. Every block is one second after its parent meanwhile, whatever the machine's speed: the same genesis time
 * gives the same bytes.
 */
export async function deployLocally({ rpcUrl, folder, say }: LocalDeployOptions): Promise<Deployment> {
  await callRpc(rpcUrl, 'anvil_setBlockTimestampInterval', [1])
  // A chain that dies with its process is never resumed, and several may be deployed to at once.
  const journalFolder = join(mkdtempSync(join(tmpdir(), 'cxpt-journal-')), '/')
  try {
    const account = demoSigner(demoAccount('deployer').index)
    return await deploy({ config: readConfig('local'), account, rpcUrl, folder, journalFolder, say })
  } finally {
    rmSync(journalFolder, { recursive: true, force: true })
    await callRpc(rpcUrl, 'anvil_removeBlockTimestampInterval')
    // The blocks have run ahead of the node's clock; without this it would stand still until it has caught up.
    await callRpc(rpcUrl, 'evm_setTime', [(await readBlock(rpcUrl, 'latest')).time])
  }
}
