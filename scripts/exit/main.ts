import type { Abi, Address, Hex } from 'viem'
import { DEPLOYMENTS, rewardsAbi, vaultAbi } from '../../contracts-abi'
import { CATEGORIES } from '../../lib/domain/buckets'
import { formatUnits } from '../../lib/domain/units'
import { ask, type Call, type Provider, read, send } from './chain'
import { type Claimable, claimableOf, readSaved } from './rewards-file'

/** Nodes to begin with; any other does as well. */
const NODES: Record<number, { name: string; rpc: string }> = {
  8453: { name: 'Base', rpc: 'https://mainnet.base.org' },
  84532: { name: 'Base Sepolia', rpc: 'https://sepolia.base.org' },
  31337: { name: 'Local chain', rpc: 'http://127.0.0.1:8545' },
}

const find = <T extends HTMLElement>(id: string): T => {
  const element = document.getElementById(id)
  if (!element) throw new Error(`no ${id}`)
  return element as T
}
const chain = find<HTMLSelectElement>('chain')
const rpc = find<HTMLInputElement>('rpc')
const proof = find<HTMLTextAreaElement>('proof')
const buttons = {
  ask: find<HTMLButtonElement>('ask'),
  withdraw: find<HTMLButtonElement>('withdraw'),
  claim: find<HTMLButtonElement>('claim'),
}

let wallet: Provider | null = null
let account: Address | null = null
let claims: Claimable[] = []

function say(text: string, tone: 'plain' | 'danger' | 'success' = 'plain'): void {
  const place = find('say')
  place.textContent = text
  place.dataset.tone = tone
}

function show(id: string, rows: [string, string][]): void {
  find(id).replaceChildren(
    ...rows.map(([name, value]) => {
      const [row, dt, dd] = [document.createElement('div'), document.createElement('dt'), document.createElement('dd')]
      dt.textContent = name
      dd.textContent = value
      row.append(dt, dd)
      return row
    }),
  )
}

const cxpt = (wei: bigint) => `${formatUnits(wei, 18)} CXPT`
const addressOf = (name: 'Vault' | 'Rewards'): Address => {
  const entry = DEPLOYMENTS[Number(chain.value)]?.contracts[name]
  if (!entry) throw new Error(`No ${name} is known on this chain.`)
  return entry.address
}
const vault = (functionName: string, args: readonly unknown[]): Call => ({
  to: addressOf('Vault'),
  abi: vaultAbi as Abi,
  functionName,
  args,
})
const rewards = (functionName: string, args: readonly unknown[]): Call => ({
  to: addressOf('Rewards'),
  abi: rewardsAbi as Abi,
  functionName,
  args,
})

/** Everything at once; a failure says what to do and changes nothing. */
async function attempt(work: () => Promise<string>): Promise<void> {
  say('Working')
  try {
    say(await work(), 'success')
  } catch (error) {
    const { code, message } = error as { code?: number; message?: string }
    say(code === 4001 ? 'You declined it in your wallet. Nothing was sent.' : (message ?? String(error)), 'danger')
  }
}

async function connect(): Promise<string> {
  const id = Number(await ask(rpc.value, 'eth_chainId', []))
  if (id !== Number(chain.value)) throw new Error(`This node is of chain ${id}, not of ${chain.value}.`)
  wallet = await findWallet()
  const [first] = (await wallet.request({ method: 'eth_requestAccounts' })) as Address[]
  if (!first) throw new Error('The wallet shows no account.')
  await ownChain(wallet, id)
  account = first
  await look()
  return `Connected as ${first}.`
}

/** EIP-6963 first; wallets of old put themselves on the window. */
async function findWallet(): Promise<Provider> {
  const found = new Promise<Provider | null>((resolve) => {
    window.addEventListener('eip6963:announceProvider', (event) => resolve((event as CustomEvent).detail.provider), {
      once: true,
    })
    window.dispatchEvent(new Event('eip6963:requestProvider'))
    setTimeout(() => resolve(null), 500)
  })
  const provider = (await found) ?? (window as { ethereum?: Provider }).ethereum ?? null
  if (!provider)
    throw new Error('No wallet is in this browser, or it may not be used by files: allow it in the wallet’s settings.')
  return provider
}

