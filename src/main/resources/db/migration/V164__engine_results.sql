-- What an engine has given for a statement about a delivery, so that a run that was killed goes on with it. A row whose answer was
-- thrown away stays, because the next one takes another token and another folder.
create table engine_result (
  engine    text not null check (engine in ('TRINO', 'ATHENA')),
  delivery  text not null check (delivery ~ '^[0-9a-f]{64}$'),   -- the digest of its files' keys, tags and sizes
  statement text not null check (statement ~ '^[0-9a-f]{64}$'),  -- the digest of its text
  attempt   int not null default 0 check (attempt >= 0),
  answer    text,                     -- the rows of a question, as JSON
  folder    text,                     -- where the rows of a query were written
  files     text,                     -- what lay there, as JSON: keys, tags and sizes
  bytes     bigint not null default 0 check (bytes >= 0),        -- read of the delivery's files
  made_at   timestamptz not null,
  primary key (engine, delivery, statement),
  check ((folder is null) = (files is null)),
  check (answer is null or folder is null)
);

-- Folders below the place for results that a run has let an engine write to, until what lies in them was removed.
create table engine_folder (
  address  text primary key,
  delivery text not null,
  made_at  timestamptz not null,
  denied   text,                      -- what the store said when it refused to remove it
  check (address ~ '/$')
);
create index on engine_folder (delivery);

-- Queries whose bytes are paid, each metered once, whoever waits for it.
create table engine_query (
  id          text primary key,
  run_id      bigint not null,        -- 0: a person's request
  started_at  timestamptz not null,
  metered_usd numeric not null default 0 check (metered_usd >= 0),
  ended       boolean not null default false
);
create index on engine_query (started_at) where not ended;

-- How far an engine is with a delivery, or was when it was last asked.
create table engine_reading (
  source      text primary key,       -- the delivery as stored charges name it
  period      text not null,
  run_id      bigint not null,
  engine      text not null check (engine in ('TRINO', 'ATHENA')),
  groups      int not null,
  done        int not null check (done between 0 and groups),
  kept        int not null check (kept >= 0),                    -- statements that an earlier run had finished
  bytes       bigint not null,
  cost_usd    numeric,                -- null where the engine asks nothing
  begun_at    timestamptz not null,
  told_at     timestamptz not null
);
create index on engine_reading (run_id);

grant select, insert, update, delete on engine_result, engine_folder, engine_query, engine_reading to ${app};
