-- Answers to a statement follow one another, and an acceptance is withdrawn by whoever gave it, in an open month.
create function refuse_other_answer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
  if new.number > 1 and not exists (select from chargeback_answer where statement_id = new.statement_id and number = new.number - 1) then
    raise exception 'statement % has no answer %', new.statement_id, new.number - 1;
  end if;
  if new.kind = 'WITHDRAWN'
     and not exists (select from chargeback_answer a
                       join chargeback_statement s on s.id = a.statement_id
                       join ledger_month m on m.billing_month = s.billing_month
                      where a.statement_id = new.statement_id and a.number = new.number - 1 and a.kind = 'ACCEPTED'
                        and a.answered_by = new.answered_by and m.closed_at is null) then
    raise exception 'statement %: this acceptance can not be withdrawn', new.statement_id;
  end if;
  return new;
end $$;
create trigger in_order before insert on chargeback_answer for each row execute function refuse_other_answer();
