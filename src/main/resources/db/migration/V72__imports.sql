-- Imports of files that people uploaded: whose, how far, and what came of it. One at a time is under way.
create table cost_import (
  id              uuid primary key,
  number          int generated always as identity,     -- their order
  person_id       int not null references person,
  person          text not null,                        -- called so when it was asked for
  files           text not null,                        -- names, sizes and where they lie, as JSON
  state           text not null default 'waiting'
                  check (state in ('waiting', 'running', 'done', 'unchanged', 'refused', 'failed', 'cancelled')),
  attempt         int not null default 0,               -- grows whenever a node begins: one that was overtaken can say nothing
  asked_at        timestamptz not null,
  started_at      timestamptz,
  ended_at        timestamptz,
  cancel_asked_by text,
  progress        text,                                 -- JSON
  result          text,                                 -- JSON
  file            text,
  file_row        bigint,
  file_column     text,
  problem         text,
  what_to_do      text,
  check ((state in ('waiting', 'running')) = (ended_at is null)),
  check ((state = 'done') = (result is not null)),
  check ((state in ('refused', 'failed')) = (problem is not null and what_to_do is not null))
);
create unique index cost_import_under_way on cost_import ((true)) where state in ('waiting', 'running');
create unique index cost_import_order on cost_import (number);

grant select, insert, update on cost_import to ${app};
