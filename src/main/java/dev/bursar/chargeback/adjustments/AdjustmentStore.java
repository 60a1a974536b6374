package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.adjustments.Adjustment.Decision;
import dev.bursar.chargeback.adjustments.Adjustment.Reversal;
import dev.bursar.chargeback.ledger.Ledger;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.PersonId;
import dev.bursar.list.Conditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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
        select a.id, a.billing_month, a.of_month, f.kind as from_kind, f.team_id as from_team, t.kind as to_kind,
               t.team_id as to_team, a.currency, a.amount, a.reason, a.reverses, r.id as reversal, r.posted as reversed,
               a.dispute_id, a.proposed_at, a.proposed_by, a.proposed_by_name, d.transaction_id, d.reason as decision,
               d.decided_at, d.decided_by, d.decided_by_name
        """ + FROM;

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
            """).query((row, number) -> month(row, "month")).list();
    }

    long count(AdjustmentQuestion question) {
        Conditions conditions = conditions(question);
        return conditions
                .statement(jdbc, "select count(*)" + FROM + conditions.where())
                .query(Long.class)
                .single();
    }

    /**
     * The newest first.
     *
     * @param before the number of the one that they follow; null to begin with the newest
     * @param skip how many after it are left out
     */
    public List<Adjustment> page(AdjustmentQuestion question, @Nullable Long before, int skip, int limit) {
        Conditions conditions = conditions(question);
        if (before != null) {
            conditions.add("a.id < :before", "before", before);
        }
        return conditions
                .statement(jdbc, ADJUSTMENTS + conditions.where() + " order by a.id desc offset :skip limit :limit")
                .param("skip", skip)
                .param("limit", limit)
                .query((row, number) -> adjustment(row))
                .list();
    }

    private static Conditions conditions(AdjustmentQuestion question) {
        var conditions = new Conditions();
        question.month()
                .ifPresent(month ->
                        conditions.add("(a.billing_month = :month or a.of_month = :month)", "month", month.atDay(1)));
        question.state().ifPresent(state -> conditions.add(STATE + " = :state", "state", state.name()));
        return conditions;
    }

    Optional<Adjustment> find(long id) {
        return jdbc.sql(ADJUSTMENTS + " where a.id = :id")
                .param("id", id)
                .query((row, number) -> adjustment(row))
                .optional();
    }

    /** Those that were posted in a month, the first one first. */
    public List<Adjustment> posted(YearMonth month) {
        return jdbc.sql(ADJUSTMENTS + " where a.billing_month = :month and d.transaction_id is not null order by a.id")
                .param("month", month.atDay(1))
                .query((row, number) -> adjustment(row))
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
                values (:month, :ofMonth, :from, :to, :currency, :amount, :reason, :reverses, :dispute, :at, :by, :name)
                returning id
                """)
                .param("month", month.atDay(1))
                .param("ofMonth", adjustment.ofMonth().atDay(1))
                .param("from", ledger.account(adjustment.from()))
                .param("to", ledger.account(adjustment.to()))
                .param("currency", adjustment.amount().getCurrencyUnit().getCode())
                .param("amount", adjustment.amount().getAmount())
                .param("reason", adjustment.reason())
                .param("reverses", adjustment.reverses().orElse(null))
                .param("dispute", adjustment.dispute().orElse(null))
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by.id().value())
                .param("name", by.name())
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
                values (:id, :transaction, :reason, :at, :by, :name)
                on conflict (adjustment_id) do nothing
                """)
                        .param("id", id)
                        .param("transaction", transaction.orElse(null))
                        .param("reason", reason)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by.id().value())
                        .param("name", by.name())
                        .update()
                > 0;
    }

    private static Adjustment adjustment(ResultSet row) throws SQLException {
        Long reversal = row.getObject("reversal", Long.class);
        boolean reversed = row.getBoolean("reversed");
        return new Adjustment(
                row.getLong("id"),
                month(row, "billing_month"),
                month(row, "of_month"),
                LedgerAccount.stored(row.getString("from_kind"), row.getInt("from_team")),
                LedgerAccount.stored(row.getString("to_kind"), row.getInt("to_team")),
                BigMoney.of(CurrencyUnit.of(row.getString("currency")), row.getBigDecimal("amount")),
                row.getString("reason"),
                Optional.ofNullable(row.getObject("reverses", Long.class)),
                Optional.ofNullable(reversal).map(id -> new Reversal(id, reversed)),
                Optional.ofNullable(row.getObject("dispute_id", Long.class)),
                row.getObject("proposed_at", OffsetDateTime.class).toInstant(),
                new Actor(new PersonId(row.getInt("proposed_by")), row.getString("proposed_by_name")),
                decision(row));
    }

    private static Optional<Decision> decision(ResultSet row) throws SQLException {
        OffsetDateTime at = row.getObject("decided_at", OffsetDateTime.class);
        return at == null
                ? Optional.empty()
                : Optional.of(new Decision(
                        Optional.ofNullable(row.getObject("transaction_id", Long.class)),
                        row.getString("decision"),
                        at.toInstant(),
                        new Actor(new PersonId(row.getInt("decided_by")), row.getString("decided_by_name"))));
    }

    private static YearMonth month(ResultSet row, String column) throws SQLException {
        return YearMonth.from(row.getObject(column, LocalDate.class));
    }
}
