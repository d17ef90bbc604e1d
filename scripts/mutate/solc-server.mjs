// A compiler that stays warm: answers standard JSON over a socket with standard JSON. Loading the wasm and letting it warm up
// costs more than compiling one changed contract does.
import { createHash } from 'node:crypto'
import { createServer } from 'node:net'
import solc from 'solc'

const MUTATED = /^contracts\/src\/(?!interfaces\/)/

/**
 * With dynamic test linking forge first asks for the ABI of everything. No mutant changes a signature, so that the first answer
 * holds for all of them; one that does not compile is caught when its bytecode is asked for.
 */
const abis = new Map()

function keyOf({ settings, sources }) {
  const kept = Object.entries(sources).map(([path, source]) => [path, MUTATED.test(path) ? null : source])
  return createHash('sha256')
    .update(JSON.stringify([settings, kept]))
    .digest('hex')
}

function answer(request) {
  const input = JSON.parse(request)
  const selections = Object.values(input.settings.outputSelection).flatMap((contracts) => Object.values(contracts))
  if (!selections.every((outputs) => outputs.join() === 'abi')) return solc.compile(request)

  const key = keyOf(input)
  if (!abis.has(key)) abis.set(key, solc.compile(request))
  return abis.get(key)
}

const server = createServer({ allowHalfOpen: true }, (socket) => {
  const chunks = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('end', () => socket.end(answer(Buffer.concat(chunks).toString())))
  // A forge that was stopped hangs up: the next one is served all the same.
  socket.on('error', () => socket.destroy())
})
server.listen(process.argv[2], () => process.send?.('ready'))
process.on('disconnect', () => process.exit())
