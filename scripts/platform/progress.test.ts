import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { Progress } from './progress'

test('a reader that goes away does not end the work: there are parts to stop after it', async () => {
  const out = new PassThrough() as unknown as NodeJS.WriteStream
  const progress = new Progress(out, false)
  progress.line('Stopping …')
  out.destroy(new Error('EPIPE'))
  await new Promise((wake) => setTimeout(wake, 10))
  expect(() => progress.line('Stopped.')).not.toThrow()
})
