-- Who made the request that a charge is of: a model's call has no resource. Null where the source doesn't say.
-- A text's kind 12 is a caller.
alter table term drop constraint term_kind_check, add constraint term_kind_check check (kind between 1 and 12);
alter table charge add column caller_id int;
