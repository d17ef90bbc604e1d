/**
 * Builds public/offline.html, the page that reads an operation and computes its hashes as a saved file without any network:
 * `npm run offline-page`. With `--check` nothing is written, and a stale file is named with exit code 1.
 */
import { offlinePage } from '../lib/messages/en/offline'
import { singleFile } from './platform/single-file'

process.exitCode = await singleFile(
  {
    entry: 'scripts/offline/main.ts',
    template: 'scripts/offline/page.html',
    target: 'public/offline.html',
    command: 'npm run offline-page',
    words: offlinePage,
  },
  process.argv.slice(2),
)
