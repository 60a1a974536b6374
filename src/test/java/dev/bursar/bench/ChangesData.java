package dev.bursar.bench;

import module java.base;
import java.sql.SQLException;

/**
 * Two months of five million charges of 300 teams, 30 services, 50 accounts and 500,000 resources, a million events on them, and
 * before that half a year of what services cost. Eight hundredths are of resources that are always there, one team has about a
 * thirteenth of the charges, and a tenth is nobody's.
 */
final class ChangesData {
    private static final int TEAMS = 300;
    private static final int SERVICES = 30;
    private static final int ACCOUNTS = 50;
    private static final int RESOURCES = 500_000;
    private static final int EVENTS = 1_000_000;
    /** How often the first four weeks are repeated before them. */
    private static final int FOUR_WEEKS = 5;

    /** Runs statements with every right. */
    interface Superuser {
        void run(String sql) throws SQLException;
    }

    private final Superuser database;
    private final YearMonth month;
    private final LocalDate first;
    private final int resources;
    private final int events;

    ChangesData(Superuser database, YearMonth month, boolean quick) {
        this.database = database;
        this.month = month;
        this.first = month.minusMonths(1).atDay(1);
        this.resources = quick ? RESOURCES / 20 : RESOURCES;
        this.events = quick ? EVENTS / 20 : EVENTS;
    }

    void load() throws SQLException {
        names();
        charges();
        rollups();
        events();
        database.run("vacuum analyze");
    }

    private void names() throws SQLException {
        database.run("""
                insert into team (id, name) overriding system value select n, 'Team ' || n from generate_series(1, %d) n;
                insert into account (id, name, payer, state, observed_at, seen_at)
                select (100000000000 + n)::text, 'Account ' || n, '100000000000', 'ACTIVE', now(), now() from generate_series(0, %d - 1) n;
                create temp table named as
                select 1 kind, (100000000000 + n)::text value from generate_series(0, %d - 1) n
                 union all select 2, 'Service ' || n from generate_series(0, %d - 1) n
                 union all select 3, unnest(array['Usage', 'SavingsPlanCoveredUsage', 'Tax'])
                 union all select 4, ''
                 union all select 5, 'eu-west-1'
                 union all select 6, 'EUW1-BoxUsage:m5.' || n from generate_series(0, 19) n
                 union all select 9, 'arn:aws:savingsplans::100000000000:savingsplan/bench';
                insert into term (kind, value, hash) select kind, value, sha256(convert_to(value, 'UTF8')) from named
                    on conflict do nothing;
                create unlogged table bench_resource as
                select n, team, service, account, usage_type, lasts, arn, sha256(convert_to(arn, 'UTF8')) hash
                  from (select n, team, service, usage_type, lasts, 100000000000 + account account,
                               'arn:aws:ec2:eu-west-1:' || 100000000000 + account || ':instance/i-' || lpad(to_hex(n), 17, '0') arn
                          from (select n, case when (n / 9000) %% 20 = 4 then 1 when (n / 9000) %% 50 = 1 then 0 else n %% %d + 1 end team,
                                       (n / 300) %% %d service, ((n %% 300) * 3 + n / 9000 %% 3) %% %d account, n %% 20 usage_type,
                                       n < %d lasts
                                  from generate_series(0, %d - 1) n) of) named;
                insert into term (kind, value, hash) select 10, arn, hash from bench_resource;
                insert into resource (arn, arn_hash, account, region, type, name, tags, read_account, read_region, tagging_seen,
                       explorer_seen, first_seen, last_seen, team_id, owner_by, cost_known, has_cost)
                select arn, hash, account::text, 'eu-west-1', 'ec2:instance', substring(arn from '[^/]+$'), '{}', account::text, 'eu-west-1',
                       now(), now(), now(), now(), team, case team when 0 then 'nobody' else 'costs' end, true, true
                  from bench_resource;
                create unlogged table bench_use as
                select r.n, r.team, r.lasts, a.id account_id, s.id service_id, u.id usage_type_id, t.id resource_id
                  from bench_resource r
                  join term a on a.kind = 1 and a.value = r.account::text
                  join term s on s.kind = 2 and s.value = 'Service ' || r.service
                  join term u on u.kind = 6 and u.value = 'EUW1-BoxUsage:m5.' || r.usage_type
                  join term t on t.kind = 10 and t.hash = r.hash
                 order by a.id, r.n;
                analyze bench_use;
                """.formatted(
                        TEAMS, ACCOUNTS, ACCOUNTS, SERVICES, TEAMS, SERVICES, ACCOUNTS, resources * 2 / 25, resources));
    }

