import { describe, expect, it } from 'vitest';
import { healthOf, type HealthFacts } from './health.ts';

const now = new Date('2026-01-31T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 24 * 60 * 60 * 1000);

const well: HealthFacts = {
  network: 'tiktok',
  enabled: true,
  hasPassword: true,
  loginStatus: 'signed_in',
  loginSeenAt: daysAgo(1),
  device: { label: '7', state: 'online' },
  heldFor: null,
  figuresReadAt: daysAgo(1),
};

describe('the health of an account', () => {
  it.each<[string, Partial<HealthFacts>]>([
    ['well', {}],
    ['needs_person', { heldFor: 'challenge', loginStatus: 'signed_out' }],
    ['needs_person', { loginStatus: 'challenged', enabled: false }],
    ['needs_person', { loginStatus: 'suspended' }],
    ['disabled', { enabled: false, loginStatus: 'signed_out', hasPassword: false }],
    ['signed_out', { loginStatus: 'signed_out', hasPassword: false }],
    ['secret_missing', { hasPassword: false, device: { label: '7', state: 'offline' } }],
    ['phone_offline', { device: { label: '7', state: 'unauthorized' }, loginSeenAt: null }],
    ['not_seen', { loginStatus: 'unknown', loginSeenAt: null, figuresReadAt: null }],
    ['not_seen', { loginSeenAt: daysAgo(8) }],
    ['figures_stale', { figuresReadAt: null }],
    ['figures_stale', { figuresReadAt: daysAgo(8) }],
    ['well', { network: 'instagram', figuresReadAt: null }],
    ['well', { device: null }],
  ])('is %s for %j', (health, facts) => {
    expect(healthOf({ ...well, ...facts }, now).health).toBe(health);
  });

  it('says why in a sentence that names the phone', () => {
    const { reason } = healthOf({ ...well, device: { label: '7', state: 'not_seen_yet' } }, now);
    expect(reason).toBe('Phone 7 is not seen yet.');
  });
});
