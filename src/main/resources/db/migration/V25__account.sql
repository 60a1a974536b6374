-- What each person has for themselves: sessions, and how figures look to them.

-- Sessions on all nodes. A session whose row is gone, of an older epoch or not seen for too long has ended, whatever a
-- node's memory holds. The id names a session and opens nothing: what the browser's cookie says is stored nowhere.
create table person_session (
  id           uuid primary key,
  person_id    int not null references person,
  epoch        int not null,
  started_at   timestamptz not null,
  last_seen_at timestamptz not null,
  address      text not null check (length(address) <= 100),
  browser      text not null check (length(browser) <= 100)
);
comment on column person_session.epoch is 'the person''s epoch at sign-in, or at the change of password made in this session';
comment on column person_session.last_seen_at is 'moved on at most once a minute';
create index person_session_person on person_session (person_id);

create table person_preference (
  person_id    int primary key references person,
  number_style text not null
    check (number_style in ('COMMA_POINT', 'POINT_COMMA', 'SPACE_COMMA', 'SPACE_POINT', 'APOSTROPHE_POINT'))
);

grant select, insert, update, delete on person_session to ${app};
grant select, insert, update on person_preference to ${app};
