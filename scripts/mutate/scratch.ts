/** A copy of the contracts and their tests in which one file after the other is broken, compiled and tested. */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundryBinary, ROOT } from '../platform/foundry'

export type Verdict = { is: 'passed' } | { is: 'failed'; by: string } | { is: 'uncompilable' }

/** An endless loop ends at the runner's gas limit, long before this. */
const TIMEOUT_MS = 300_000
/** Every test, which may have to be compiled first, while others keep the machine busy. */
const TIMEOUT_OF_ALL_MS = 3_600_000

/**
 * How the tests reach the contracts: linked when they run, so that the mutant alone is compiled, or compiled into them. Linked tests do
 * not notice a constructor that should have reverted, which is why a survivor is tried with the other ones too.
 */
const LINKING = {
  linked: { FOUNDRY_DYNAMIC_TEST_LINKING: 'true' },
  'compiled in': { FOUNDRY_DYNAMIC_TEST_LINKING: 'false', FOUNDRY_OUT: 'out-whole', FOUNDRY_CACHE_PATH: 'cache-whole' },
}

/**
 * Nothing here measures gas, so that the optimizer only costs time. A mutant may leave a variable unused. A failing case of one mutant
 * says nothing about the next, and nobody reads it: it is not made shorter.
 */
const SETTINGS = {
  FOUNDRY_OPTIMIZER: 'false',
  FOUNDRY_DENY: 'never',
  FOUNDRY_SOLC: join(ROOT, 'scripts/mutate/solc-client.mjs'),
  FOUNDRY_FUZZ_RUNS: '64',
  FOUNDRY_FUZZ_SEED: '0x1',
  FOUNDRY_INVARIANT_RUNS: '16',
  FOUNDRY_INVARIANT_DEPTH: '64',
  FOUNDRY_INVARIANT_SHRINK_RUN_LIMIT: '0',
}

export class Scratch {
  private readonly socket: string
  private compiler?: ChildProcess
  private forge?: ChildProcess

  constructor(private readonly directory: string) {
    this.socket = join(tmpdir(), `cxpt-mutate-${process.pid}-${Math.random().toString(36).slice(2)}.sock`)
  }

  /** Copies the tree and warms the compiler up. With `from`, its compiled output is taken over. */
  async open(from?: Scratch) {
    rmSync(this.directory, { recursive: true, force: true })
    mkdirSync(this.directory, { recursive: true })
    for (const path of ['contracts', 'foundry.toml']) cpSync(join(ROOT, path), this.path(path), { recursive: true })
    symlinkSync(join(ROOT, 'node_modules'), this.path('node_modules'))
    for (const path of from ? ['out', 'cache'] : [])
      cpSync(from?.path(path) ?? '', this.path(path), { recursive: true })

    this.compiler = fork(join(ROOT, 'scripts/mutate/solc-server.mjs'), [this.socket], { execArgv: [] })
    await new Promise((resolve) => this.compiler?.once('message', resolve))
  }

  close() {
    this.forge?.kill('SIGKILL')
    this.compiler?.kill()
    rmSync(this.socket, { force: true })
  }

  write(file: string, content: string) {
    writeFileSync(this.path(file), content)
  }

  read(file: string) {
    return readFileSync(this.path(file), 'utf8')
  }

  /** Compiles what changed and runs the tests that `args` select, until one fails. */
  async test(args: string[], linking: keyof typeof LINKING = 'linked'): Promise<Verdict> {
    const { code, output, isCompiled } = await this.forgeTest(['--fail-fast', ...args], linking)
    if (!isCompiled) return { is: 'uncompilable' }
    if (code === 0 && / tests passed, 0 failed/.test(output)) return { is: 'passed' }

    const failed = output.match(/^\[FAIL.*/gm) ?? []
    return { is: 'failed', by: failed.join('\n') || output.trim().slice(-2000) || `exit code ${code}` }
  }

  /** Compiles what changed and runs every test that `args` select. What forge printed of them is JSON. */
  async testAll(args: string[]): Promise<{ is: 'tested'; json: string } | { is: 'uncompilable' }> {
    const { output, isCompiled } = await this.forgeTest(['--json', ...args], 'linked', TIMEOUT_OF_ALL_MS)
    if (!isCompiled) return { is: 'uncompilable' }

    // By file. A line of its own for each invariant that fails comes before.
    const json = output.match(/^\{"contracts\/.*\}$/m)
    if (!json) throw new Error(`forge gave no results:\n${output.trim().slice(-2000)}`)
    return { is: 'tested', json: json[0] }
  }

  private async forgeTest(args: string[], linking: keyof typeof LINKING, timeout = TIMEOUT_MS) {
    for (const cache of ['cache', 'cache-whole'])
      for (const path of ['fuzz', 'invariant', 'test-failures'])
        rmSync(this.path(`${cache}/${path}`), { recursive: true, force: true })
    const { code, output } = await this.run(['test', '--threads', '1', ...args], LINKING[linking], timeout)
    return { code, output, isCompiled: !/Compiler run failed|Error: solc exited/.test(output) }
  }

  private path(name: string) {
    return join(this.directory, name)
  }

  private run(
    args: string[],
    linking: Record<string, string>,
    timeout: number,
  ): Promise<{ code: number | null; output: string }> {
    const child = spawn(foundryBinary('forge'), args, {
      cwd: this.directory,
      env: { ...process.env, ...SETTINGS, ...linking, CXPT_SOLC_SOCKET: this.socket, NO_COLOR: '1' },
      timeout,
      killSignal: 'SIGKILL',
    })
    this.forge = child
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    return new Promise((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) =>
        resolve({ code, output: code === null ? `${output}\nstopped after its time` : output }),
      )
    })
  }
}