async function ownChain(provider: Provider, id: number): Promise<void> {
  const have = Number(await provider.request({ method: 'eth_chainId' }))
  if (have !== id)
    await provider.request({ method: 'wallet_switchEthereumChain', params: [{ chainId: `0x${id.toString(16)}` }] })
}

type Account = { pending: bigint; unlockAt: number }

async function look(): Promise<void> {
  if (!account) return
  const [credits, state, block] = await Promise.all([
    read<bigint>(rpc.value, vault('balanceOf', [account])),
    read<Account>(rpc.value, vault('accountOf', [account])),
    ask(rpc.value, 'eth_getBlockByNumber', ['latest', false]) as Promise<{ timestamp: Hex }>,
  ])
  const now = Number(block.timestamp)
  const unlock = Number(state.unlockAt)
  show('credits', [
    ['Account', account],
    ['Credits', cxpt(credits)],
    ['Asked for', state.pending === 0n ? 'nothing' : cxpt(state.pending)],
    ['Possible', unlock === 0 ? 'after asking' : now >= unlock ? 'now' : new Date(unlock * 1_000).toISOString()],
  ])
  buttons.ask.disabled = credits === 0n || state.pending === credits
  buttons.withdraw.disabled = state.pending === 0n || now < unlock
  await lookAtRewards()
}

async function lookAtRewards(): Promise<void> {
  claims = []
  buttons.claim.disabled = true
  show('rewards', [])
  if (proof.value.trim() === '') return
  const saved = readSaved(proof.value)
  if (!saved) return show('rewards', [['Your file', 'This is no file of rewards.']])
  const chainId = Number(chain.value)
  const read1 = <T>(name: string, args: readonly unknown[]) => read<T>(rpc.value, rewards(name, args))
  claims = await Promise.all(
    saved.map(async (one) => {
      const category = CATEGORIES.indexOf(one.category)
      const [{ root }, claimed] = await Promise.all([
        read1<{ root: Hex }>('streamOf', [category]),
        read1<bigint>('claimedOf', [category, one.account]),
      ])
      return claimableOf(one, { chainId, rewards: addressOf('Rewards'), root, claimed })
    }),
  )
  show(
    'rewards',
    claims.map(({ category, claimable, isProven }) => [
      category,
      isProven ? cxpt(claimable) : 'not in the root on chain',
    ]),
  )
  buttons.claim.disabled = wallet === null || claims.every(({ claimable }) => claimable === 0n)
}

async function act(call: Call, done: string): Promise<string> {
  if (!wallet || !account) throw new Error('Connect the wallet first.')
  const hash = await send(rpc.value, wallet, account, call)
  await look()
  return `${done} ${hash}`
}

async function askForAll(): Promise<string> {
  if (!account) throw new Error('Connect the wallet first.')
  const credits = await read<bigint>(rpc.value, vault('balanceOf', [account]))
  return act(vault('requestWithdrawal', [credits]), 'Asked. Come back in 24 hours.')
}

async function claimAll(): Promise<string> {
  let last = ''
  for (const { category, account: of, cumulative, proof: steps, claimable } of claims) {
    if (claimable === 0n) continue
    last = await act(rewards('claim', [CATEGORIES.indexOf(category), of, cumulative, steps]), 'Claimed.')
  }
  return last
}

function chooseChain(): void {
  rpc.value = NODES[Number(chain.value)]?.rpc ?? ''
  account = null
  for (const button of Object.values(buttons)) button.disabled = true
}

for (const id of Object.keys(DEPLOYMENTS)) {
  const option = document.createElement('option')
  option.value = id
  option.textContent = `${NODES[Number(id)]?.name ?? 'Chain'}, ${id}`
  chain.append(option)
}
chooseChain()
chain.addEventListener('change', chooseChain)
find('connect').addEventListener('click', () => attempt(connect))
buttons.ask.addEventListener('click', () => attempt(askForAll))
buttons.withdraw.addEventListener('click', () => attempt(() => act(vault('withdraw', [account]), 'Withdrawn.')))
buttons.claim.addEventListener('click', () => attempt(claimAll))
proof.addEventListener('input', () => {
  lookAtRewards().catch((error: Error) => say(error.message, 'danger'))
})
