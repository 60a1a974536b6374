-- CloudTrail's events, by month of their time. What an event acted on stands once more in trail_event_resource, to find it by that.
create table trail_event (
  event_time       timestamptz not null,
  event_id         uuid not null,
  account          text not null,
  region           text not null,
  service          text not null,
  name             text not null,
  type             text not null,
  read_only        boolean not null,
  person_kind      text not null,
  person           text not null,                    -- the session's until the call that opened it is known, then its person's
  session          text,                             -- the session's own name, where another person was found behind it
  role             text,
  identity_account text not null,
  via              text,
  access_key       text,
  issued_key       text,
  error_code       text,
  error_message    text,
  source_address   text not null,
  user_agent       text not null,
  topics           int not null,                     -- see Topic
  marks            int not null,                     -- see Mark
  resources        int not null,                     -- on how many it acted
  arns             text[] not null,                  -- those of them that are kept
  by_lookup        boolean not null,
  by_files         boolean not null,
  record           text not null,                    -- JSON, masked
  primary key (event_id, event_time)
) partition by range (event_time);
create index trail_event_time on trail_event (event_time desc, event_id desc);
create index trail_event_person on trail_event (person, event_time desc, event_id desc);
create index trail_event_account on trail_event (account, event_time desc, event_id desc);
create index trail_event_name on trail_event (name, event_time desc, event_id desc);
create index trail_event_issued on trail_event (issued_key) where issued_key is not null;
create index trail_event_session on trail_event (access_key) where person_kind = 'role-session' and access_key is not null;
create index trail_event_topic_1 on trail_event (event_time desc, event_id desc) where topics & 1 <> 0;
create index trail_event_topic_2 on trail_event (event_time desc, event_id desc) where topics & 2 <> 0;
create index trail_event_topic_4 on trail_event (event_time desc, event_id desc) where topics & 4 <> 0;
create index trail_event_topic_8 on trail_event (event_time desc, event_id desc) where topics & 8 <> 0;
create index trail_event_topic_16 on trail_event (event_time desc, event_id desc) where topics & 16 <> 0;
create index trail_event_topic_32 on trail_event (event_time desc, event_id desc) where topics & 32 <> 0;
create index trail_event_topic_64 on trail_event (event_time desc, event_id desc) where topics & 64 <> 0;
create index trail_event_topic_128 on trail_event (event_time desc, event_id desc) where topics & 128 <> 0;

create table trail_event_resource (
  event_time timestamptz not null,
  event_id   uuid not null,
  arn_hash   bytea not null,                         -- SHA-256 of the ARN in UTF-8, as resource has it
  created    boolean not null,
  primary key (arn_hash, event_time, event_id)
) partition by range (event_time);
create index trail_event_resource_time on trail_event_resource (event_time);

-- Makes a month's partitions beside the tables and attaches them; the app may call it but owns nothing.
create function ensure_trail_partition(month date) returns void
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  first_day date := date_trunc('month', month);
  parent text;
  name text;
begin
  if first_day not between '2000-01-01' and '2199-12-01' then
    raise exception 'no events are kept for %', first_day;
  end if;
  foreach parent in array array['trail_event', 'trail_event_resource'] loop
    name := parent || '_' || to_char(first_day, 'YYYY_MM');
    if to_regclass('public.' || name) is null then
      perform pg_advisory_xact_lock(hashtext('ensure_trail_partition'));
      if to_regclass('public.' || name) is null then
        execute format('create table %I (like %I including defaults including constraints including indexes)', name, parent);
        execute format('grant select, insert, update, delete on %I to ${app}', name);
        execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, name,
                       first_day::text || ' 00:00:00+00', ((first_day + interval '1 month')::date)::text || ' 00:00:00+00');
      end if;
    end if;
  end loop;
end $$;
revoke all on function ensure_trail_partition from public;
grant execute on function ensure_trail_partition to ${app};

-- Drops a month whose retention has ended; returns how many events it had.
create function drop_trail_partition(month date) returns bigint
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  suffix text := '_' || to_char(date_trunc('month', month), 'YYYY_MM');
  rows bigint := 0;
begin
  if to_regclass('public.trail_event' || suffix) is not null then
    execute format('select count(*) from %I', 'trail_event' || suffix) into rows;
    execute format('drop table %I', 'trail_event' || suffix);
  end if;
  if to_regclass('public.trail_event_resource' || suffix) is not null then
    execute format('drop table %I', 'trail_event_resource' || suffix);
  end if;
  return rows;
end $$;
revoke all on function drop_trail_partition from public;
grant execute on function drop_trail_partition to ${app};

-- Periods of a place that LookupEvents has answered whole; those of a place and kind never overlap.
create table trail_window (
  account   text not null,
  region    text not null,
  reads     boolean not null,                        -- whether with events that only read
  from_time timestamptz not null,
  to_time   timestamptz not null,
  primary key (account, region, reads, from_time),
  check (from_time < to_time)
);
-- How LookupEvents goes in a place.
create table trail_place (
  account       text not null,
  region        text not null,
  first_read_at timestamptz not null,
  read_at       timestamptz not null,
  run_id        bigint not null,
  pages         int not null,                        -- of that run
  events        bigint not null,                     -- that it found, new or not
  behind        boolean not null,                    -- whether events came in faster than they are read
  primary key (account, region)
);
-- An account and Region of which a trail has log files.
create table trail_file_region (
  trail      text not null,                          -- the address of the folder that holds its AWSLogs
  account    text not null,
  region     text not null,
  first_day  date not null,                          -- of which there are files, or events are kept
  listed_at  timestamptz,                            -- when it was last looked which days there are
  primary key (trail, account, region)
);
-- The days that have log files.
create table trail_file_day (
  trail      text not null,
  account    text not null,
  region     text not null,
  day        date not null,
  last_key   text not null default '',               -- up to which its files were read
  done       boolean not null default false,         -- whether no more files are expected
  reads      boolean not null,                       -- whether events that only read were kept
  files      int not null default 0,
  events     bigint not null default 0,
  bad_files  int not null default 0,
  listed_at  timestamptz,                            -- when its files were last read; null: not yet
  primary key (trail, account, region, day)
);
create index trail_file_day_waiting on trail_file_day (day desc) where not done;
-- The files of a day that were read, so that those which come late are found.
create table trail_file (
  trail    text not null,
  key      text not null,
  day      date not null,
  read_at  timestamptz not null,
  problem  text,
  primary key (trail, key)
);
create index trail_file_day_of on trail_file (day);
-- Records that are not kept, by reason and place.
create table trail_skipped (
  account    text not null,
  region     text not null,
  reason     text not null,
  records    bigint not null,
  last_at    timestamptz not null,
  primary key (account, region, reason)
);
-- What filters offer.
create table trail_value (
  what      text not null check (what in ('person', 'name', 'service', 'region', 'account')),
  value     text not null,
  last_time timestamptz not null,
  primary key (what, value)
);
-- Who made a resource and when, as an event says.
create table resource_creation (
  arn_hash    bytea primary key check (octet_length(arn_hash) = 32),
  person      text not null,
  person_kind text not null,
  event_name  text not null,
  event_id    uuid not null,
  created_at  timestamptz not null
);
-- Who searched for what within the hour, so that it is recorded once.
create table trail_search (
  actor    text not null,
  question text not null,
  at       timestamptz not null,
  primary key (actor, question)
);
grant select, insert, update, delete on trail_event, trail_event_resource, trail_window, trail_place, trail_file_region, trail_file_day, trail_file,
  trail_skipped, trail_value, trail_search, resource_creation to ${app};
