-- Steps of the set-up that an organisation does without: nobody is asked for them again.
create table setup_step_left_out (
  step        text primary key,
  left_out_at timestamptz not null,
  left_out_by text not null
);
grant select, insert, delete on setup_step_left_out to ${app};
