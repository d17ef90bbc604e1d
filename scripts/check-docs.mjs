// Holds the documents to the repository: every relative link leads to a file, every `npm run NAME` exists.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean)

const problems = []
for (const file of files) {
  const text = readFileSync(file, 'utf8')
  for (const [, target] of text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)) {
    if (/^[a-z]+:/.test(target)) continue
    if (!existsSync(join(dirname(file), target))) problems.push(`${file}: the link to ${target} leads nowhere`)
  }
  for (const [, name] of text.matchAll(/npm run ([a-z][\w:-]*)/g)) {
    if (!(name in scripts)) problems.push(`${file}: \`npm run ${name}\` is no script of package.json`)
  }
}
for (const problem of problems) console.log(problem)
console.log(`${files.length} documents, ${problems.length} problems`)
process.exit(problems.length === 0 ? 0 : 1)
