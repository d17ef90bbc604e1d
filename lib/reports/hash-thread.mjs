// Hashes and writes the files of reports in a thread of its own: SHA-256 and the disk take as long as making the lines. Plain JavaScript, because a thread
// starts from a file as it is, whatever loader or bundle its parent came through. Answers each message in order.
import { createHash } from 'node:crypto'
import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'

/** @type {Map<number, { path: string | null, fd: number | null, hash: import('node:crypto').Hash, bytes: number }>} */
const files = new Map()

/** Until it is whole a file has another name: nobody takes half a file for one. */
const unfinished = (/** @type {string} */ path) => `${path}.part`

function close(file) {
  if (file?.fd != null) closeSync(file.fd)
  if (file) file.fd = null
}

const ACTS = {
  open({ id, path }) {
    const fd = path === null ? null : openSync(unfinished(path), 'w')
    files.set(id, { path, fd, hash: createHash('sha256'), bytes: 0 })
  },
  add({ id, buffer, length }) {
    const file = files.get(id)
    const bytes = new Uint8Array(buffer, 0, length)
    file.hash.update(bytes)
    file.bytes += length
    for (let done = 0; file.fd !== null && done < length; ) done += writeSync(file.fd, bytes, done)
    // Goes back to be filled again.
    return buffer
  },
  end({ id }) {
    const file = files.get(id)
    close(file)
    if (file.path !== null) renameSync(unfinished(file.path), file.path)
    return { bytes: file.bytes, sha256: file.hash.digest('hex') }
  },
  close({ id }) {
    close(files.get(id))
    files.delete(id)
  },
}

parentPort.on('message', (message) => {
  try {
    const value = ACTS[message.act](message)
    parentPort.postMessage({ value }, value instanceof ArrayBuffer ? [value] : [])
  } catch (error) {
    // The code of a failure of the file system is lost when an error is copied.
    parentPort.postMessage({ failure: { message: error.message, code: error.code } })
  }
})
