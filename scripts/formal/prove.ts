/** Proves the assertions of a model for every sequence of calls, of any length, with the compiler's own model checker. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import solc from 'solc'
import { ROOT } from '../platform/foundry'

export interface Property {
  /** `Model.function`. */
  where: string
  /** The assertion itself. */
  what: string
  is: 'proved' | 'violated' | 'open'
}

interface Message {
  errorCode: string
  severity: string
  formattedMessage: string
  message: string
  sourceLocation?: { start: number; end: number }
}

const FOLDER = join(ROOT, 'contracts/formal')
const SAFE = '9576'
const VIOLATED = '6328'

export const MODELS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sol'))
  .map((name) => name.replace('.sol', ''))
  .sort()

export const sourceOf = (model: string) => readFileSync(join(FOLDER, `${model}.sol`), 'utf8')

/** The model with no other assertion than this one: a counterexample takes the checker ten times as long as a proof. */
export const keepOnly = (source: string, assertion: string) =>
  source.replace(/assert\((.*)\);/g, (text, what) => (what === assertion ? text : ''))

/**
 * No time limit is set: the solver's own limit counts steps, so that the answer is the same on a slow machine. An assertion the checker
 * says nothing of is not proved.
 */
export function prove(model: string, source: string): Property[] {
  const input = {
    language: 'Solidity',
    sources: { [model]: { content: source } },
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

  // The compiler counts bytes, and an assertion's location may begin at its parenthesis or at its name.
  const bytes = Buffer.from(source)
  return [...source.matchAll(/assert\((.*)\);/g)].map((match) => {
    const start = Buffer.byteLength(source.slice(0, match.index))
    const end = start + Buffer.byteLength(match[0])
    const answer = messages.find(
      ({ errorCode, sourceLocation }) =>
        [SAFE, VIOLATED].includes(errorCode) &&
        sourceLocation !== undefined &&
        sourceLocation.start >= start &&
        sourceLocation.end <= end,
    )
    const [name] = [...bytes.subarray(0, start).toString().matchAll(/function (\w+)/g)].at(-1)?.slice(1) ?? []
    return { where: `${model}.${name}`, what: match[1] ?? '', is: verdictOf(answer) }
  })
}

function verdictOf(answer?: Message): Property['is'] {
  if (answer?.errorCode === SAFE) return 'proved'
  return answer?.message.includes('violation happens here') ? 'violated' : 'open'
}
