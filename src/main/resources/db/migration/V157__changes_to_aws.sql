-- Which kinds of changes Bursar may write to AWS, and within which bounds. No row: off.
create table aws_write_setting (
  kind       text primary key check (kind in ('tags')),
  enabled    boolean not null,
  another    boolean not null,                           -- approved by somebody other than who proposed it
  role_name  text not null check (role_name ~ '^[A-Za-z0-9+=,.@_-]{1,64}$'),
  tag_keys   text[],                                     -- null: every key that a tag policy names
  types      text[],                                     -- null: every type that can be written
  accounts   text[],                                     -- null: all
  most       int not null check (most between 1 and 10000),
  stacks     boolean not null,                           -- resources that a CloudFormation stack owns, too
  version    int not null,
  changed_by text not null,
  changed_at timestamptz not null
);
grant select, insert, update on aws_write_setting to ${app};

-- Whether the role that writes let Bursar in when it was tested last.
create table aws_writer (
  account    text primary key check (account ~ '^[0-9]{12}$'),
  problem    text,                                       -- null: it did
  checked_at timestamptz not null
);
grant select, insert, update, delete on aws_writer to ${app};

-- What is to be changed in AWS, who proposed it and who decided, and how far it is.
create table aws_change (
  id             bigint generated always as identity primary key,
  kind           text not null check (kind in ('tags')),
  state          text not null check (state in ('proposed', 'approved', 'running', 'done', 'done-with-failures', 'stopped',
                                                'rejected', 'expired')),
  version        int not null default 0,
  proposed_by    int not null,
  proposer       text not null,
  proposed_at    timestamptz not null,
  reason         text not null check (length(reason) <= 500),
  undoes         bigint references aws_change,
  previewed_at   timestamptz,                            -- when AWS was asked what is there
  decided_by     int,
  decider        text,
  decided_at     timestamptz,
  decision       text check (length(decision) <= 500),   -- why it was rejected
  stop_asked_by  text,
  work           uuid not null,                          -- what reads or writes it in the background now
  started_at     timestamptz,
  ended_at       timestamptz
);
grant select, insert, update on aws_change to ${app};

create table aws_change_item (
  change_id   bigint not null references aws_change,
  number      int not null check (number > 0),
  account     text not null check (account ~ '^[0-9]{12}$'),
  region      text not null,
  subject     text not null check (length(subject) <= 2048),   -- an ARN
  type        text not null,
  name        text not null,
  team_id     int not null,                                    -- whose it was when it was proposed
  part        text not null check (length(part) <= 128),       -- a tag's key
  before      text,                                            -- null: not there
  wanted      text,                                            -- null: not there
  found       text,                                            -- when it was read last
  state       text not null check (state in ('planned', 'writing', 'written', 'verified', 'differs', 'failed', 'unknown',
                                             'skipped', 'undone')),
  why         text,                                            -- of what was skipped or failed
  code        text,                                            -- AWS's error, and its text
  message     text,
  caution     text,                                            -- what makes the value return to what it was
  attempts    int not null default 0,
  sent_at     timestamptz,
  answered_at timestamptz,
  read_at     timestamptz,
  currency    text,
  cost        numeric,                                         -- EffectiveCost of the resource's latest 30 days
  source      bigint,                                          -- the violation that it fixes
  open        boolean not null default true,                   -- waits or runs
  primary key (change_id, number)
);
create unique index aws_change_item_open on aws_change_item (md5(subject), md5(part)) where open;
create index aws_change_item_source on aws_change_item (source) where source is not null;
grant select, insert, update on aws_change_item to ${app};

-- When tags were read back that Bursar wrote: violations are looked for anew after it.
create table tag_read_back (
  single  boolean primary key default true check (single),
  read_at timestamptz not null
);
grant select, insert, update on tag_read_back to ${app};
