-- Rules may ask who made a request, and by which inference profile of Bedrock: 111122223333:role/ChatApp is one account's role,
-- role/ChatApp that of any account.
alter table ownership_rule
  add column callers  text[],
  add column profiles text[],
  add check (callers is null or cardinality(callers) > 0),
  add check (profiles is null or cardinality(profiles) > 0);
alter table ownership_rule
  drop constraint ownership_rule_check,
  add constraint ownership_rule_check check (tag_values is not null or accounts is not null or services is not null
                                             or callers is not null or profiles is not null);

-- The few resources among millions that are inference profiles.
create index term_inference_profile on term (id) where kind = 10 and value like '%inference-profile/%';
