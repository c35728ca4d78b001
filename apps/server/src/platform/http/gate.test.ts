import { describe, expect, it } from 'vitest';
import { gateFor, hostName, passes } from './gate.ts';

const gate = gateFor({ host: '127.0.0.1', port: 7400, allowedHosts: ['Muster.example'], https: true });

describe('the gate before routing', () => {
  it.each(['127.0.0.1:7400', 'localhost:7400', 'LOCALHOST', '[::1]:7400', 'muster.example'])(
    'admits host %s',
    (host) => {
      expect(passes(gate, { host })).toBe('open');
    },
  );

  it.each([undefined, '', 'evil.example', '127.0.0.1.evil.example:7400', 'a@localhost', 'localhost:7400, evil'])(
    'refuses host %s',
    (host) => expect(passes(gate, { host })).toBe('foreign_host'),
  );

  it.each(['http://127.0.0.1:7400', 'http://localhost:7400', 'https://muster.example'])(
    'admits origin %s',
    (origin) => {
      expect(passes(gate, { host: 'localhost:7400', origin })).toBe('open');
    },
  );

  it.each(['null', 'http://localhost:7401', 'https://evil.example', 'http://localhost:7400.evil.example'])(
    'refuses origin %s',
    (origin) => expect(passes(gate, { host: 'localhost:7400', origin })).toBe('foreign_origin'),
  );

  it('does not take the address of "everywhere" for a name', () => {
    const everywhere = gateFor({ host: '0.0.0.0', port: 7400, allowedHosts: [], https: false });
    expect(passes(everywhere, { host: '0.0.0.0:7400' })).toBe('foreign_host');
  });

  it('reads a name without its port', () => expect(hostName('[::1]:80')).toBe('[::1]'));
});
