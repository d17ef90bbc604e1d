import { createServer } from 'node:net'

function bind(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}

/**
 * Systems give the ports above 32,767 to outgoing connections. One of those may take a port between the look and its use, and tests open
 * thousands of connections: what the system itself offers is no choice.
 */
const LOWEST = 20_000
const HIGHEST = 32_767

/** A port that was free a moment ago, and that no outgoing connection takes. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST))
    const isFree = await bind(port).then(
      () => true,
      () => false,
    )
    if (isFree) return port
  }
}

/** Throws a sentence that names the port and the variable that moves it. */
export async function requireFreePort(port: number, variable: string, command = 'npm start'): Promise<void> {
  try {
    await bind(port)
  } catch {
    throw new Error(
      `Port ${port} is taken. Stop the program that uses it, or choose another: ${variable}=${port + 10} ${command}`,
    )
  }
}

/** The port named by an environment variable, or its default. */
export function portOf(variable: string, standard: number, env: NodeJS.ProcessEnv = process.env): number {
  const text = env[variable]
  if (text === undefined || text === '') return standard
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Error(`${variable} must be a port between 1 and 65535, not "${text}".`)
}
