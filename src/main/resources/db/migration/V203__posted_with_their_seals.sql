-- Transactions, issues and closings come with the entry of the activity log that has their seal, too. A month is named by seven characters.
create or replace function refuse_unlogged() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare named text := tg_argv[0] || ':' || left(to_jsonb(new) ->> tg_argv[1], coalesce(tg_argv[2], '100')::int);
begin
  if not exists (select from journal_unsealed u join journal j on j.id = u.entry_id where j.after -> 'seals' ? named) then
    raise exception '% is not in the activity log', named;
  end if;
  return null;
end $$;
create constraint trigger logged after insert on ledger_transaction deferrable initially deferred
  for each row execute function refuse_unlogged('transaction', 'id');
create constraint trigger logged after insert on chargeback_issue deferrable initially deferred
  for each row execute function refuse_unlogged('issue', 'id');
create constraint trigger logged after update on ledger_month deferrable initially deferred
  for each row when (new.closed_at is not null) execute function refuse_unlogged('closing', 'billing_month', '7');
