/** Proves the models of contracts/formal and finds the bugs planted in them: `npm run formal`. */
import { proveAll } from './formal/pool'

const started = performance.now()
const { properties, planted } = await proveAll()

for (const { model, assertion, is } of properties)
  console.log(`${is === 'proved' ? 'proved    ' : 'NOT PROVED'} ${model}: ${assertion}`)
for (const { model, bug, is } of planted)
  console.log(`${is === 'violated' ? 'found     ' : 'NOT FOUND '} ${model}: ${bug}`)

const proved = properties.filter(({ is }) => is === 'proved').length
const found = planted.filter(({ is }) => is === 'violated').length
const failed = properties.length + planted.length - proved - found
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s`)
console.log(`formal: ${proved} properties proved, ${found} planted bugs found, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
