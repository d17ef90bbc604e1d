// `npm start`: needs nothing but Node. Installs the packages when they are missing, then hands over to the TypeScript supervisor.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const LEAST_NODE = [20, 19]

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  const isEnough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1])
  if (!isEnough) fail(`Node ${LEAST_NODE.join('.')} or later is needed; this is Node ${process.versions.node}.`)
}

const readPackages = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : null)

/** Whether what is installed is what the lock file names, apart from packages for other machines. */
function isInstalled() {
  const wanted = readPackages(join(root, 'package-lock.json'))
  const found = readPackages(join(root, 'node_modules', '.package-lock.json'))
  if (!wanted || !found) return false
  return Object.entries(wanted).every(([path, { version, optional, devOptional, extraneous, link }]) => {
    if (path === '' || link) return true
    return found[path] ? found[path].version === version : Boolean(optional || devOptional || extraneous)
  })
}

/** npm under npm is itself; else the one on the path. */
function npmCommand() {
  const cli = process.env.npm_execpath
  return cli?.endsWith('.js') ? [process.execPath, [cli]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
}

function install() {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const isTerminal = process.stdout.isTTY
  const show = () => {
    const line = `… Installing packages (${seconds()} s)`
    if (isTerminal) process.stdout.write(`\r${line}`)
    else if (seconds() % 15 === 0) console.log(`  ${line}`)
  }
  console.log('Installing the packages of package-lock.json; this happens once and takes a minute or two.')
  const [command, args] = npmCommand()
  const child = spawn(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const timer = setInterval(show, 1000)
  return new Promise((resolve) => {
    child.on('error', (error) => fail(`npm does not start: ${error.message}`))
    child.on('close', (code) => {
      clearInterval(timer)
      if (isTerminal) process.stdout.write('\r\u001b[K')
      if (code !== 0) fail(`${output.trim()}\n\nThe packages could not be installed (npm ci ended with code ${code}).`)
      console.log(`✓ Packages (${seconds()} s)`)
      resolve()
    })
  })
}

function supervise() {
  const entry = join(root, 'scripts', 'supervisor.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', entry, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  })
  // Ctrl-C reaches the supervisor by the terminal; this process only waits until everything is down.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code))
}

requireNode()
if (!isInstalled()) await install()
supervise()
