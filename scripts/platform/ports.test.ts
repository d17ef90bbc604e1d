import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort, portOf, requireFreePort } from './ports'

test('a taken port is named together with the variable that moves it', async () => {
  const server = createServer()
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
  await expect(requireFreePort(port, 'DB_PORT')).rejects.toThrow(
    `Port ${port} is taken. Stop the program that uses it, or choose another: DB_PORT=${port + 10} npm start`,
  )
  await new Promise((resolve) => server.close(resolve))
  await expect(requireFreePort(port, 'DB_PORT')).resolves.toBeUndefined()
})

test('a free port can be bound', async () => {
  await expect(requireFreePort(await freePort(), 'PORT')).resolves.toBeUndefined()
})

test.each([
  ['not set', undefined, 3000],
  ['empty', '', 3000],
  ['a number', '4000', 4000],
])('a variable that is %s', (_, text, port) => {
  expect(portOf('PORT', 3000, { PORT: text, NODE_ENV: 'test' })).toBe(port)
})

test.each(['web', '0', '65536', '80.5', '-1'])('%s is not a port', (text) => {
  expect(() => portOf('PORT', 3000, { PORT: text, NODE_ENV: 'test' })).toThrow(
    `PORT must be a port between 1 and 65535, not "${text}".`,
  )
})
