import { SystemStatus } from '@muster/contract';
import type { Http } from './platform/index.ts';
import type { Vault } from './vault/index.ts';

/** How the console is, for the page's top and for whoever watches it. */
export function systemRoutes(app: Http, parts: { version: string; demo: boolean; vault: Vault }): void {
  app.get(
    '/api/v1/system',
    { schema: { tags: ['system'], summary: 'How the console is', response: { 200: SystemStatus } } },
    async () => ({
      version: parts.version,
      demo: parts.demo,
      vault: parts.vault.state,
      notices: parts.vault.state === 'open' ? [] : [sealed],
    }),
  );

  app.get('/api/v1/openapi.json', { config: { public: true }, schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(app.swagger()),
  );
}

const sealed = {
  code: 'vault_sealed',
  message:
    'The vault is sealed: its key file is missing. Accounts are shown, but no secret can be read, stored or used.',
  remedy:
    'Put the key file back where MUSTER_KEY_FILE says (by default beside the data folder), and start the console again.',
};
