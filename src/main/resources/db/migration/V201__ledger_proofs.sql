-- What was proved of the ledger when somebody asked for it, and what was found; the last proof counts.
create table ledger_proof (
  id        uuid primary key references background_work on delete cascade,
  proved_at timestamptz not null,   -- of the snapshot that was looked at
  asked_by  text not null,
  proof     text not null           -- as JSON
);
grant select, insert, delete on ledger_proof to ${app};
