import { createPublicClient, http, isAddressEqual, keccak256, type LocalAccount, type PublicClient } from 'viem'
import { CONTRACTS } from './artifacts'
import { isCodeOf } from './code'
import type { NetworkConfig } from './config'
import {
  DEPLOYMENTS,
  type Deployment,
  type Journal,
  readDeployment,
  readJournal,
  removeJournal,
  writeDeployment,
  writeJournal,
} from './deployment-file'
import type { Reader, Step, System } from './plan'
import { requireReady } from './preflight'
import { checkAccess, managerLogs } from './readback-access'
import { checkValues } from './readback-values'
import { type Broadcast, type Sender, sendStep, settledNonce } from './sender'
import { describeSystem, stepsOf } from './steps'

export type DeployOptions = {
  config: NetworkConfig
  /** Pays and signs; holds nothing in the end. */
  account: LocalAccount
  rpcUrl: string
  /** Where the deployment file is written. */
  folder?: string
  /** Where an unfinished deployment is remembered; the folder of the file by default. */
  journalFolder?: string
  say?: (line: string) => void
  broadcast?: Broadcast
}

const LOCAL = 31_337

/** Contract by contract: is the code that the file names there? */
async function presence(reader: Reader, { contracts }: Deployment): Promise<'all' | 'none' | 'some'> {
  const found = await Promise.all(
    Object.values(contracts).map(async ({ address, bytecodeHash }) => {
      const code = await reader.getCode({ address })
      return code !== undefined && keccak256(code) === bytecodeHash
    }),
  )
  if (found.every(Boolean)) return 'all'
  return found.some(Boolean) ? 'some' : 'none'
}

async function isDone(reader: Reader, step: Step): Promise<boolean> {
  if (step.kind === 'call') return step.isDone(reader)
  const code = await reader.getCode({ address: step.address })
  if (!code || code === '0x') return false
  if (isCodeOf(code, step.artifact)) return true
  throw new Error(`${step.address}, where ${step.contract} belongs, holds other code. Was the source changed since?`)
}

function journalName(chainId: number): string {
  return `contracts/deployments/${chainId}.journal.json`
}

/** The journal of an unfinished run, or a new one, on disk before the first transaction. */
async function openJournal(sender: Sender, config: NetworkConfig, folder: string): Promise<Journal> {
  const { reader, account, isLocal } = sender
  const { chainId } = config
  const nonce = await settledNonce(sender)
  const old = readJournal(folder, chainId)
  // A local chain that was begun anew knows nothing of what an older one was in the middle of.
  if (old && !(isLocal && nonce < old.baseNonce)) {
    if (isAddressEqual(old.deployer, account.address)) return old
    throw new Error(
      `The unfinished deployment was begun by ${old.deployer}: go on with its key, not ${account.address}.`,
    )
  }
  const head = await reader.getBlockNumber({ cacheTime: 0 })
  const journal = { chainId, deployer: account.address, baseNonce: nonce, fromBlock: Number(head) }
  writeJournal(folder, journal)
  return journal
}

async function send(sender: Sender, step: Step, position: number | null): Promise<void> {
  const nonce = await settledNonce(sender)
  if (position !== null && nonce !== position) {
    const chainId = await sender.reader.getChainId()
    throw new Error(
      `"${step.say}" must be transaction ${position} of ${sender.account.address}, which is at ${nonce}: one of its transactions failed or was for something else, so the addresses cannot be as predicted. Remove ${journalName(chainId)} to begin again at new addresses; what was created so far holds no tokens unless CXPT was created.`,
    )
  }
  const receipt = await sendStep(sender, step, nonce)
  if (step.kind === 'create' && !(receipt.contractAddress && isAddressEqual(receipt.contractAddress, step.address))) {
    throw new Error(`${step.contract} was created at ${receipt.contractAddress}, not at the predicted ${step.address}.`)
  }
}

async function runSteps(sender: Sender, system: System, baseNonce: number, say: (line: string) => void) {
  const { steps, positions } = stepsOf(system)
  for (const [index, step] of steps.entries()) {
    const label = `${index + 1}/${steps.length} ${step.say}`
    if (await isDone(sender.reader, step)) {
      say(`${label}: done before`)
      continue
    }
    await step.guard?.(sender.reader)
    await send(sender, step, index < positions ? baseNonce + index : null)
    say(step.kind === 'create' ? `${label} at ${step.address}` : label)
  }
}

async function describeDeployment(reader: Reader, system: System): Promise<Deployment> {
  // The manager's constructor grants ADMIN to the deployer: that is the first log of ours.
  const [first] = await managerLogs(reader, system)
  if (!first) throw new Error('The manager has no log of its creation.')
  const contracts: Deployment['contracts'] = {}
  for (const name of CONTRACTS) {
    const address = system.addresses[name]
    const code = address && (await reader.getCode({ address }))
    if (address && code) contracts[name] = { address, bytecodeHash: keccak256(code) }
  }
  return { chainId: system.config.chainId, startBlock: Number(first.blockNumber), contracts }
}

function connectReader(rpcUrl: string, isLocal: boolean): PublicClient {
  const transport = http(rpcUrl, { batch: { batchSize: 50 }, retryCount: isLocal ? 0 : 5, timeout: 60_000 })
  return createPublicClient({ transport, pollingInterval: isLocal ? 50 : 2_000, cacheTime: 0 })
}

async function finish(sender: Sender, system: System): Promise<Deployment> {
  const { reader } = sender
  const problems = [...(await checkAccess(reader, system, 'done')), ...(await checkValues(reader, system))]
  if (problems.length > 0) throw new Error(`The chain is not as configured:\n${problems.join('\n')}`)
  return describeDeployment(reader, system)
}

/**
 * Deploys the whole system, or goes on with an unfinished deployment: what is done is read from the chain, so that a run that was killed
 * at any point and run again ends in the same state. Ends with every value and every role read back, and the deployment file written.
 */
export async function deploy(options: DeployOptions): Promise<Deployment> {
  const { config, account, rpcUrl, folder = DEPLOYMENTS, journalFolder = folder, say = () => {} } = options
  const isLocal = config.chainId === LOCAL
  const reader = connectReader(rpcUrl, isLocal)
  const broadcast = options.broadcast ?? ((signed) => reader.sendRawTransaction({ serializedTransaction: signed }))
  const sender: Sender = { reader, account, broadcast, confirmations: config.confirmations, isLocal }

  const isResumed = readJournal(journalFolder, config.chainId) !== null
  await requireReady(reader, config, account.address, isResumed)

  const known = readDeployment(folder, config.chainId)
  const state = known && !isResumed ? await presence(reader, known) : 'none'
  if (known && state === 'all') {
    say(`Already deployed on chain ${config.chainId}: the code of every contract is as recorded.`)
    return known
  }
  if (known && !isResumed && !isLocal) {
    throw new Error(
      `contracts/deployments/${config.chainId}.json records a deployment whose code this chain does not have.`,
    )
  }

  const { baseNonce, fromBlock } = await openJournal(sender, config, journalFolder)
  const system = describeSystem(config, account.address, baseNonce, BigInt(fromBlock))
  await runSteps(sender, system, baseNonce, say)
  const deployment = await finish(sender, system)
  writeDeployment(folder, deployment)
  removeJournal(journalFolder, config.chainId)
  say(
    `Deployed ${Object.keys(deployment.contracts).length} contracts from block ${deployment.startBlock}; all values and roles read back.`,
  )
  return deployment
}
