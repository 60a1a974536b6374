package dev.bursar.efficiency.proposals;

import dev.bursar.changes.ChangeTable;
import dev.bursar.changes.Recheck;
import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.ChangeNote.Said;
import dev.bursar.efficiency.fact.FactCodec;
import dev.bursar.efficiency.proposals.Proposal.Action;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores proposals. What somebody decided on stays as they saw it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ProposalStore {
    private static final String COLUMNS = ChangeTable.COLUMNS + """
            , workload_id, variant, action, from_type, from_count, to_type, to_count, rate_by, low_confidence, list_saving,
            bill_saving, currency, price_version, typed_price, evidence, evidence_facts, assumptions, assumption_facts""";

    /** In a column of facts; the one of words holds sentences of before. */
    private static final FactCodec<ChangeNote> NOTES = FactCodec.of(ChangeNote.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ChangeTable changes;

    ProposalStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        changes = new ChangeTable(jdbc, clock, "ml_proposal", List.of("workload_id", "variant", "action"));
    }

    /** How proposals stand. */
    ChangeTable standings() {
        return changes;
    }

    /**
     * What was just found of some workloads replaces what is open of them: a proposal that says the same keeps its number, one that says
     * something else gets a new version, and what is not found any more is withdrawn. Approved ones stay, and what was dismissed isn't
     * proposed before its day.
     */
    public void propose(Collection<Long> workloads, Collection<ProposedChange> found) {
        Instant now = clock.instant();
        Recheck<Proposal, ProposedChange> recheck = Recheck.of(
                read("state <> 'withdrawn' and workload_id = any(:ids)", workloads),
                Proposal::standing,
                found,
                (known, change) -> known.change().isOfSame(change),
                LocalDate.ofInstant(now, ZoneOffset.UTC));
        recheck.found().forEach(one -> update(one.known(), one.change(), now));
        recheck.proposed().forEach(change -> insert(change, now));
        changes.withdraw(recheck.withdrawn().stream().map(Proposal::id).toList());
    }

    /** Of workloads that are gone what is open is withdrawn, and an approved deletion is done. */
    public void gone() {
        changes.withdraw(ids("p.state = 'open'"));
        changes.done(ids("p.state = 'approved' and p.action = 'delete'"));
    }

    private List<Long> ids(String condition) {
        return List.copyOf(jdbc.sql(
                        "select p.id from ml_proposal p join ml_workload w on w.id = p.workload_id where w.gone_at is not null"
                                + " and " + condition)
                .query(Long.class)
                .list());
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
                ChangeTable.standing(row),
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
                        notes(row, "assumptions", "assumption_facts")));
    }

    private static List<ChangeNote> notes(ResultSet row, String words, String facts) throws SQLException {
        @Nullable String json = row.getString(facts);
        return json != null
                ? NOTES.ofAll(json)
                : row.getString(words).lines().<ChangeNote>map(Said::new).toList();
    }
}
