-- Why each team's cost of a day differs from the day before, as those see it who see all costs and events. The facts are JSON: parts with
-- their amounts, and the events that they name; null where there are too many parts to keep.
create table daily_change (
  team_id int not null,
  day     date not null,
  made_of text not null,   -- tells whether charges, events or plans have changed since
  facts   text,
  primary key (team_id, day)
);
comment on table daily_change is 'Not in backups: worked out anew';

-- What the last run that came to its end saw.
create table daily_change_done (
  single      boolean primary key default true check (single),
  fingerprint text not null
);
comment on table daily_change_done is 'Not in backups: worked out anew';

grant select, insert, update, delete on daily_change to ${app};
grant select, insert, update on daily_change_done to ${app};
