import { z } from 'zod';

const count = z.number().int().nonnegative();
export const gateSchema = z.enum(['captcha', 'email_code', 'approve_elsewhere', 'suspended']);

const instagramAccount = z.strictObject({
  username: z.string().min(1),
  email: z.string().min(1).optional(),
  password: z.string().min(1),
  totpSecret: z.string().min(1).optional(),
  displayName: z.string().optional(),
  posts: count.optional(),
  followers: count.optional(),
  following: count.optional(),
  gate: gateSchema.optional(),
});

const tiktokAccount = z.strictObject({
  username: z.string().min(1),
  email: z.string().min(1).optional(),
  password: z.string().min(1),
  displayName: z.string().optional(),
  followers: count.optional(),
  following: count.optional(),
  hearts: count.optional(),
  videos: count.optional(),
  friends: count.optional(),
  region: z.string().optional(),
  gate: gateSchema.optional(),
  web: z.enum(['ok', 'private', 'missing', 'captcha', 'waiting', 'overflow']).optional(),
});

export const faultSchema = z.strictObject({
  at: z.union([z.enum(['connect', 'before_submit', 'after_submit', 'dump']), z.string().regex(/^any:[1-9][0-9]*$/)]),
  kind: z.enum(['drop', 'freeze', 'slow', 'uia_crash', 'bad_xml', 'huge_xml', 'not_idle']),
  seconds: z.number().nonnegative().optional(),
});

const appBase = {
  package: z.string().regex(/^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+$/),
  version: z.string().min(1),
  locale: z.enum(['en', 'es', 'fr']).optional(),
  signedIn: z.array(z.string().min(1)).optional(),
  active: z.string().optional(),
  neverIdle: z.boolean().optional(),
};

const instagramApp = z.strictObject({
  ...appBase,
  network: z.literal('instagram'),
  layout: z.enum(['bloks_login', 'welcome', 'continue_as', 'saved_profiles', 'password_only']).optional(),
  onOpen: z.array(z.enum(['rate_popup', 'logged_out', 'notifications_prompt', 'create_sheet', 'loading'])).optional(),
});

const tiktokApp = z.strictObject({
  ...appBase,
  network: z.literal('tiktok'),
  layout: z.enum(['one_page', 'two_page']).optional(),
  onOpen: z
    .array(
      z.enum([
        'agree',
        'interests',
        'swipe_up',
        'contacts_popup',
        'friends_popup',
        'logged_out',
        'update_popup',
        'loading',
      ]),
    )
    .optional(),
});

const phone = z.strictObject({
  serial: z.string().min(1),
  model: z.string().optional(),
  android: z.union([z.string().min(1), z.number().int().positive().transform(String)]).optional(),
  address: z.string().regex(/^[0-9.]+:[0-9]{1,5}$/, 'must be an IPv4 address and a port'),
  auth: z.enum(['none', 'rsa', 'unauthorized']).optional(),
  latencyMs: z.number().nonnegative().optional(),
  locked: z.boolean().optional(),
  apps: z.array(z.discriminatedUnion('network', [instagramApp, tiktokApp])).default([]),
  faults: z.array(faultSchema).default([]),
});

export const scenarioSchema = z.strictObject({
  seed: z.number().int().default(1),
  clockSkewSeconds: z.number().default(0),
  service: z
    .strictObject({
      instagram: z.array(instagramAccount).default([]),
      tiktok: z.array(tiktokAccount).default([]),
    })
    .default({ instagram: [], tiktok: [] }),
  phones: z.array(phone).default([]),
});

export type Scenario = z.infer<typeof scenarioSchema>;
export type InstagramAccount = z.infer<typeof instagramAccount>;
export type TiktokAccount = z.infer<typeof tiktokAccount>;
export type PhoneSpec = z.infer<typeof phone>;
export type InstagramAppSpec = z.infer<typeof instagramApp>;
export type TiktokAppSpec = z.infer<typeof tiktokApp>;
export type AppSpec = InstagramAppSpec | TiktokAppSpec;
export type FaultSpec = z.infer<typeof faultSchema>;
export type Gate = z.infer<typeof gateSchema>;
export type Locale = NonNullable<AppSpec['locale']>;
export type Network = 'instagram' | 'tiktok';