    /** What doesn't last is there for six days; one resource of 500 that lasts is used six times as much from the 46th day on. */
    private void charges() throws SQLException {
        for (int export = 1; export <= 2; export++) {
            LocalDate day = export == 1 ? first : month.atDay(1);
            database.run("""
                    select ensure_charge_partition('%s');
                    insert into cost_export (id, provider, billing_account, billing_month, source, format, fingerprint, lines, charges,
                           tag_key, parts, imported_by, imported_at)
                    values (%d, 'AWS', '100000000000', '%s', 'bench', 'FOCUS', sha256('%d'), 1, 1, '', 1, 'bench', now())
                    """.formatted(day, export, day, export));
        }
        int days = (int) (month.atEndOfMonth().toEpochDay() - first.toEpochDay()) + 1;
        for (int day = 0; day < days; day++) {
            LocalDate date = first.plusDays(day);
            database.run("""
                    insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                           billed_cost, effective_cost, usage_quantity, usage_unit, export_id, region_id, usage_type_id, commitment_id,
                           resource_id)
                    select date '%1$s', account_id, service_id, case when covered then plan.id else usage.id end, tag.id, team, 0, 'USD',
                           quantity * rate, quantity * rate, quantity, 'Hrs', %2$d, region.id, usage_type_id,
                           case when covered then commitment.id end, resource_id
                      from (select u.*, n %% 10 = 0 covered,
                                   (18 + (hashint4(n * 64 + %3$d) & 63) / 10.0)
                                     * case when lasts and n %% 500 = 3 and %3$d >= 45 then 6 else 1 end quantity,
                                   0.05 + (hashint4(n) & 255) / 1000.0 rate
                              from bench_use u where lasts or %3$d between n %% 66 - 5 and n %% 66) u
                     cross join (select id from term where kind = 3 and value = 'Usage') usage
                     cross join (select id from term where kind = 3 and value = 'SavingsPlanCoveredUsage') plan
                     cross join (select id from term where kind = 4 and value = '') tag
                     cross join (select id from term where kind = 5 and value = 'eu-west-1') region
                     cross join (select id from term where kind = 9) commitment
                     order by account_id, n;
                    insert into charge (charge_day, account_id, service_id, record_type_id, tag_value_id, team_id, rule_id, currency,
                           billed_cost, effective_cost, export_id)
                    select date '%1$s', account.id, service.id, tax.id, tag.id, team.id, 0, 'USD', 1.25, 1.25, %2$d
                      from team
                     cross join (select min(id) id from term where kind = 1) account
                     cross join (select min(id) id from term where kind = 2) service
                     cross join (select id from term where kind = 3 and value = 'Tax') tax
                     cross join (select id from term where kind = 4 and value = '') tag
                    """.formatted(date, YearMonth.from(date).equals(month) ? 2 : 1, day));
        }
    }

