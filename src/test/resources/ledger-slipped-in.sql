-- As somebody does it who owns the database.
alter table chargeback_answer disable trigger user;
insert into chargeback_answer (statement_id, number, kind, answered_at, answered_by, answered_by_name)
select id, 1, 'ACCEPTED', '2026-09-20', 1, 'Lead' from chargeback_statement where team_id = 7;
alter table chargeback_answer enable trigger user;
delete from ledger_start;
