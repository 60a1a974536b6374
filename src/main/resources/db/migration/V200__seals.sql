-- What is kept of chargeback for good is sealed in the activity log (ADR 68): the entry that tells of it has the seal of each thing. What
-- was there before has none. Which that was is told once, so that nothing can be slipped among it later.
insert into journal (at, actor_id, actor_name, action, subject, after, repeated)
select now(), 0, 'Bursar', 'ledger-seals-begun', 'ledger', jsonb_build_object('unsealed', unsealed.things), 1
  from (select jsonb_object_agg(kind, things) as things
          from (select 'first-month' as kind, jsonb_agg('1'::text) as things from ledger_start
                union all select 'transaction', jsonb_agg(id::text order by id) from ledger_transaction
                union all select 'issue', jsonb_agg(id::text order by id) from chargeback_issue
                union all select 'allocation', jsonb_agg(id::text order by id) from chargeback_issue
                union all select 'cut', jsonb_agg(distinct cut_id::text) from chargeback_issue
                union all select 'corrections', jsonb_agg(id::text order by id) from chargeback_issue
                union all select 'statement', jsonb_agg(id::text order by id) from chargeback_statement
                union all select 'answer', jsonb_agg(statement_id::text order by statement_id) from chargeback_answer
                union all select 'dispute', jsonb_agg(id::text order by id) from chargeback_dispute
                union all select 'dispute-answer', jsonb_agg(dispute_id::text order by dispute_id) from chargeback_dispute_answer
                union all select 'adjustment', jsonb_agg(id::text order by id) from chargeback_adjustment
                union all select 'decision', jsonb_agg(adjustment_id::text order by adjustment_id)
                            from chargeback_adjustment_decision
                union all select 'document', jsonb_agg(id::text order by id) from aws_document
                union all select 'closing', jsonb_agg(to_char(billing_month, 'YYYY-MM') order by billing_month)
                            from ledger_month where closed_at is not null
                union all select 'pools', jsonb_agg(to_char(billing_month, 'YYYY-MM') order by billing_month)
                            from ledger_month where closed_at is not null) kinds
         where things is not null) unsealed
 where unsealed.things is not null;

-- Statements, their totals and corrections come with their issue, in its database transaction; which one that is is nobody's choice.
alter table chargeback_issue add column issued_in xid8 not null default pg_current_xact_id();
revoke insert on chargeback_issue from ${app};
grant insert (billing_month, number, cut_id, issued_at, issued_by, issued_by_name, answer_by, reason, allocation, figures)
  on chargeback_issue to ${app};
create function refuse_late_row() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare issued bigint := (to_jsonb(new) ->> 'issue_id')::bigint;
begin
  if tg_table_name = 'chargeback_statement_total' then
    select issue_id into issued from chargeback_statement where id = (to_jsonb(new) ->> 'statement_id')::bigint;
  end if;
  if not exists (select from chargeback_issue where id = issued and issued_in = pg_current_xact_id()) then
    raise exception '%: issue % was issued before', tg_table_name, issued;
  end if;
  return new;
end $$;
create trigger with_issue before insert on chargeback_statement for each row execute function refuse_late_row();
create trigger with_issue before insert on chargeback_statement_total for each row execute function refuse_late_row();
create trigger with_issue before insert on chargeback_correction for each row execute function refuse_late_row();

-- An answer comes with the entry of the activity log that has its seal. Until it is committed nobody can have sealed that entry.
-- Arguments: the kind of seal, the column that names the thing, and how many characters of it do (7 name a month).
create function refuse_unlogged() returns trigger language plpgsql set search_path = public, pg_temp as $$
declare named text := tg_argv[0] || ':' || left(to_jsonb(new) ->> tg_argv[1], coalesce(tg_argv[2], '100')::int);
begin
  if not exists (select from journal_unsealed u join journal j on j.id = u.entry_id where j.after -> 'seals' ? named) then
    raise exception '% is not in the activity log', named;
  end if;
  return null;
end $$;
create constraint trigger logged after insert on chargeback_answer deferrable initially deferred
  for each row execute function refuse_unlogged('answer', 'statement_id');
create constraint trigger logged after insert on chargeback_dispute deferrable initially deferred
  for each row execute function refuse_unlogged('dispute', 'id');
create constraint trigger logged after insert on chargeback_dispute_answer deferrable initially deferred
  for each row execute function refuse_unlogged('dispute-answer', 'dispute_id');
