package dev.bursar.chargeback.seals;

/**
 * What is sealed, each by the fields that a query names. The fields are a JSON object as PostgreSQL writes it: names and values in a fixed
 * order, decimals without zeros at their end, moments in UTC, hashes as hexadecimal digits. A part of many rows is its number of rows and
 * the hash of their JSON texts, one a line in the order of their bytes.
 *
 * <p>A query has the columns {@code thing} (its number, or the month), {@code month}, {@code called} (which of that month) and
 * {@code fields}. Another set of fields is another version of {@link Seals}.
 */
public enum Sealed {
    FIRST_MONTH("first-month", "1", "bigint", """
        select '1' as thing, s.first_month as month, '' as called,
               jsonb_build_object('first_month', s.first_month, 'chosen_at', s.chosen_at at time zone 'UTC',
                                  'chosen_by_name', s.chosen_by_name) as fields
          from ledger_start s where true
        """),
    TRANSACTION("transaction", "t.id", "bigint", """
        select t.id::text as thing, t.billing_month as month, t.id::text as called,
               jsonb_build_object('key', t.key, 'kind', t.kind, 'billing_month', t.billing_month, 'corrects', t.corrects,
                                  'reason', t.reason, 'posted_at', t.posted_at at time zone 'UTC', 'posted_by', t.posted_by,
                                  'posted_by_name', t.posted_by_name, 'content', encode(t.content_sha256, 'hex')) as fields
          from ledger_transaction t where true
        """),
    ISSUE("issue", "i.id", "bigint", """
        select i.id::text as thing, i.billing_month as month, i.number::text as called,
               jsonb_build_object('billing_month', i.billing_month, 'number', i.number, 'cut', i.cut_id,
                                  'issued_at', i.issued_at at time zone 'UTC', 'issued_by', i.issued_by,
                                  'issued_by_name', i.issued_by_name, 'answer_by', i.answer_by, 'reason', i.reason) as fields
          from chargeback_issue i where true
        """),
    ALLOCATION("allocation", "i.id", "bigint", """
        select i.id::text as thing, i.billing_month as month, i.number::text as called,
               jsonb_build_object('allocation', encode(sha256(convert_to(i.allocation, 'UTF8')), 'hex'),
                                  'figures', encode(sha256(convert_to(i.figures, 'UTF8')), 'hex')) as fields
          from chargeback_issue i where true
        """),
    CUT("cut", "c.id", "bigint", """
        select c.id::text as thing, c.billing_month as month,
               (select min(number)::text from chargeback_issue where cut_id = c.id) as called,
               jsonb_build_object('billing_month', c.billing_month, 'fingerprint', encode(c.fingerprint, 'hex'),
                                  'made_at', c.made_at at time zone 'UTC', 'observed_at', c.observed_at at time zone 'UTC',
                                  'charges', c.charges, 'estimated', c.estimated, 'estimated_from', c.estimated_from,
                                  'estimated_to', c.estimated_to, 'from_exports', c.from_exports,
                                  'from_cost_explorer', c.from_cost_explorer,
                                  'lines', lines.sealed, 'quantities', quantities.sealed, 'roundings', roundings.sealed) as fields
          from chargeback_cut c,
               lateral (
                 select #rows as sealed
                   from (select (jsonb_build_object('team', l.team_id, 'rule', l.rule_id, 'account', a.value, 'service', s.value,
                                  'record_type', r.value, 'tag_value', t.value, 'charge_category', l.charge_category,
                                  'charge_kind', l.charge_kind, 'correction', l.correction, 'charge_month', l.charge_month,
                                  'currency', l.currency, 'billed', trim_scale(l.billed_cost),
                                  'effective', trim_scale(l.effective_cost), 'unused', trim_scale(l.unused_cost),
                                  'charges', l.charges)
                                || case when l.caller is null then '{}' else jsonb_build_object('caller', l.caller) end)::text as row
                           from chargeback_cut_line l
                           left join term a on a.id = l.account_id left join term s on s.id = l.service_id
                           left join term r on r.id = l.record_type_id left join term t on t.id = l.tag_value_id
                          where l.cut_id = c.id) r) lines,
               lateral (
                 select #rows as sealed
                   from (select jsonb_build_object('team', q.team_id, 'service', s.value, 'charge_month', q.charge_month,
                                  'unit', q.unit, 'quantity', trim_scale(q.quantity))::text as row
                           from chargeback_cut_quantity q left join term s on s.id = q.service_id
                          where q.cut_id = c.id) r) quantities,
               lateral (
                 select #rows as sealed
                   from (select jsonb_build_object('currency', o.currency, 'lines_by', o.lines_by, 'lines', o.lines,
                                  'billed', trim_scale(o.billed), 'rounded', trim_scale(o.rounded),
                                  'rounded_up', trim_scale(o.rounded_up), 'guessed', o.guessed)::text as row
                           from chargeback_cut_rounding o where o.cut_id = c.id) r) roundings
         where exists (select from chargeback_issue where cut_id = c.id)
        """),
    CORRECTIONS("corrections", "i.id", "bigint", """
        select i.id::text as thing, i.billing_month as month, i.number::text as called,
               (select #rows
                  from (select jsonb_build_object('line', c.line, 'of_month', c.of_month, 'team', c.team_id,
                                 'origin_team', c.origin_team_id, 'pool', c.pool_id, 'account', c.account, 'service', c.service,
                                 'charge_category', c.charge_category, 'currency', c.currency, 'exact', trim_scale(c.exact),
                                 'amount', trim_scale(c.amount))::text as row
                          from chargeback_correction c where c.issue_id = i.id) r) as fields
          from chargeback_issue i where true
        """),
    STATEMENT("statement", "s.id", "bigint", """
        select s.id::text as thing, s.billing_month as month, s.number || ' v' || s.version as called,
               jsonb_build_object('issue', s.issue_id, 'billing_month', s.billing_month, 'team', s.team_id, 'name', s.name,
                                  'number', s.number, 'version', s.version, 'content', encode(s.content_sha256, 'hex'),
                                  'transaction', s.transaction_id, 'totals',
                                  (select jsonb_agg(jsonb_build_array(t.currency, trim_scale(t.total)) order by t.currency)
                                     from chargeback_statement_total t where t.statement_id = s.id)) as fields
          from chargeback_statement s where true
        """),
    ANSWER("answer", "a.statement_id", "bigint", """
        select a.statement_id::text as thing, s.billing_month as month, s.number || ' v' || s.version as called,
               (select jsonb_agg(jsonb_build_object('number', r.number, 'kind', r.kind,
                                   'answered_at', r.answered_at at time zone 'UTC', 'answered_by', r.answered_by,
                                   'answered_by_name', r.answered_by_name) order by r.number)
                  from chargeback_answer r where r.statement_id = a.statement_id) as fields
          from (select distinct statement_id from chargeback_answer) a
          left join chargeback_statement s on s.id = a.statement_id where true
        """),
    DISPUTE("dispute", "d.id", "bigint", """
        select d.id::text as thing, s.billing_month as month, s.number || ' v' || s.version as called,
               jsonb_build_object('statement', d.statement_id, 'line', d.line, 'line_words', d.line_words, 'currency', d.currency,
                                  'amount', trim_scale(d.amount), 'whose', d.whose, 'why', d.why,
                                  'disputed_at', d.disputed_at at time zone 'UTC', 'disputed_by', d.disputed_by,
                                  'disputed_by_name', d.disputed_by_name) as fields
          from chargeback_dispute d left join chargeback_statement s on s.id = d.statement_id where true
        """),
    DISPUTE_ANSWER("dispute-answer", "a.dispute_id", "bigint", """
        select a.dispute_id::text as thing, s.billing_month as month, s.number || ' v' || s.version as called,
               jsonb_build_object('kind', a.kind, 'reason', a.reason, 'answered_at', a.answered_at at time zone 'UTC',
                                  'answered_by', a.answered_by, 'answered_by_name', a.answered_by_name) as fields
          from chargeback_dispute_answer a
          left join chargeback_dispute d on d.id = a.dispute_id
          left join chargeback_statement s on s.id = d.statement_id where true
        """),
    ADJUSTMENT("adjustment", "a.id", "bigint", """
        select a.id::text as thing, a.billing_month as month, a.id::text as called,
               jsonb_build_object('billing_month', a.billing_month, 'of_month', a.of_month, 'from', f.kind, 'from_team', f.team_id,
                                  'to', t.kind, 'to_team', t.team_id, 'currency', a.currency, 'amount', trim_scale(a.amount),
                                  'reason', a.reason, 'reverses', a.reverses, 'dispute', a.dispute_id,
                                  'proposed_at', a.proposed_at at time zone 'UTC', 'proposed_by', a.proposed_by,
                                  'proposed_by_name', a.proposed_by_name) as fields
          from chargeback_adjustment a
          left join ledger_account f on f.id = a.from_account
          left join ledger_account t on t.id = a.to_account where true
        """),
    DECISION("decision", "d.adjustment_id", "bigint", """
        select d.adjustment_id::text as thing, a.billing_month as month, d.adjustment_id::text as called,
               jsonb_build_object('transaction', d.transaction_id, 'reason', d.reason, 'decided_at', d.decided_at at time zone 'UTC',
                                  'decided_by', d.decided_by, 'decided_by_name', d.decided_by_name) as fields
          from chargeback_adjustment_decision d left join chargeback_adjustment a on a.id = d.adjustment_id where true
        """),
    DIFFERENCE("difference", "d.transaction_id", "bigint", """
        select d.transaction_id::text as thing, d.billing_month as month, d.currency::text as called,
               jsonb_build_object('billing_month', d.billing_month, 'currency', d.currency, 'amount', trim_scale(d.amount),
                                  'documents', trim_scale(d.documents), 'bound', trim_scale(d.bound), 'reason', d.reason,
                                  'accepted_at', d.accepted_at at time zone 'UTC', 'accepted_by', d.accepted_by,
                                  'accepted_by_name', d.accepted_by_name) as fields
          from chargeback_accepted_difference d where true
        """),
    DOCUMENT("document", "d.id", "bigint", """
        select d.id::text as thing, d.billing_month as month, d.number as called,
               jsonb_build_object('source', d.source, 'payer', d.payer, 'number', d.number, 'seller', d.seller,
                                  'type', d.document_type, 'billing_month', d.billing_month, 'issued_on', d.issued_on,
                                  'due_on', d.due_on, 'original', d.original_number, 'currency', d.currency,
                                  'total', trim_scale(d.total), 'taxes', trim_scale(d.taxes),
                                  'payment_currency', d.payment_currency, 'payment_total', trim_scale(d.payment_total),
                                  'first_seen', d.first_seen at time zone 'UTC', 'gone_at', d.gone_at at time zone 'UTC',
                                  'typed_by', d.typed_by, 'typed_by_name', d.typed_by_name, 'voided_by', d.voided_by,
                                  'voided_by_name', d.voided_by_name, 'voided_at', d.voided_at at time zone 'UTC',
                                  'void_reason', d.void_reason, 'replaced_at', d.replaced_at at time zone 'UTC') as fields
          from aws_document d where true
        """),
    CLOSING("closing", "m.billing_month", "date", """
        select to_char(m.billing_month, 'YYYY-MM') as thing, m.billing_month as month, '' as called,
               jsonb_build_object('closed_at', m.closed_at at time zone 'UTC', 'closed_by', m.closed_by,
                                  'closed_by_name', m.closed_by_name, 'figures', m.figures) as fields
          from ledger_month m where m.closed_at is not null
        """),
    POOLS("pools", "m.billing_month", "date", """
        select to_char(m.billing_month, 'YYYY-MM') as thing, m.billing_month as month, '' as called,
               jsonb_build_object('terms',
                 (select jsonb_agg((jsonb_build_object('pool', t.pool_id, 'from_month', t.from_month, 'ended', t.ended,
                           'name', t.name, 'position', trim_scale(t.position), 'kind', t.kind, 'record_types', t.record_types,
                           'services', t.services, 'accounts', t.accounts, 'unallocated', t.unallocated, 'split', t.split,
                           'by_services', t.by_services, 'left_out', t.left_out, 'share_teams', t.share_teams,
                           'shares', array(select trim_scale(u.share) from unnest(t.shares) with ordinality as u (share, place)
                                            order by u.place),
                           'metric', t.metric, 'by_unit', t.by_unit, 'later_pool', t.later_pool,
                           'later_percent', trim_scale(t.later_percent))
                         || case when t.owners = '{}' and t.callers = '{}' then '{}'
                                 else jsonb_build_object('owners', t.owners, 'callers', t.callers) end) order by t.pool_id)
                    from shared_pool_terms t
                   where t.from_month = (select max(from_month) from shared_pool_terms
                                          where pool_id = t.pool_id and from_month <= m.billing_month)),
                 'numbers',
                 (select jsonb_agg(jsonb_build_array(n.pool_id, n.team_id, trim_scale(n.number)) order by n.pool_id, n.team_id)
                    from shared_pool_number n where n.billing_month = m.billing_month)) as fields
          from ledger_month m where m.closed_at is not null
        """);

