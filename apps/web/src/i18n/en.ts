import { accounts } from './en/accounts.ts';
import { devices } from './en/devices.ts';
import { exports, imports } from './en/imports.ts';
import { runs } from './en/runs.ts';

/** Every word of the page. People, guides and tests find things by these. */
export const en = {
  nav: {
    label: 'Main',
    accounts: 'Accounts',
    devices: 'Devices',
    runs: 'Runs',
    signOut: 'Sign out',
    skip: 'Skip to the content',
    offline: 'No connection to the console; trying again…',
    demo: 'Demo: simulated phones',
  },
  session: {
    signIn: 'Sign in',
    name: 'Name',
    password: 'Password',
    setUpTitle: 'Make the administrator',
    setUpText: 'This link works once. The administrator can do everything; choose a password that nobody guesses.',
    newPassword: 'Password (12 characters or more)',
    repeat: 'Password again',
    different: 'The two passwords differ.',
    tooShort: 'Please use 12 characters or more.',
    nameMissing: 'Please enter a name.',
    create: 'Create administrator',
    setupNeeded:
      'This console has no administrator yet. Open the one-time link that it printed when it started; starting it again prints a new one.',
    noLink: 'The link is not complete. Copy all of what the console printed.',
  },
  accounts,
  imports,
  exports,
  devices,
  runs,
} as const;
