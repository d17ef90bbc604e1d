/**
 * Builds public/cxpt-exit.html, the page that works as a saved file with a wallet and a node alone: `npm run exit-page`. With `--check` nothing
 * is written, and a stale file is named with exit code 1.
 */
import { singleFile } from './platform/single-file'

process.exitCode = await singleFile(
  {
    entry: 'scripts/exit/main.ts',
    template: 'scripts/exit/page.html',
    target: 'public/cxpt-exit.html',
    command: 'npm run exit-page',
  },
  process.argv.slice(2),
)
