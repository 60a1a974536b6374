-- What is wrong with a place, as a fact: why, and in which account and Region. The column problem then holds why, and
-- the sentence is made where it is shown. Rows of before keep their sentences.
alter table sync_run add column problem_at jsonb;
alter table place_state add column problem_at jsonb;

-- What moved a budget, as a fact; moved holds the words of alerts of before.
alter table budget_alert add column moved_by jsonb;
