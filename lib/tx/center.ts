import { AppError } from '../errors/app-error'
import { fromChain } from '../errors/from-chain'
import type { TxDeps } from './deps'
import type { Flow, Step } from './flow'
import type { PendingTx } from './pending'
import { resumeTransaction } from './resume'
import { runTransaction } from './run'
import { isEnded, isSent, isUnderWay, type TxStage } from './stage'

/** One act of one account: its stage, and the one before a failure, which says where it failed. */
export type TxEntry = {
  scope: string
  key: string
  title: string
  stage: TxStage
  before: TxStage
  /** Of the flow that was started here; null when an earlier page began it. */
  steps: readonly Step[] | null
  /** Went on after a reload: the wallet was asked by an earlier page. */
  isResumed: boolean
}

/** Account and chain: what is under way for one is nothing to another. */
export function scopeOf(chainId: number, account: string): string {
  return `${chainId}:${account.toLowerCase()}`
}

const IDLE: TxStage = { name: 'idle' }

/**
 * Every write of this tab, outlasting the dialog that began it. A closed dialog, a page left or an account switched stops nothing: the
 * run goes on and is shown again by whoever asks for its key.
 */
export class TxCenter {
  #entries: readonly TxEntry[] = []
  readonly #listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  readonly entries = (): readonly TxEntry[] => this.#entries

  find(scope: string, key: string): TxEntry | undefined {
    return this.#entries.find((entry) => entry.scope === scope && entry.key === key)
  }

  /** `makeDeps` may fail like any other step: no wallet, another account, another network. */
  async start(scope: string, flow: Flow, makeDeps: () => Promise<TxDeps>): Promise<TxStage> {
    const known = this.find(scope, flow.key)
    if (known && isUnderWay(known.stage)) return known.stage
    this.#begin(scope, flow, flow.steps)
    const onStage = (stage: TxStage) => this.#move(scope, flow.key, stage)
    try {
      return await runTransaction({ flow, deps: await makeDeps(), onStage })
    } catch (thrown) {
      const error = thrown instanceof AppError ? thrown : fromChain(thrown)
      const stage: TxStage = { name: 'failed', error }
      onStage(stage)
      return stage
    }
  }

  /** The stage in which an act's last transaction has left the wallet, or the act has ended: the wallet is free for the next one. */
  untilSent(scope: string, key: string): Promise<TxStage> {
    return new Promise((resolve) => {
      const look = () => {
        const stage = this.find(scope, key)?.stage ?? IDLE
        if (isUnderWay(stage) && !isSent(stage)) return
        leave()
        resolve(stage)
      }
      const leave = this.subscribe(look)
      look()
    })
  }

  /** Goes on watching what the store still holds. Called as often as one likes: what is watched already is left alone. */
  resume(scope: string, pending: readonly PendingTx[], deps: TxDeps): Promise<TxStage>[] {
    const fresh = pending.filter(({ key }) => {
      const known = this.find(scope, key)
      return !known || !isUnderWay(known.stage)
    })
    return fresh.map((one) => {
      this.#begin(scope, one, null)
      return resumeTransaction({ pending: one, deps, onStage: (stage) => this.#move(scope, one.key, stage) })
    })
  }

  /** Takes an ended act off the screen. */
  clear(scope: string, key: string): void {
    const known = this.find(scope, key)
    if (known && (isEnded(known.stage) || known.stage.name === 'idle'))
      this.#set(this.#entries.filter((one) => one !== known))
  }

  #begin(scope: string, { key, title }: { key: string; title: string }, steps: readonly Step[] | null): void {
    this.#put({ scope, key, title, stage: { name: 'checking' }, before: IDLE, steps, isResumed: steps === null })
  }

  #move(scope: string, key: string, stage: TxStage): void {
    const known = this.find(scope, key)
    if (!known) return
    const before = stage.name === 'failed' ? known.stage : known.before
    this.#put({ ...known, stage, before })
    if (stage.name === 'idle') this.clear(scope, key)
  }

  #put(entry: TxEntry): void {
    const others = this.#entries.filter((one) => one.scope !== entry.scope || one.key !== entry.key)
    this.#set([...others, entry])
  }

  #set(entries: readonly TxEntry[]): void {
    this.#entries = entries
    for (const listener of this.#listeners) listener()
  }
}
