import type { Address } from 'viem'

declare module 'next-auth' {
  interface Session {
    /** The only thing a session says. Roles are read from the chain. */
    address: Address
  }
  interface User {
    sid: string
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    /** Id of the row in `sessions`, as the cookie carries it. */
    sid?: string
  }
}
