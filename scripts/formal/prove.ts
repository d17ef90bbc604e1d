/** Proves an assertion of a model for every sequence of calls, of any length, with the compiler's own model checker. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import solc from 'solc'
import { ROOT } from '../platform/foundry'

/** One assertion of a model, in a source that is the model or a broken copy of it. */
export interface Claim {
  model: string
  source: string
  assertion: string
}

export type Verdict = 'proved' | 'violated' | 'open'

interface Message {
  errorCode: string
  severity: string
  formattedMessage: string
  message: string
}

const FOLDER = join(ROOT, 'contracts/formal')
const ASSERTIONS = /assert\((.*)\);/g
const SAFE = '9576'

export const MODELS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sol'))
  .map((name) => name.replace('.sol', ''))
  .sort()

export const sourceOf = (model: string) => readFileSync(join(FOLDER, `${model}.sol`), 'utf8')

export const claimsOf = (model: string): Claim[] =>
  [...sourceOf(model).matchAll(ASSERTIONS)].map(([, assertion = '']) => ({ model, source: sourceOf(model), assertion }))

/**
 * Each assertion is proved alone, without the others to lean on, which is also faster. No time limit is set: the solver's own limit
 * counts steps, so that the answer is the same on a slow machine. An assertion that the checker says nothing of is not proved.
 */
export function prove({ model, source, assertion }: Claim): Verdict {
  const content = source.replace(ASSERTIONS, (text, what) => (what === assertion ? text : ''))
  if (content.match(ASSERTIONS)?.length !== 1) throw new Error(`${model} does not say "${assertion}" exactly once`)

  const input = {
    language: 'Solidity',
    sources: { [model]: { content } },
    settings: {
      outputSelection: { '*': { '*': [] } },
      modelChecker: {
        engine: 'chc',
        solvers: ['z3'],
        targets: ['assert'],
        contracts: { [model]: [model] },
        showProvedSafe: true,
        showUnproved: true,
      },
    },
  }
  const messages: Message[] = JSON.parse(solc.compile(JSON.stringify(input))).errors ?? []
  const broken = messages.find(({ severity }) => severity === 'error')
  if (broken) throw new Error(broken.formattedMessage)
  if (messages.some(({ message }) => message.startsWith('CHC: Assertion violation happens here'))) return 'violated'
  return messages.filter(({ errorCode }) => errorCode === SAFE).length === 1 ? 'proved' : 'open'
}
