import { type Address, encodeDeployData, getContractAddress, zeroAddress } from 'viem'
import { type Name, readArtifact } from './artifacts'
import type { NetworkConfig } from './config'
import { launchSteps } from './launch'
import { configureManager, renounce } from './manager-setup'
import type { Addresses, CreateStep, Step, System } from './plan'
import { checkAccess, type Stage } from './readback-access'
import { membershipsOf, readRoleTable } from './role-table'

/**
 * Position of each creation among the deployer's transactions; the manager's configuration and the renouncing of ADMIN lie between the
 * first two. Everything before the last of them must keep its nonce, because addresses are known from it.
 */
const NONCES: Record<Name, number> = {
  AccessManager: 0,
  Rewards: 3,
  Treasury: 4,
  CXPT: 5,
  PriceOracle: 6,
  Vault: 7,
  Subscriptions: 8,
  Parameters: 9,
  Reports: 10,
  Faucet: 11,
}

function predictAddresses(deployer: Address, baseNonce: number, hasFaucet: boolean): Addresses {
  const at = (name: Name) => getContractAddress({ from: deployer, nonce: BigInt(baseNonce + NONCES[name]) })
  return {
    AccessManager: at('AccessManager'),
    CXPT: at('CXPT'),
    Treasury: at('Treasury'),
    Rewards: at('Rewards'),
    PriceOracle: at('PriceOracle'),
    Vault: at('Vault'),
    Subscriptions: at('Subscriptions'),
    Parameters: at('Parameters'),
    Reports: at('Reports'),
    ...(hasFaucet ? { Faucet: at('Faucet') } : {}),
  }
}

export function describeSystem(config: NetworkConfig, deployer: Address, baseNonce: number, fromBlock: bigint): System {
  const addresses = predictAddresses(deployer, baseNonce, config.faucet !== null)
  const memberships = membershipsOf(config, addresses.Subscriptions)
  return { config, table: readRoleTable(), deployer, fromBlock, addresses, memberships }
}

/** The config of the oracle as its constructor takes it. */
export function oracleConfig({ oracle }: NetworkConfig) {
  return {
    ...oracle.config,
    feed: oracle.config.feed ?? zeroAddress,
    sequencer: oracle.config.sequencer ?? zeroAddress,
  }
}

function constructorArguments({ config, deployer, addresses: at }: System): Record<Name, readonly unknown[]> {
  const { rewards, oracle, vault, faucet } = config
  const manager = at.AccessManager
  return {
    AccessManager: [deployer],
    Rewards: [manager, at.CXPT, BigInt(rewards.window)],
    Treasury: [manager, at.CXPT, at.Rewards],
    CXPT: [at.Treasury, at.Rewards],
    PriceOracle: [manager, BigInt(oracle.minInterval), oracleConfig(config), oracle.firstPrice],
    Vault: [manager, at.CXPT, at.Treasury, at.Rewards, at.PriceOracle, vault.minPrice, vault.dailyCapUsd, vault.split],
    Subscriptions: [manager, at.CXPT, at.Vault],
    Parameters: [manager],
    Reports: [manager],
    Faucet: [at.CXPT, faucet?.amount ?? 0n, faucet?.dailyCap ?? 0n],
  }
}

/** Stops the deployment unless access is exactly as it must be at this stage. */
const guarded =
  (system: System, stage: Stage): Step['guard'] =>
  async (reader) => {
    const problems = await checkAccess(reader, system, stage)
    if (problems.length > 0)
      throw new Error(`Access is not as configured; nothing more is sent:\n${problems.join('\n')}`)
  }

/** Every transaction of the deployment in its order. The first `positions` of them keep their nonces. */
export function stepsOf(system: System): { steps: Step[]; positions: number } {
  const args = constructorArguments(system)
  const create = (contract: Name, guard?: Step['guard']): CreateStep[] => {
    const address = system.addresses[contract]
    const artifact = readArtifact(contract)
    const data = encodeDeployData({ abi: artifact.abi, bytecode: artifact.bytecode, args: args[contract] })
    return address ? [{ kind: 'create', say: contract, contract, address, data, artifact, guard }] : []
  }
  const positional: Step[] = [
    ...create('AccessManager'),
    configureManager(system),
    { ...renounce(system, 'ADMIN'), guard: guarded(system, 'configured') },
    ...create('Rewards'),
    ...create('Treasury'),
    // Trap 3: tokens come into being only once the Safe alone is ADMIN, with its delay, and nothing is scheduled.
    ...create('CXPT', guarded(system, 'sealed')),
    ...create('PriceOracle'),
    ...create('Vault'),
    ...create('Subscriptions'),
    ...create('Parameters'),
    ...create('Reports'),
    ...create('Faucet'),
  ]
  const steps = [...positional, ...launchSteps(system), renounce(system, 'PARAMS')]
  return { steps, positions: positional.length }
}
