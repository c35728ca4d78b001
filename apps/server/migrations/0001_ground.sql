-- The ground: who may come in, wrapped keys, workspaces, accounts, phones, runs, and the record of all of it.

create extension if not exists pg_trgm;

-- ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────

create table person (
  id int generated always as identity primary key,
  name text not null,
  name_key text not null unique,
  role text not null check (role in ('administrator', 'operator')),
  password_hash text not null,
  created_at timestamptz not null default now()
);

-- Tokens are kept as SHA-256 only: a copy of the database lets nobody in.
create table person_session (
  token_hash bytea primary key,
  person_id int not null references person on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table setup_token (
  token_hash bytea primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Sign-in is slowed by account name, not by address: addresses are shared and forged.
create table sign_in_throttle (
  name_key text primary key,
  failures int not null,
  blocked_until timestamptz,
  last_failure_at timestamptz not null
);

-- ── workspaces and the vault's wrapped keys ───────────────────────────────────────────────────────────────────────

create table workspace (
  id int generated always as identity primary key,
  uuid uuid not null unique,
  name text not null,
  name_key text not null unique,
  network text not null check (network in ('tiktok', 'instagram')),
  created_at timestamptz not null default now()
);

-- A key-encryption key is known by its id and a canary sealed with it; the key itself is in a file elsewhere.
create table vault_key (
  id uuid primary key,
  canary bytea not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);

create table data_key (
  id uuid primary key,
  workspace_id int not null references workspace,
  vault_key_id uuid not null references vault_key,
  wrapped bytea not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index data_key_current on data_key (workspace_id) where retired_at is null;

-- ── phones ────────────────────────────────────────────────────────────────────────────────────────────────────────

create table host (
  id int generated always as identity primary key,
  name text not null unique,
  created_at timestamptz not null default now()
);

create table device (
  id int generated always as identity primary key,
  label text not null,
  label_key text not null unique,
  -- What adb or a sheet calls it: a hardware serial, or the address it was first heard of by.
  serial text not null unique,
  model text,
  android_version text,
  android_id text,
  group_name text,
  host_id int references host,
  state text not null default 'not_seen_yet',
  last_seen_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now()
);

-- Labels given by arrival only rise, so that a label people know is never given to another phone.
create sequence device_label;

create table device_transport (
  id int generated always as identity primary key,
  device_id int references device on delete cascade,
  host_id int not null references host,
  kind text not null check (kind in ('adb_server', 'tcp')),
  address text not null,
  -- Remembered addresses are connected again at start.
  remembered boolean not null default false,
  state text not null default 'connecting',
  unique (host_id, kind, address)
);

-- One row a device: who works on it. The fencing token only rises; a write with an older one is refused.
create table device_lease (
  device_id int primary key references device on delete cascade,
  token bigint not null default 0,
  holder text,
  task_id bigint,
  expires_at timestamptz
);

-- ── accounts ──────────────────────────────────────────────────────────────────────────────────────────────────────

-- Rows of workspaces and accounts are never removed: ids are never reused, and a deletion can be undone. Tables that an
-- import fills therefore name them without a foreign key, whose check of each of 100,000 rows would cost a third of the
-- import; instead removing is refused.
create function refuse_removal() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never removed', tg_table_name;
end
$$;

create trigger workspace_kept before delete on workspace for each statement execute function refuse_removal();

create table account (
  id int generated always as identity primary key,
  uuid uuid not null unique,
  workspace_id int not null,
  username text not null,
  -- Username after NFC, trimming, one leading @ removed, lower-casing: what is compared.
  -- Sorted in "C" everywhere: a shared server may have any collation.
  username_key text collate "C" not null,
  email text collate "C",
  password_sealed bytea,
  totp_sealed bytea,
  credential text check (credential in ('certain', 'check')),
  enabled boolean not null default true,
  device_id int references device on delete set null,
  package text,
  tags text[] not null default '{}',
  notes text,
  login_status text collate "C" not null default 'unknown'
    check (login_status in ('signed_in', 'signed_out', 'challenged', 'suspended', 'unknown')),
  login_seen_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  search text generated always as
    (lower(username || E'\n' || coalesce(email, '') || E'\n' || coalesce(notes, ''))) stored
);
-- One index for each order of the list that many accounts are looked through in; a window is found from it alone.
create unique index account_username on account (workspace_id, username_key) include (id) where deleted_at is null;
create index account_page_id on account (workspace_id, id) where deleted_at is null;
create index account_page_updated on account (workspace_id, updated_at, id) where deleted_at is null;
create index account_page_email on account (workspace_id, email, id) where deleted_at is null;
create index account_page_login on account (workspace_id, login_status, id) where deleted_at is null;
create index account_page_status on account (workspace_id, (not enabled), id) where deleted_at is null;
create index account_page_deleted on account (workspace_id, id) where deleted_at is not null;
create index account_device on account (device_id) where device_id is not null;
create index account_tags on account using gin (tags);
create index account_search on account using gin (search gin_trgm_ops);

create trigger account_kept before delete on account for each statement execute function refuse_removal();

-- What people did to an account, for its history. Words only: no secret, old or new. Imports are in import_change.
create table account_edit (
  id bigint generated always as identity primary key,
  account_id int not null references account,
  at timestamptz not null,
  by_whom text not null,
  kind text not null check (kind in ('created', 'edited', 'deleted', 'restored', 'revealed')),
  text text not null
);
create index account_edit_account on account_edit (account_id, at desc);

-- ── what was seen ─────────────────────────────────────────────────────────────────────────────────────────────────

create table observation (
  id bigint generated always as identity primary key,
  account_id int not null,
  device_id int references device on delete set null,
  at timestamptz not null default now(),
  status text not null check (status in ('signed_in', 'signed_out', 'challenged', 'suspended')),
  source text not null check (source in ('login', 'match', 'sync', 'switch', 'person', 'sheet')),
  by_whom text,
  task_id bigint,
  evidence text
);
create index observation_account on observation (account_id, at desc);

-- Every reading of figures is kept; account_figures holds what stands of them, and is what the list shows.
create table figure_reading (
  id bigint generated always as identity primary key,
  account_id int not null,
  at timestamptz not null default now(),
  source text not null check (source in ('sheet', 'public_page', 'phone', 'official', 'person')),
  nickname text,
  country text,
  followers bigint,
  following bigint,
  hearts bigint,
  videos bigint,
  friends bigint,
  rounded text[] not null default '{}'
);
create index figure_reading_account on figure_reading (account_id, at desc);

create table account_figures (
  account_id int primary key,
  nickname text,
  country text,
  followers bigint,
  following bigint,
  hearts bigint,
  videos bigint,
  friends bigint,
  rounded text[] not null default '{}',
  source text not null check (source in ('sheet', 'public_page', 'phone', 'official', 'person')),
  read_at timestamptz not null,
  -- When the count that stands was read, by its name: the counts need not be of one reading.
  counts_at jsonb not null default '{}'
);

-- ── imports ───────────────────────────────────────────────────────────────────────────────────────────────────────

-- Which file, by name and hash; never its content.
create table import (
  id uuid primary key,
  workspace_id int not null references workspace,
  by_whom text not null,
  file_name text not null,
  file_sha256 text not null,
  counts jsonb not null,
  applied_at timestamptz not null default now(),
  undone_at timestamptz
);

-- What a row was before an import touched it. Sealed values stay sealed: they are bound to the account's UUID.
create table import_change (
  import_id uuid not null,
  account_id int not null,
  created boolean not null,
  before jsonb,
  before_password bytea,
  before_totp bytea,
  version_after int not null,
  primary key (import_id, account_id)
);

-- ── runs ──────────────────────────────────────────────────────────────────────────────────────────────────────────

create table run (
  id int generated always as identity primary key,
  script text not null check (script in ('login', 'match', 'sync', 'switch')),
  workspace_id int not null references workspace,
  by_whom text not null,
  ignore_pace boolean not null default false,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  stop_requested_at timestamptz
);

create table task (
  id bigint generated always as identity primary key,
  run_id int not null references run on delete cascade,
  account_id int references account on delete set null,
  device_id int references device on delete set null,
  state text not null check (state in ('queued', 'running', 'held', 'ended')),
  waiting text,
  outcome text,
  reason text,
  message text not null default '',
  attempts int not null default 0,
  steps int not null default 0,
  -- Log in was pressed for this task before: it only looks from now on.
  look_only boolean not null default false,
  fencing_token bigint,
  queued_at timestamptz not null default now(),
  not_before timestamptz,
  started_at timestamptz,
  ended_at timestamptz,
  -- An ended task says how it ended; one that has not ended says nothing of an outcome but `held`.
  check ((state = 'ended') = (ended_at is not null)),
  check (state <> 'ended' or outcome is not null)
);
create index task_run on task (run_id, id);
create index task_open_device on task (device_id, id) where state in ('queued', 'running', 'held');
create index task_account on task (account_id, id desc);

create table task_step (
  task_id bigint not null references task on delete cascade,
  number int not null,
  at timestamptz not null default now(),
  screen text,
  act text not null,
  text text not null,
  primary key (task_id, number)
);

-- The ledger of login attempts: written before the press, so that a press nobody saw the end of is never repeated.
create table login_attempt (
  id bigint generated always as identity primary key,
  account_id int not null references account on delete cascade,
  task_id bigint references task on delete set null,
  device_id int references device on delete set null,
  identifier text not null check (identifier in ('email', 'username')),
  started_at timestamptz not null default now(),
  -- When the press was about to be made; null = the form was left without pressing.
  submitted_at timestamptz,
  code_submitted_at timestamptz,
  ended_at timestamptz,
  outcome text,
  reason text
);
create index login_attempt_account on login_attempt (account_id, id desc);
-- A submitted attempt whose end nobody saw stays open; there is never a second one beside it.
create unique index login_attempt_open on login_attempt (account_id) where ended_at is null;

-- A 2FA time step is submitted at most once for an account.
create table used_code (
  account_id int not null references account on delete cascade,
  time_step bigint not null,
  at timestamptz not null default now(),
  primary key (account_id, time_step)
);

-- A phone that waits for a person gets no further task of that app (rule 13).
create table device_hold (
  device_id int not null references device on delete cascade,
  package text not null,
  task_id bigint references task on delete set null,
  reason text not null,
  since timestamptz not null default now(),
  primary key (device_id, package)
);

-- Redacted trees of screens that nobody foresaw.
create table capture (
  id bigint generated always as identity primary key,
  task_id bigint references task on delete cascade,
  at timestamptz not null default now(),
  network text not null,
  package text not null,
  app_version text,
  tree text not null
);

-- ── the record ────────────────────────────────────────────────────────────────────────────────────────────────────

-- Each entry holds the hash of the one before it: a gap or a changed row shows.
create table audit (
  id bigint primary key,
  at timestamptz not null,
  who text not null,
  act text not null,
  what text not null,
  previous bytea not null,
  hash bytea not null
);

-- What changed, by id only; the page and other hosts listen. Old rows are trimmed.
create table event (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  payload jsonb not null
);

create table setting (
  key text primary key,
  value jsonb not null
);
