import NextAuth from 'next-auth'
import { database } from '@/lib/auth/database'
import { authOptions } from '@/lib/auth/options'
import { refuseSignIn } from '@/lib/auth/rate-limit'
import { env } from '@/lib/env/env'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: Request, context: Context): Promise<Response> {
  // next-auth reads this one itself, for the origin it trusts.
  process.env.NEXTAUTH_URL ??= env.NEXTAUTH_URL
  const { nextauth } = await context.params
  // Its log endpoint takes text from anyone.
  if (nextauth[0] === '_log') return new Response(null, { status: 204 })
  const isSignIn = request.method === 'POST' && nextauth[0] === 'callback'
  const refused = isSignIn ? await refuseSignIn(database(), request.headers) : null
  return refused ?? NextAuth(authOptions())(request, context)
}

export { handle as GET, handle as POST }
