-- Pairs of values of a tag that an admin marked as not the same: they are not suggested to be joined again.
create table tag_value_distinct (
  tag_key text not null check (tag_key <> '' and length(tag_key) <= 128),
  value   text not null check (value <> '' and length(value) <= 10000),
  other   text not null check (other <> '' and length(other) <= 10000),
  check (value collate "C" < other collate "C")                              -- a pair has one row, whichever was named first
);
create unique index tag_value_distinct_once on tag_value_distinct (tag_key, md5(value), md5(other));  -- values may be too long for an index
grant select, insert, delete on tag_value_distinct to ${app};
