import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
let tree: string

beforeEach(() => {
  tree = mkdtempSync(join(tmpdir(), 'cxpt-levels-'))
  symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'))
  symlinkSync(join(root, 'scripts'), join(tree, 'scripts'))
})
afterEach(() => rmSync(tree, { recursive: true, force: true }))

function plant(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
}

function cruise() {
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      '--require',
      join(root, 'scripts/depcruise-tsx.cjs'),
      join(root, 'node_modules/.bin/depcruise'),
      '--config',
      join(root, '.dependency-cruiser.cjs'),
      'lib',
      'components',
      'app',
    ],
    { cwd: tree, encoding: 'utf8' },
  )
  return { status, stdout }
}

const empty = { 'lib/domain/a.ts': '', 'components/ui/a.ts': '', 'app/a.ts': '' }

test('a tree that keeps to the levels passes', () => {
  plant({
    ...empty,
    'lib/db/rows.ts': "import { x } from '../domain/x'\nexport const y = x\n",
    'lib/domain/x.ts': 'export const x = 1\n',
  })
  expect(cruise().status).toBe(0)
})

test.each([
  ['the domain importing the database', 'lib/domain/bad.ts', '../db/rows', 'lib/db/rows.ts', 'level-0-lib-domain'],
  [
    'reports importing the indexer beside them',
    'lib/reports/bad.ts',
    '../indexer/run',
    'lib/indexer/run.ts',
    'level-3-lib-reports',
  ],
  [
    'one feature importing another',
    'components/plans/bad.tsx',
    '../account/x',
    'components/account/x.tsx',
    'level-9-components-plans',
  ],
  [
    'a component reading the session',
    'components/ui/bad.tsx',
    '@/lib/auth/session',
    'lib/auth/session.ts',
    'browser-free-of-server',
  ],
  ['types alone crossing upwards', 'lib/db/bad.ts', '../data/x', 'lib/data/x.ts', 'level-2-lib-db'],
])('%s is refused', (_, from, specifier, to, rule) => {
  const line = rule === 'level-2-lib-db' ? `import type { x } from '${specifier}'` : `import { x } from '${specifier}'`
  plant({ ...empty, [from]: `${line}\nexport const y: typeof x = 1\n`, [to]: 'export const x = 1 as number\n' })
  const { status, stdout } = cruise()
  expect(stdout).toContain(rule)
  expect(stdout).toContain(from)
  expect(status).not.toBe(0)
})

test('a file with JSX is read too', () => {
  plant({
    ...empty,
    'components/plans/bad.tsx': "import { x } from '../account/x'\nexport const Bad = () => <p title={x}>{x}</p>\n",
    'components/account/x.tsx': "export const x = 'x'\n",
  })
  expect(cruise().stdout).toContain('level-9-components-plans')
})

test('a circle is refused', () => {
  plant({
    ...empty,
    'lib/domain/one.ts': "import { two } from './two'\nexport const one = () => two\n",
    'lib/domain/two.ts': "import { one } from './one'\nexport const two = () => one\n",
  })
  expect(cruise().stdout).toContain('no-circles')
})