    private void rollups() throws SQLException {
        database.run("""
                select summarize_charges('%1$s'); select summarize_charges('%2$s');
                insert into cost_export_account (export_id, account_id) select distinct export_id, account_id from charge;
                insert into charge_slice (charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges, export_id)
                select charge_day, account_id, 'bench', 1, now(), 'invoiced', sha256(''), count(*), export_id from charge
                 group by charge_day, account_id, export_id;
                insert into spend_by_service
                select charge_day, team_id, service_id, record_type_id, currency, sum(billed_cost), sum(effective_cost) from charge
                 group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5;
                insert into spend_by_account
                select charge_day, team_id, account_id, record_type_id, currency, sum(billed_cost), sum(effective_cost) from charge
                 group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5;
                insert into spend_by_service
                select s.charge_day - 28 * j, team_id, service_id, record_type_id, currency, billed_cost * f, effective_cost * f
                  from generate_series(1, %3$d) j
                 cross join spend_by_service s
                 cross join lateral (select 0.95 + (hashint4(j * 1000003 + team_id * 1009 + service_id * 31
                                                             + extract(day from s.charge_day)::int) & 63) / 630.0 f) factor
                 where s.charge_day < date '%1$s' + 28;
                insert into charge_slice (charge_day, account_id, source, run_id, observed_at, finality, content_hash, charges)
                select charge_day, (select min(id) from term where kind = 1), 'bench', 1, now(), 'invoiced', sha256(''), 1
                  from (select distinct charge_day from spend_by_service where charge_day < '%1$s') days;
                insert into spend_by_team
                select charge_day, team_id, currency, sum(billed_cost), sum(effective_cost) from spend_by_service group by 1, 2, 3;
                insert into spend_by_month
                select date_trunc('month', charge_day), team_id, account_id, currency, sum(billed_cost), sum(effective_cost)
                  from spend_by_account group by 1, 2, 3, 4;
                insert into charge_month (charge_month, version)
                select day, gen_random_uuid() from (select distinct date_trunc('month', charge_day)::date as day from spend_by_team) months
                """.formatted(first, month.atDay(1), FOUR_WEEKS));
    }

    private void events() throws SQLException {
        database.run("""
                select ensure_trail_partition('%1$s'); select ensure_trail_partition('%2$s');
                insert into trail_place (account, region, first_read_at, read_at, run_id, pages, events, behind)
                select id, 'eu-west-1', now(), now(), 1, 1, 1, false from account;
                insert into trail_window (account, region, reads, from_time, to_time)
                select id, 'eu-west-1', false, timestamptz '%1$s 00:00:00Z' - interval '90 days', now() from account;
                create unlogged table bench_event as
                select timestamptz '%1$s 00:00:00Z' + (date '%2$s' + interval '1 month' - date '%1$s') * (k / %3$d.0) event_time,
                       gen_random_uuid() event_id, ((k * 7919) %% %4$d)::int n, k %% 10 = 0 read_only,
                       case when k %% 10 = 0 then 'DescribeInstances'
                            else (array['RunInstances', 'ModifyInstanceAttribute', 'StopInstances', 'StartInstances', 'TerminateInstances'])
                                 [k %% 5 + 1] end as name
                  from generate_series(0::bigint, %3$d - 1) k;
                insert into trail_event (event_time, event_id, account, region, service, name, type, read_only, person_kind, person,
                       identity_account, source_address, user_agent, topics, marks, resources, arns, by_lookup, by_files, record)
                select e.event_time, e.event_id, r.account, 'eu-west-1', 'ec2', e.name, 'AwsApiCall', e.read_only, 'user',
                       'person-' || r.n %% 1000, r.account, '192.0.2.1', 'aws-cli', 0, 0, 1, array[r.arn], true, false,
                       '{"eventVersion":"1.08","requestParameters":{"instanceType":"m5.' || r.usage_type || 'xlarge"},"additional":"'
                         || repeat(md5(r.n::text), 20) || '"}'
                  from bench_event e join bench_resource r on r.n = e.n order by e.event_time;
                insert into trail_event_resource (event_time, event_id, arn_hash, created)
                select e.event_time, e.event_id, r.hash, e.name = 'RunInstances'
                  from bench_event e join bench_resource r on r.n = e.n order by e.event_time;
                drop table bench_event, bench_use, bench_resource
                """.formatted(first, month.atDay(1), events, resources));
    }
}
