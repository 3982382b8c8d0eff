// An OpenID Connect provider for OidcProviderPeerTest: certified elsewhere, here without a person.
// Arguments: the redirect URI, the client's secret. Prints its issuer once it listens; ends with its
// standard input. Who comes is signed in as the `login_hint` of the address, and agrees to everything.
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [modules, redirect, secret] = process.argv.slice(2)
const { default: Provider } = await import(
  createRequire(join(modules, 'package.json')).resolve('oidc-provider')
)

process.stdin.resume()
process.stdin.on('end', () => process.exit(0))

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'opta-portal',
        client_secret: secret,
        redirect_uris: [redirect],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (ctx, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id}@example.com`,
        email_verified: id !== 'unproven',
        name: `Somebody called ${id}`,
      }),
    }),
  })
  const callback = provider.callback()
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/interaction/')) {
      callback(request, response)
      return
    }
    const { params, session, prompt, grantId } = await provider.interactionDetails(request, response)
    if (prompt.name === 'login') {
      await provider.interactionFinished(request, response, {
        login: { accountId: params.login_hint },
      })
      return
    }
    const grant = grantId
      ? await provider.Grant.find(grantId)
      : new provider.Grant({ accountId: session.accountId, clientId: params.client_id })
    grant.addOIDCScope(params.scope)
    await provider.interactionFinished(request, response, {
      consent: { grantId: await grant.save() },
    })
  })
  console.log(issuer)
})
