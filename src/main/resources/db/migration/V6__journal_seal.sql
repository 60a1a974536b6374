-- Entries are sealed into a hash chain, in the order in which the sealer meets them: a change that commits late is sealed
-- late, whatever its number. Only the functions below write here; the app may call the sealer and read, and nothing else.
create table journal_seal (
  position  bigint primary key check (position > 0),   -- 1, 2, 3 … without gaps
  entry_id  bigint not null unique references journal,
  sealed_at timestamptz not null,
  seal      bytea not null check (octet_length(seal) = 32)
);

-- Entries that wait for their seal: filled by the entry's own transaction, emptied by the sealer's.
create table journal_unsealed (
  entry_id bigint primary key references journal
);
insert into journal_unsealed (entry_id) select id from journal;

create function journal_wait_for_seal() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into journal_unsealed (entry_id) values (new.id);
  return null;
end $$;
revoke all on function journal_wait_for_seal from public;
create trigger journal_wait_for_seal after insert on journal for each row execute function journal_wait_for_seal();

-- A text as its length in bytes and its bytes in UTF-8; a missing one as the length -1.
create function journal_bytes(content text) returns bytea
  language sql immutable set search_path = public, pg_temp as $$
  select case when content is null then int4send(-1)
              else int4send(octet_length(convert_to(content, 'UTF8'))) || convert_to(content, 'UTF8') end
$$;
revoke all on function journal_bytes from public;

-- A seal is the SHA-256 of, one after the other (numbers big-endian, moments in microseconds since 1970 UTC):
--   the text 'bursar journal 1', the seal before (32 bytes; of the first: zeros), position (8 bytes), sealed_at (8),
--   the entry's id (8), at (8), actor_id (4), actor_name, action, subject, before, after (texts), repeated (4).
-- before and after are the texts that PostgreSQL gives of the stored jsonb.
--
-- Seals at most so many waiting entries and returns how many. One sealer at a time over all nodes: another one returns 0.
create function journal_seal_waiting(most int) returns int
  language plpgsql security definer set search_path = public, pg_temp as $$
declare
  entry record;
  chain_position bigint;
  chain_seal bytea;
  now_at timestamptz;
  sealed int := 0;
begin
  if not pg_try_advisory_xact_lock(hashtext('journal_seal')) then
    return 0;
  end if;
  select s.position, s.seal into chain_position, chain_seal from journal_seal s order by s.position desc limit 1;
  chain_position := coalesce(chain_position, 0);
  chain_seal := coalesce(chain_seal, decode(repeat('00', 32), 'hex'));
  for entry in
    select j.id, j.at, j.actor_id, j.actor_name, j.action, j.subject, j.before, j.after, j.repeated
    from journal_unsealed u
    join journal j on j.id = u.entry_id
    order by u.entry_id
    limit most
  loop
    chain_position := chain_position + 1;
    now_at := clock_timestamp();
    chain_seal := sha256(convert_to('bursar journal 1', 'UTF8') || chain_seal || int8send(chain_position)
      || int8send((extract(epoch from now_at) * 1000000)::bigint)
      || int8send(entry.id) || int8send((extract(epoch from entry.at) * 1000000)::bigint) || int4send(entry.actor_id)
      || journal_bytes(entry.actor_name) || journal_bytes(entry.action) || journal_bytes(entry.subject)
      || journal_bytes(entry.before::text) || journal_bytes(entry.after::text) || int4send(entry.repeated));
    insert into journal_seal (position, entry_id, sealed_at, seal)
    values (chain_position, entry.id, now_at, chain_seal);
    delete from journal_unsealed where entry_id = entry.id;
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;
revoke all on function journal_seal_waiting from public;

-- A moment without end has no bytes, and the sealer would stop at it.
alter table journal add constraint journal_at_finite check (isfinite(at));

-- What the Journal page looks for.
create index journal_actor_name on journal (actor_name, at desc, id desc);
create index journal_action on journal (action, at desc, id desc);
create index journal_subject on journal (subject, at desc, id desc);

grant select on journal_seal, journal_unsealed to ${app};
grant execute on function journal_seal_waiting to ${app};
