-- A mail may have its words as HTML, too, with one picture in them.
alter table outbox
  add column html text check (length(html) <= 100000),
  add column picture bytea check (octet_length(picture) <= 1048576),
  add check ((html is null) = (picture is null)),
  add check (picture is null or body is not null);
