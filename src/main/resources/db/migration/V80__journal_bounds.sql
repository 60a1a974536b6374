-- The app's role could write an entry that can't be sealed, and no later one was sealed either: a moment must fit into eight
-- bytes, and all that a seal is made of into one value. Entries that are there already are not checked.
alter table journal
  add constraint journal_at_in_range check (at >= '2000-01-01Z' and at < '2200-01-01Z') not valid,
  add constraint journal_names_short
    check (length(actor_name) <= 500 and length(action) <= 100 and length(subject) <= 500) not valid,
  add constraint journal_values_bounded
    check (octet_length(before::text) <= 16777216 and octet_length(after::text) <= 16777216) not valid;

-- Microseconds since 1970 UTC in eight bytes; beyond them they begin anew, as they do in Java. PostgreSQL sends those since
-- 2000; its "extract" rounds such years to seconds.
create function journal_moment(moment timestamptz) returns bytea
  language sql stable set search_path = public, pg_temp as $$
  select int8send((case when micros > 9223372036854775807 then micros - 18446744073709551616 else micros end)::bigint)
    from (select ('x' || encode(timestamptz_send(moment), 'hex'))::bit(64)::bigint::numeric + 946684800000000 as micros) m
$$;
revoke all on function journal_moment from public;

-- As before (V6__journal_seal.sql says what a seal is made of), and no moment stops it.
create or replace function journal_seal_waiting(most int) returns int
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
      || journal_moment(now_at) || int8send(entry.id) || journal_moment(entry.at) || int4send(entry.actor_id)
      || journal_bytes(entry.actor_name) || journal_bytes(entry.action) || journal_bytes(entry.subject)
      || journal_bytes(entry.before::text) || journal_bytes(entry.after::text) || int4send(entry.repeated));
    insert into journal_seal (position, entry_id, sealed_at, seal)
    values (chain_position, entry.id, now_at, chain_seal);
    delete from journal_unsealed where entry_id = entry.id;
    sealed := sealed + 1;
  end loop;
  return sealed;
end $$;
