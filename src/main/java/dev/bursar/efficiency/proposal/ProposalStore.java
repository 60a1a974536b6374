package dev.bursar.efficiency.proposal;

import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.ChangeNote.Said;
import dev.bursar.efficiency.fact.FactCodec;
import dev.bursar.efficiency.proposal.Proposal.Action;
import dev.bursar.efficiency.proposal.Proposal.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores proposals. What somebody decided on stays as they saw it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ProposalStore {
    private static final String COLUMNS = """
            id, version, workload_id, variant, action, from_type, from_count, to_type, to_count, rate_by, low_confidence, list_saving,
            bill_saving, currency, price_version, typed_price, evidence, evidence_facts, assumptions, assumption_facts, state, proposed_at,
            checked_at, decided_by, decided_at, reason, dismissed_to, exported_at""";

    /** In a column of facts; the one of words holds sentences of before. */
    private static final FactCodec<ChangeNote> NOTES = FactCodec.of(ChangeNote.class);

    private final JdbcClient jdbc;
    private final Clock clock;

    ProposalStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What was just found of some workloads replaces what is open of them: a proposal that says the same keeps its number, one that says
     * something else gets a new version, and what is not found any more is withdrawn. Approved ones stay, and what was dismissed isn't
     * proposed before its day.
     */
    public void propose(Collection<Long> workloads, Collection<ProposedChange> changes) {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Proposal> known = read("state <> 'withdrawn' and workload_id = any(:ids)", workloads);
        Set<Long> kept = new HashSet<>();
        for (ProposedChange change : changes) {
            List<Proposal> same =
                    known.stream().filter(one -> one.change().isOfSame(change)).toList();
            Optional<Proposal> open = same.stream()
                    .filter(one -> one.state() == State.OPEN || one.state() == State.APPROVED)
                    .findFirst();
            if (open.isPresent()) {
                kept.add(open.get().id());
                if (open.get().state() == State.OPEN) {
                    update(open.get(), change, now);
                }
            } else if (same.stream()
                    .noneMatch(one -> one.state() == State.DISMISSED
                            && one.dismissedTo() != null
                            && !one.dismissedTo().isBefore(today))) {
                insert(change, now);
            }
        }
        var withdrawn = new ArrayList<Long>();
        for (Proposal one : known) {
            if (one.state() == State.OPEN && !kept.contains(one.id())) {
                withdrawn.add(one.id());
            }
        }
        withdraw("id = any(:ids)", withdrawn);
    }

    /** Withdraws what is open of workloads that are gone. */
    public void withdrawGone() {
        withdraw("state = 'open' and workload_id in (select id from ml_workload where gone_at is not null)", List.of());
    }

    private void withdraw(String condition, Collection<Long> ids) {
        jdbc.sql("update ml_proposal set state = 'withdrawn', version = version + 1, checked_at = :now where "
                        + condition)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("ids", ids.toArray(Long[]::new))
                .update();
    }

    private void update(Proposal open, ProposedChange change, Instant now) {
        parameters(jdbc.sql("""
                        update ml_proposal
                           set version = version + :more, from_type = :fromType, from_count = :fromCount, to_type = :toType,
                               to_count = :toCount, rate_by = :rateBy, low_confidence = :low, list_saving = :list,
                               bill_saving = :bill, currency = :currency, price_version = :prices, typed_price = :typed,
                               evidence = '', evidence_facts = cast(:evidence as jsonb), assumptions = '',
                               assumption_facts = cast(:assumptions as jsonb), checked_at = :now
                         where id = :id
                        """), change, now)
                .param("more", change.saysSameAs(open.change()) ? 0 : 1)
                .param("id", open.id())
                .update();
    }

    private void insert(ProposedChange change, Instant now) {
        parameters(jdbc.sql("""
                        insert into ml_proposal (workload_id, variant, action, from_type, from_count, to_type, to_count, rate_by,
                               low_confidence, list_saving, bill_saving, currency, price_version, typed_price, evidence,
                               evidence_facts, assumptions, assumption_facts, state, proposed_at, checked_at)
                        values (:workload, :variant, :action, :fromType, :fromCount, :toType, :toCount, :rateBy, :low, :list, :bill,
                                :currency, :prices, :typed, '', cast(:evidence as jsonb), '', cast(:assumptions as jsonb), 'open', :now, :now)
                        """), change, now)
                .param("workload", change.workload())
                .param("variant", change.variant())
                .param("action", change.action().stored())
                .update();
    }

    private static JdbcClient.StatementSpec parameters(
            JdbcClient.StatementSpec statement, ProposedChange change, Instant now) {
        return statement
                .param("fromType", change.fromType())
                .param("fromCount", change.fromCount())
                .param("toType", change.toType())
                .param("toCount", change.toCount())
                .param("rateBy", change.rateBy())
                .param("low", change.lowConfidence())
                .param("list", change.listSaving())
                .param("bill", change.billSaving())
                .param("currency", change.currency())
                .param("prices", change.priceVersion())
                .param("typed", change.typedPrice())
                .param("evidence", NOTES.all(change.evidence()))
                .param("assumptions", NOTES.all(change.assumptions()))
                .param("now", now.atOffset(ZoneOffset.UTC));
    }

    /** Those of a workload: open and approved ones first, then the newest. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Proposal> of(long workload) {
        return read("workload_id = any(:ids)", List.of(workload));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Proposal> find(long id) {
        return read("id = any(:ids)", List.of(id)).stream().findFirst();
    }

    private List<Proposal> read(String condition, Collection<Long> ids) {
        return jdbc.sql("select " + COLUMNS + " from ml_proposal where " + condition
                        + " order by state in ('open', 'approved') desc, list_saving desc, checked_at desc, id")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> proposal(row))
                .list();
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                row.getLong("id"),
                row.getInt("version"),
                new ProposedChange(
                        row.getLong("workload_id"),
                        row.getString("variant"),
                        Action.of(row.getString("action")),
                        row.getString("from_type"),
                        row.getInt("from_count"),
                        row.getString("to_type"),
                        row.getInt("to_count"),
                        row.getString("rate_by"),
                        row.getBoolean("low_confidence"),
                        row.getBigDecimal("list_saving"),
                        row.getBigDecimal("bill_saving"),
                        row.getString("currency"),
                        row.getObject("price_version", Integer.class),
                        row.getBoolean("typed_price"),
                        notes(row, "evidence", "evidence_facts"),
                        notes(row, "assumptions", "assumption_facts")),
                State.of(row.getString("state")),
                Objects.requireNonNull(time(row, "proposed_at")),
                Objects.requireNonNull(time(row, "checked_at")),
                row.getString("decided_by"),
                time(row, "decided_at"),
                row.getString("reason"),
                row.getObject("dismissed_to", LocalDate.class),
                time(row, "exported_at"));
    }

    private static List<ChangeNote> notes(ResultSet row, String words, String facts) throws SQLException {
        @Nullable String json = row.getString(facts);
        return json != null
                ? NOTES.ofAll(json)
                : row.getString(words).lines().<ChangeNote>map(Said::new).toList();
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Returns whether it was open in that version. */
    boolean decide(Proposal proposal, State state, String by, @Nullable String reason, @Nullable LocalDate to) {
        return jdbc.sql("""
                        update ml_proposal
                           set state = :state, version = version + 1, decided_by = :by, decided_at = :now, reason = :reason,
                               dismissed_to = :to
                         where id = :id and version = :version and state = 'open'
                        """)
                        .param("state", state.stored())
                        .param("by", by)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("reason", reason)
                        .param("to", to)
                        .param("id", proposal.id())
                        .param("version", proposal.version())
                        .update()
                == 1;
    }

    /** What was decided is open again; returns whether it was decided in that version. */
    boolean reopen(Proposal proposal) {
        return jdbc.sql("""
                        update ml_proposal
                           set state = 'open', version = version + 1, decided_by = null, decided_at = null, reason = null,
                               dismissed_to = null
                         where id = :id and version = :version and state in ('approved', 'dismissed')
                           and not exists (select from ml_proposal o where o.workload_id = ml_proposal.workload_id
                                              and o.variant = ml_proposal.variant and o.action = ml_proposal.action
                                              and o.id <> ml_proposal.id and o.state in ('open', 'approved'))
                        """)
                        .param("id", proposal.id())
                        .param("version", proposal.version())
                        .update()
                == 1;
    }

    void exported(long id) {
        jdbc.sql("update ml_proposal set exported_at = :now where id = :id")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }
}
