import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { systemChromium } from '../../scripts/platform/chromium'
import { ROOT } from '../../scripts/platform/foundry'
import { percentile } from '../percentile'
import { CHROMIUM_FLAGS } from './scripts'

const LOCK = fileURLToPath(new URL('./lighthouse/', import.meta.url))
const PLACE = join(ROOT, '.data', 'bench', 'lighthouse')
/** A file: it ends before a long answer has left through a pipe. */
const ANSWER = join(PLACE, 'answer.json')
const RUNS = 5
/**
 * Lighthouse slows a page down fourfold, which makes a phone of the middle class of a desktop whose benchmarkIndex is 1,500 to 2,000
 * (Lighthouse, docs/throttling.md). A virtual machine may get a fraction of its processor for minutes: a visit below that is made again.
 */
const CALIBRATED = 1_500
const MOST_VISITS = 3 * RUNS
/** The trace lacks the start of the navigation: Lighthouse asks to be run again. */
const DAMAGED = 'NO_NAVSTART'
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** 0 to 100. */
export type Scores = Record<(typeof CATEGORIES)[number], number>

type Audit = { score: number | null; scoreDisplayMode: string; title: string; details?: { items?: unknown[] } }
type Answer = {
  runtimeError?: { code: string; message: string }
  environment: { benchmarkIndex: number }
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>
  audits: Record<string, Audit>
}

/** Lighthouse is nobody's dependency: it is installed, from its own lock file, when it is needed. */
export function installLighthouse(): void {
  mkdirSync(PLACE, { recursive: true })
  cpSync(LOCK, PLACE, { recursive: true })
  if (existsSync(join(PLACE, 'node_modules', 'lighthouse', 'package.json'))) return
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const { status } = spawnSync('npm', args, { cwd: PLACE, stdio: 'inherit' })
  if (status !== 0) throw new Error(`Lighthouse cannot be installed: npm ci in ${PLACE} failed.`)
}

/** One visit by a mobile phone of the middle class over slow 4G, simulated: Lighthouse's own defaults. None when the browser's trace is damaged. */
function visit(url: string): Answer | null {
  const args = [
    'node_modules/lighthouse/cli/index.js',
    url,
    '--quiet',
    '--no-enable-error-reporting',
    '--output=json',
    `--output-path=${ANSWER}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    `--chrome-flags=--headless=new ${CHROMIUM_FLAGS.map((flag) => flag.replace(/=(.*)/, '="$1"')).join(' ')}`,
  ]
  const env = { ...process.env, CHROME_PATH: systemChromium() ?? chromium.executablePath() }
  rmSync(ANSWER, { force: true })
  const { stderr } = spawnSync(process.execPath, args, { cwd: PLACE, env, encoding: 'utf8', timeout: 180_000 })
  if (!existsSync(ANSWER)) throw new Error(`Lighthouse said nothing about ${url}: ${stderr}`)
  const answer = JSON.parse(readFileSync(ANSWER, 'utf8')) as Answer
  if (answer.runtimeError?.code === DAMAGED) return null
  if (answer.runtimeError) throw new Error(`Lighthouse on ${url}: ${answer.runtimeError.message}`)
  return answer
}

/** What takes points away, except speed: each is a thing to mend. */
function faults({ categories, audits }: Answer): string[] {
  return CATEGORIES.slice(1).flatMap((category) =>
    (categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${category}: ${audits[id]?.title} ${JSON.stringify(audits[id]?.details?.items?.slice(0, 3))}`),
  )
}

/** `visits`: how many were made. `index`: the slowest machine, by Lighthouse's own benchmarkIndex, of the five that count. */
export type Audited = Scores & { faults: string[]; visits: number; index: number }

/** The median of five visits: the first five on a machine as fast as Lighthouse expects, else the five on the fastest. */
export function audit(url: string): Audited {
  const answers: Answer[] = []
  const indexOf = (answer: Answer) => answer.environment.benchmarkIndex
  const calibrated = () => answers.filter((answer) => indexOf(answer) >= CALIBRATED)
  for (let i = 0; calibrated().length < RUNS && i < MOST_VISITS; i++)
    answers.push(...[visit(url)].flatMap((one) => one ?? []))
  if (answers.length < RUNS)
    throw new Error(`Lighthouse could look at ${url} ${answers.length} times only, of ${MOST_VISITS}.`)
  // With five in time the slow ones are the only ones left out.
  const counted = answers.sort((one, other) => indexOf(other) - indexOf(one)).slice(0, RUNS)
  const median = (name: string) =>
    percentile(
      counted.map(({ categories }) => Math.round(100 * (categories[name]?.score ?? Number.NaN))),
      50,
    )
  const scores = Object.fromEntries(CATEGORIES.map((name) => [name, median(name)])) as Scores
  const index = Math.min(...counted.map(indexOf))
  return { ...scores, faults: [...new Set(answers.flatMap(faults))], visits: answers.length, index }
}
