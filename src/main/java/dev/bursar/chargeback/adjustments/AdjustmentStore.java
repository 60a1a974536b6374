package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.ledger.Ledger;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.Conditions;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores adjustments and what was decided of them; nothing of it changes later. Who may is up to its callers. */
@Component
public class AdjustmentStore {
    /** With the reversal that is posted, or proposed and not rejected. */
    private static final String FROM = """
          from chargeback_adjustment a
          join ledger_account f on f.id = a.from_account
          join ledger_account t on t.id = a.to_account
          left join chargeback_adjustment_decision d on d.adjustment_id = a.id
          left join lateral (
            select r.id, e.transaction_id is not null as posted
              from chargeback_adjustment r
              left join chargeback_adjustment_decision e on e.adjustment_id = r.id
             where r.reverses = a.id and (e.adjustment_id is null or e.transaction_id is not null)
             order by 2 desc, 1 limit 1) r on true
        """;

    private static final String ADJUSTMENTS = """
        select a.id, a.billing_month as month, a.of_month, f.kind as from_kind, f.team_id as from_team, t.kind as to_kind,
               t.team_id as to_team, a.currency, a.amount, a.reason, a.reverses, r.id as reversal_id, r.posted as reversal_posted,
               a.dispute_id as dispute, a.proposed_at as at, a.proposed_by as by_id, a.proposed_by_name as by_name,
               d.decided_at as decision_at, d.decided_by as decision_by_id, d.decided_by_name as decision_by_name,
               d.transaction_id as decision_transaction, d.reason as decision_reason
        """ + FROM;

    private static final RecordMapper<Adjustment> ADJUSTMENT = RecordMapper.of(Adjustment.class)
            .with(
                    LedgerAccount.class,
                    (row, column) ->
                            LedgerAccount.stored(row.getString(column + "_kind"), row.getInt(column + "_team")))
            .with(
                    "amount",
                    (row, column) ->
                            BigMoney.of(CurrencyUnit.of(row.getString("currency")), row.getBigDecimal(column)));

    private static final String STATE = """
        case when d.adjustment_id is null then 'PROPOSED' when d.transaction_id is null then 'REJECTED'
             when coalesce(r.posted, false) then 'REVERSED' else 'POSTED' end
        """;

    private final JdbcClient jdbc;
    private final Ledger ledger;

    AdjustmentStore(JdbcClient jdbc, Ledger ledger) {
        this.jdbc = jdbc;
        this.ledger = ledger;
    }

    /** Those of all months that are named: in which one stands, or that one is about; the newest first. */
    List<YearMonth> months() {
        return jdbc.sql("""
            select billing_month as month from chargeback_adjustment
             union select of_month from chargeback_adjustment order by 1 desc
            """).query(LocalDate.class).stream()
                .map(YearMonth::from)
                .toList();
    }

    /** @param person who asks */
    long count(AdjustmentQuestion question, PersonId person) {
        Conditions conditions = conditions(question, person);
        return conditions
                .statement(jdbc, "select count(*)" + FROM + conditions.where())
                .query(Long.class)
                .single();
    }

    /**
     * The newest first.
     *
     * @param person who asks
     * @param before the number of the one that they follow; null to begin with the newest
     * @param skip how many after it are left out
     */
    public List<Adjustment> page(
            AdjustmentQuestion question, PersonId person, @Nullable Long before, int skip, int limit) {
        Conditions conditions = conditions(question, person);
        if (before != null) {
            conditions.add("a.id < :before", "before", before);
        }
        return conditions
                .statement(jdbc, ADJUSTMENTS + conditions.where() + " order by a.id desc offset :skip limit :limit")
                .params(Params.of("skip", skip).and("limit", limit))
                .query(ADJUSTMENT)
                .list();
    }

    /** What of others' proposals waits for a person, by currency: {@code AdjustmentQuestion.toPost} without the rows. */
    List<Sum> toPost(PersonId person) {
        var conditions = new Conditions();
        toPost(conditions, person);
        return conditions
                .statement(jdbc, """
                        select a.currency, count(*) as adjustments, sum(a.amount) as amount, min(a.id) as oldest
                          from chargeback_adjustment a
                          left join chargeback_adjustment_decision d on d.adjustment_id = a.id
                        """ + conditions.where() + " group by a.currency order by 1")
                .query((row, number) -> new Sum(
                        row.getString("currency").strip(),
                        row.getInt("adjustments"),
                        row.getBigDecimal("amount"),
                        row.getLong("oldest")))
                .list();
    }

    /** @param oldest the number of the oldest adjustment */
    record Sum(String currency, int adjustments, BigDecimal amount, long oldest) {}

    private static void toPost(Conditions conditions, PersonId person) {
        conditions.add("d.adjustment_id is null");
        conditions.add("a.proposed_by <> :person", "person", person.value());
    }

    private static Conditions conditions(AdjustmentQuestion question, PersonId person) {
        var conditions = new Conditions();
        question.month()
                .ifPresent(month ->
                        conditions.add("(a.billing_month = :month or a.of_month = :month)", "month", month.atDay(1)));
        question.state().ifPresent(state -> conditions.add(STATE + " = :state", "state", state.name()));
        if (question.toPost()) {
            toPost(conditions, person);
        }
        return conditions;
    }

    Optional<Adjustment> find(long id) {
        return jdbc.sql(ADJUSTMENTS + " where a.id = :id")
                .param("id", id)
                .query(ADJUSTMENT)
                .optional();
    }

    /** Those that were posted in a month, the first one first. */
    public List<Adjustment> posted(YearMonth month) {
        return jdbc.sql(ADJUSTMENTS + " where a.billing_month = :month and d.transaction_id is not null order by a.id")
                .params(Params.of("month", month))
                .query(ADJUSTMENT)
                .list();
    }

    boolean isDispute(long id) {
        return jdbc.sql("select exists (select from chargeback_dispute where id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** @param month in which it stands, which is locked */
    @Transactional(propagation = Propagation.MANDATORY)
    public long add(YearMonth month, CheckedAdjustment adjustment, Actor by, Instant at) {
        return jdbc.sql("""
                insert into chargeback_adjustment (billing_month, of_month, from_account, to_account, currency, amount, reason,
                       reverses, dispute_id, proposed_at, proposed_by, proposed_by_name)
                values (:month, :of_month, :from, :to, :currency, :amount, :reason, :reverses, :dispute, :at, :by_id, :by_name)
                returning id
                """)
                .params(Params.of(adjustment)
                        .and("month", month)
                        .and("from", ledger.account(adjustment.from()))
                        .and("to", ledger.account(adjustment.to()))
                        .and("currency", adjustment.amount().getCurrencyUnit().getCode())
                        .and("amount", adjustment.amount().getAmount())
                        .and("by", by)
                        .and("at", at))
                .query(Long.class)
                .single();
    }

    /**
     * Returns false where it was decided already.
     *
     * @param transaction empty where it is rejected
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean decide(long id, Optional<Long> transaction, String reason, Actor by, Instant at) {
        return jdbc.sql("""
                insert into chargeback_adjustment_decision (adjustment_id, transaction_id, reason, decided_at, decided_by,
                       decided_by_name)
                values (:id, :transaction, :reason, :at, :by_id, :by_name)
                on conflict (adjustment_id) do nothing
                """)
                        .params(Params.of("id", id)
                                .and("transaction", transaction)
                                .and("reason", reason)
                                .and("by", by)
                                .and("at", at))
                        .update()
                > 0;
    }
}
