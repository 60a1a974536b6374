-- People who come in by single sign-on, and the rights that their groups give.

-- Whom an issuer (OpenID Connect) means by a subject: both together never change and are never used again.
create table person_identity (
  issuer    text not null check (issuer <> '' and length(issuer) <= 1000),
  subject   text not null check (subject <> '' and length(subject) <= 255),
  person_id int not null references person,
  linked_at timestamptz not null,
  primary key (issuer, subject),
  unique (person_id, issuer)
);

-- What groups gave a person beyond what they had: taken away again when the groups don't give it any more. What an admin
-- gave in Bursar isn't in here and stays.
create table person_group_role (
  person_id int not null references person,
  role      text not null check (role in ('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')),
  primary key (person_id, role)
);
create table person_group_team (
  person_id  int not null references person,
  team_id    int not null references team,
  valid_from date not null,   -- of the row in person_team
  primary key (person_id, team_id)
);

grant select, insert on person_identity to ${app};
grant select, insert, delete on person_group_role, person_group_team to ${app};
