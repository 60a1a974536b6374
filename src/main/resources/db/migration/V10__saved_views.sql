-- What people keep of the Spend page, and the colours that things have on its charts.

-- A question with a name: the page's address, and its filters once more, by which a reader's rights are checked.
create table saved_view (
  id         int generated always as identity primary key,
  owner_id   int not null references person,
  name       text not null check (name <> '' and length(name) <= 100),
  name_key   text not null check (name_key <> '' and length(name_key) <= 400),
  address    text not null check (length(address) <= 8000),
  filters    jsonb not null,
  shared     boolean not null default false,
  is_default boolean not null default false,
  version    int not null default 0,
  unique (owner_id, name_key)
);
comment on column saved_view.name_key is 'name folded, so that no two of a person''s names differ in case only';
create unique index saved_view_default on saved_view (owner_id) where is_default;
create index saved_view_shared on saved_view (id) where shared;

-- Which columns of a table a person has put away and how they sorted it.
create table table_layout (
  person_id int not null references person,
  place     text not null check (place in ('spend')),
  hidden    text[] not null,
  sorted    text[] not null,
  primary key (person_id, place)
);

-- The palette's place of a service, an account …, given when it is first drawn and kept for good.
create table thing_colour (
  dimension text not null,
  hash      bytea not null check (octet_length(hash) = 32),   -- SHA-256 of its key in UTF-8
  slot      smallint not null check (slot between 1 and 10),
  primary key (dimension, hash)
);

grant select, insert, update, delete on saved_view, table_layout to ${app};
grant select, insert on thing_colour to ${app};
