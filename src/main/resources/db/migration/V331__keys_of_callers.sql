-- AWS may list two keys of one name: a resource's and a caller's, each with its status.
alter table tag_key_found
  drop constraint tag_key_found_pkey,
  add column entry smallint not null default 1 check (entry > 0),
  add primary key (tag_key, entry);
