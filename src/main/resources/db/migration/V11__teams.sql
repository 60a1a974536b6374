-- Departments group teams and other departments; costs are owned by teams only.
create table department (
  id         int generated always as identity primary key,
  name       text not null check (name <> '' and length(name) <= 100),
  name_key   text not null check (name_key <> ''),
  valid_from date not null,
  valid_to   date,
  version    int not null default 0,
  check (valid_to is null or valid_from < valid_to)
);
comment on column department.name_key is 'name folded, so that no two present departments differ in case or width only';
create unique index department_name on department (md5(name_key)) where valid_to is null;

-- Which department lies in which other one, by date. Ranges of one number stand for its equality, as in person_team.
create table department_parent (
  department_id int not null references department,
  parent_id     int not null references department,
  valid_from    date not null,
  valid_to      date,
  check (department_id <> parent_id),
  check (valid_to is null or valid_from < valid_to),
  exclude using gist (
    int4range(department_id, department_id, '[]') with =,
    daterange(valid_from, valid_to) with &&)
);
create index department_parent_parent on department_parent (parent_id);

create table team_department (
  team_id       int not null references team,
  department_id int not null references department,
  valid_from    date not null,
  valid_to      date,
  check (valid_to is null or valid_from < valid_to),
  exclude using gist (
    int4range(team_id, team_id, '[]') with =,
    daterange(valid_from, valid_to) with &&)
);
create index team_department_department on team_department (department_id);

create table team_cost_centre (
  team_id     int not null references team,
  cost_centre text not null check (cost_centre <> '' and length(cost_centre) <= 50),
  valid_from  date not null,
  valid_to    date,
  check (valid_to is null or valid_from < valid_to),
  exclude using gist (
    int4range(team_id, team_id, '[]') with =,
    daterange(valid_from, valid_to) with &&)
);

-- No department lies in itself on any day, however many are between. Looked at when the transaction ends, one transaction at a
-- time, so that two that would only together close a circle can't pass each other.
create function department_parent_has_no_cycle() returns trigger
  language plpgsql set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('bursar.department_parent'));
  if exists (
      with recursive above (department_id, days) as (
        select new.parent_id, daterange(new.valid_from, new.valid_to)
        union
        select p.parent_id, a.days * daterange(p.valid_from, p.valid_to)
          from above a
          join department_parent p
            on p.department_id = a.department_id and daterange(p.valid_from, p.valid_to) && a.days
         where a.department_id <> new.department_id)
      select from above where department_id = new.department_id) then
    raise exception 'department % would lie in itself', new.department_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
revoke all on function department_parent_has_no_cycle from public;
create constraint trigger department_parent_has_no_cycle
  after insert or update on department_parent
  deferrable initially deferred
  for each row execute function department_parent_has_no_cycle();

grant select, insert, update on department to ${app};
grant select, insert, update, delete on department_parent, team_department, team_cost_centre to ${app};
