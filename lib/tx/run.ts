import { encodeFunctionData, erc20Abi, type Hash } from 'viem'
import { cxptAbi } from '../../contracts-abi'
import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import type { Approval } from './approval'
import type { Run } from './deps'
import type { Call, Calls, Flow } from './flow'
import type { PendingTx } from './pending'
import { NO_PERMIT, PERMIT_SECONDS, type PermitSignature, permitSignature, permitTypedData } from './permit'
import type { Mined } from './safe'
import { simulateCall, simulateFlow } from './simulate'
import type { Request, TxStage } from './stage'
import { finish, guarded, waitPending } from './watch'

/**
 * Every write of the console: check, simulate, sign, wait, index, refresh. Never throws: what went wrong is the last stage.
 * An aborted run ends with the stage it had, and its transaction stays in the store.
 */
export async function runTransaction(run: Run & { flow: Flow }): Promise<TxStage> {
  return guarded(run, async (step) => {
    const { flow, deps } = step
    if (deps.pending.list().some(({ key }) => key === flow.key)) throw new AppError('TX_NOT_CONFIRMED')
    step.onStage({ name: 'checking' })
    await assertWallet(step)
    await deps.check(flow)
    step.onStage({ name: 'simulating' })
    await simulateFlow(deps.client, deps.wallet.account.address, flow)
    const { mined, id } = await takeSteps(step)
    return finish(step, mined, id)
  })
}

async function assertWallet({ deps }: Run): Promise<void> {
  const { chain } = deps.client
  const have = await deps.wallet.getChainId()
  if (have !== chain.id) throw new AppError('WRONG_NETWORK', { have: `chain ${have}`, want: chain.name })
}

type Taken = { mined: Mined; id: string }

async function takeSteps(run: Run & { flow: Flow }): Promise<Taken> {
  const { flow, deps } = run
  const account = deps.wallet.account.address
  let permit: PermitSignature = NO_PERMIT
  let taken: Taken | undefined
  for (const [index, step] of flow.steps.entries()) {
    if (step.kind === 'permit') permit = await signPermit(run, step.approval)
    else if (step.kind === 'approve') taken = await send(run, approveCall(step.approval), 'approval', false)
    else if (step.kind === 'batch') taken = await sendBatch(run, step.calls, step.approval)
    else {
      const call = step.call(permit)
      // Once more as it will be sent: what came before may have changed the answer.
      if (index > 0) await simulateCall(deps.client, account, call)
      taken = await send(run, call, 'transaction', index === flow.steps.length - 1)
    }
  }
  if (!taken) throw new Error('a flow ends with a call or a batch')
  return taken
}

async function signPermit(run: Run, approval: Approval): Promise<PermitSignature> {
  const { client, wallet } = run.deps
  const owner = wallet.account.address
  const [nonce, block] = await Promise.all([
    client.readContract({ address: approval.token, abi: cxptAbi, functionName: 'nonces', args: [owner] }),
    client.getBlock(),
  ])
  const deadline = block.timestamp + PERMIT_SECONDS
  run.onStage({ name: 'signing', request: 'permit' })
  const typed = permitTypedData({ ...approval, owner, chainId: client.chain.id, nonce, deadline })
  return permitSignature(await wallet.signTypedData(typed), deadline)
}

function approveCall({ token, spender, amount }: Approval): Sendable {
  return {
    address: token,
    data: encodeFunctionData({ abi: erc20Abi, functionName: 'approve', args: [spender, amount] }),
  }
}

type Sendable = Pick<Call, 'address' | 'data'>

type Sent = Exclude<PendingTx, { state: 'asked' }>

async function send(run: Run & { flow: Flow }, call: Sendable, request: Request, isLast: boolean): Promise<Taken> {
  const { wallet, isSafe } = run.deps
  return sendNoted(run, call, request, isLast, async (asked) => {
    const hash = await wallet.sendTransaction({ to: call.address, data: call.data })
    return isSafe
      ? { ...asked, state: 'proposed', hash }
      : { ...asked, state: 'sent', hash, nonce: await nonceOf(run, hash, asked.nonce) }
  })
}

async function sendBatch(run: Run & { flow: Flow }, of: Calls, approval?: Approval): Promise<Taken> {
  const { wallet, client, isSafe } = run.deps
  const sent: Sendable[] = approval ? [approveCall(approval), ...of] : [...of]
  const calls = sent.map(({ address, data }) => ({ to: address, data }))
  return sendNoted(run, of.at(-1) ?? of[0], 'batch', true, async (asked) => {
    const { id } = await wallet.sendCalls({ calls, chain: client.chain, forceAtomic: true })
    return isSafe ? { ...asked, state: 'proposed', hash: id as Hash } : { ...asked, state: 'batched', callsId: id }
  })
}

/** The note is written before the wallet opens, so that a tab that dies in between is not sent twice. */
async function sendNoted(
  run: Run & { flow: Flow },
  call: Sendable,
  request: Request,
  isLast: boolean,
  ask: (asked: PendingTx) => Promise<Sent>,
): Promise<Taken> {
  const { pending } = run.deps
  const asked = await note(run, call, request, isLast)
  run.onStage({ name: 'signing', request })
  const sent = await ask(asked).catch((error) => refuse(run, asked, error))
  pending.put(sent)
  try {
    const mined = await waitPending(run, sent)
    // The last one is kept until the ledger holds it: a reload then goes on with that.
    if (!isLast) pending.remove(asked.id)
    return { mined, id: asked.id }
  } catch (error) {
    if (!run.signal?.aborted) pending.remove(asked.id)
    throw error
  }
}

/** A wallet can fail after it has sent. When the nonce has moved on, the note stays and is watched. */
async function refuse({ deps }: Run, asked: PendingTx, thrown: unknown): Promise<never> {
  const error = fromChain(thrown)
  const isSure = deps.isSafe || error.code === 'TX_REJECTED'
  const next = isSure
    ? asked.nonce
    : await deps.client.getTransactionCount({ address: asked.account, blockTag: 'pending' }).catch(() => asked.nonce)
  if (next > asked.nonce) throw new AppError('TX_NOT_CONFIRMED', {}, { cause: thrown })
  deps.pending.remove(asked.id)
  throw error
}

async function note(run: Run & { flow: Flow }, call: Sendable, request: Request, isLast: boolean): Promise<PendingTx> {
  const { client, wallet, pending } = run.deps
  const account = wallet.account.address
  const [nonce, block] = await Promise.all([
    client.getTransactionCount({ address: account, blockTag: 'pending' }),
    client.getBlock(),
  ])
  const asked: PendingTx = {
    state: 'asked',
    id: `${run.flow.key} ${request} ${nonce} ${block.number}`,
    key: run.flow.key,
    title: run.flow.title,
    request,
    isLast,
    account,
    chainId: client.chain.id,
    to: call.address,
    data: call.data,
    nonce,
    fromBlock: block.number.toString(),
    blockTime: block.timestamp.toString(),
  }
  pending.put(asked)
  return asked
}

/** The wallet chooses the nonce; ours is a guess until a node knows the transaction. */
async function nonceOf(run: Run, hash: Hash, guess: number): Promise<number> {
  const known = await run.deps.client.getTransaction({ hash }).catch(() => null)
  return known?.nonce ?? guess
}