    /** How many rows there are, and the hash of their texts. */
    private static final String ROWS = """
        jsonb_build_object('rows', count(*), 'sha256', encode(sha256(convert_to(
          coalesce(string_agg(r.row, E'\\n' order by r.row collate "C"), ''), 'UTF8')), 'hex'))""";

    private final String word;
    private final String key;
    private final String type;
    private final String sql;

    Sealed(String word, String key, String type, String sql) {
        this.word = word;
        this.key = key;
        this.type = type;
        this.sql = sql.replace("#rows", ROWS);
    }

    /** What the activity log calls it: {@code answer}, before the number. */
    public String word() {
        return word;
    }

    /** Whether it is changed and sealed again: what AWS lists, answers that go on, a first month before anything is issued. */
    public boolean changes() {
        return switch (this) {
            case FIRST_MONTH, ANSWER, DOCUMENT -> true;
            case TRANSACTION,
                    ISSUE,
                    ALLOCATION,
                    CUT,
                    CORRECTIONS,
                    STATEMENT,
                    DISPUTE,
                    DISPUTE_ANSWER,
                    ADJUSTMENT,
                    DECISION,
                    DIFFERENCE,
                    CLOSING,
                    POOLS -> false;
        };
    }

    /** Those of them that are named, or all. */
    String sql(boolean named) {
        return named ? sql + " and " + key + " = any(cast(:things as " + type + "[]))" : sql;
    }
}
