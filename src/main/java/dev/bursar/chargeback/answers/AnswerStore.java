package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.answers.AnswerState.Answer;
import dev.bursar.chargeback.answers.Dispute.Settled;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Moments;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores answers and disputes; nothing of them changes later. Who may is up to its callers. */
@Component
public class AnswerStore {
    private static final String DISPUTES = """
        select d.id, d.statement_id, d.line, d.line_words, d.currency, d.amount, d.whose, d.why, d.disputed_at, d.disputed_by,
               d.disputed_by_name, a.kind, a.reason, a.answered_at, a.answered_by_name
          from chargeback_dispute d
          left join chargeback_dispute_answer a on a.dispute_id = d.id
        """;

    private static final String LAST_ANSWERS = """
        with last as (
          select distinct on (statement_id) * from chargeback_answer where statement_id = any(:ids)
           order by statement_id, number desc)
        """;

    /** Of the statement {@code s}: a newest version, but Unallocated, that nobody has answered. */
    private static final String AWAITED = """
              s.team_id <> 0
              and (select coalesce(max(number), 0) % 2 = 0 from chargeback_answer a where a.statement_id = s.id)
              and not exists (select from chargeback_dispute d
                                left join chargeback_dispute_answer a on a.dispute_id = d.id
                               where d.statement_id = s.id and a.kind is distinct from 'WITHDRAWN')
              and not exists (select from chargeback_statement newer
                               where newer.billing_month = s.billing_month and newer.team_id = s.team_id
                                 and newer.version > s.version)
        """;

    /** Those of {@link #DISPUTES} that finance hasn't answered. */
    private static final String OPEN = " where a.dispute_id is null";

    private final IssueStore issues;
    private final JdbcClient jdbc;

    AnswerStore(IssueStore issues, JdbcClient jdbc) {
        this.issues = issues;
        this.jdbc = jdbc;
    }

    /** Locks a month's row, as issuing and closing do. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(YearMonth month) {
        jdbc.sql("select 1 from ledger_month where billing_month = :month for update")
                .param("month", month.atDay(1))
                .query(Integer.class)
                .optional();
    }

    /** The states of the newest version of each of a month's statements, by the version's number in the database. */
    public Map<Long, AnswerState> states(YearMonth month) {
        return states(issues.statements(month));
    }

    public Map<Long, AnswerState> states(List<IssuedStatement> statements) {
        Long[] ids = statements.stream().map(IssuedStatement::id).toArray(Long[]::new);
        Map<Long, Answer> answers = answers(ids);
        Map<Long, List<Dispute>> disputes = jdbc
                .sql(DISPUTES + " where d.statement_id = any(:ids) order by d.id")
                .param("ids", ids)
                .query((row, number) -> dispute(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Dispute::statement));
        Map<Long, AnswerState> states = new LinkedHashMap<>();
        statements.forEach(one -> states.put(
                one.id(),
                AnswerState.of(
                        one.team(),
                        one.answerBy(),
                        Optional.ofNullable(answers.get(one.id())),
                        disputes.getOrDefault(one.id(), List.of()))));
        return states;
    }

    public AnswerState state(IssuedStatement statement) {
        return states(List.of(statement)).values().iterator().next();
    }

    private Map<Long, Answer> answers(Long[] ids) {
        record Row(long statement, Answer answer) {}
        return jdbc
                .sql(LAST_ANSWERS
                        + "select statement_id, answered_at, answered_by_name from last where kind <> 'WITHDRAWN'")
                .param("ids", ids)
                .query((row, number) -> new Row(
                        row.getLong("statement_id"),
                        new Answer(
                                Optional.ofNullable(row.getString("answered_by_name")),
                                Moments.of(row, "answered_at"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Row::statement, Row::answer));
    }

    /** All of a version, the first one first. */
    public List<Dispute> disputes(long statement) {
        return jdbc.sql(DISPUTES + " where d.statement_id = :statement order by d.id")
                .param("statement", statement)
                .query((row, number) -> dispute(row))
                .list();
    }

    public Optional<Dispute> dispute(long id) {
        return jdbc.sql(DISPUTES + " where d.id = :id")
                .param("id", id)
                .query((row, number) -> dispute(row))
                .optional();
    }

    /** Newest versions, but Unallocated, that nobody has answered and whose answer day is one of these. */
    public List<Long> awaited(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                select s.id
                  from chargeback_statement s
                  join chargeback_issue i on i.id = s.issue_id
                 where i.answer_by between :from and :to and
                """ + AWAITED + " order by s.id")
                .param("from", from)
                .param("to", to)
                .query((row, number) -> row.getLong("id"))
                .list();
    }

    /** The same of some teams, whatever the day, but what a person issued. */
    List<Long> awaited(Set<TeamId> teams, PersonId notIssuedBy) {
        return jdbc.sql("""
                select s.id
                  from chargeback_statement s
                  join chargeback_issue i on i.id = s.issue_id
                 where s.team_id = any(:teams) and i.issued_by <> :person and
                """ + AWAITED + " order by s.id")
                .param("teams", teams.stream().map(TeamId::value).toArray(Integer[]::new))
                .param("person", notIssuedBy.value())
                .query((row, number) -> row.getLong("id"))
                .list();
    }

    /** What waits for finance, of all statements; the oldest first. */
    List<Dispute> openDisputes() {
        return jdbc.sql(DISPUTES + OPEN + " order by d.id")
                .query((row, number) -> dispute(row))
                .list();
    }

    /** How many of them there are, and what they come to, by currency. */
    List<OpenSum> openSums() {
        return jdbc.sql("""
                        select d.currency, count(*) as disputes, sum(d.amount) as amount, min(d.id) as oldest
                          from chargeback_dispute d
                          left join chargeback_dispute_answer a on a.dispute_id = d.id
                        """ + OPEN + " group by d.currency order by 1")
                .query((row, number) -> new OpenSum(
                        row.getString("currency").strip(),
                        row.getInt("disputes"),
                        row.getBigDecimal("amount"),
                        row.getLong("oldest")))
                .list();
    }

    /** @param oldest the number of the oldest dispute */
    record OpenSum(String currency, int disputes, BigDecimal amount, long oldest) {}

    /** What finance has answered of what a person disputed, the newest answer first. */
    List<Dispute> answered(PersonId person) {
        return jdbc.sql(DISPUTES + """
                         where d.disputed_by = :person and a.kind <> 'WITHDRAWN' order by a.answered_at desc, d.id
                        """)
                .param("person", person.value())
                .query((row, number) -> dispute(row))
                .list();
    }

    /** Who accepted a version; empty where nobody did, and where that was withdrawn. */
    Optional<PersonId> acceptedBy(long statement) {
        return jdbc.sql(LAST_ANSWERS + "select answered_by from last where kind = 'ACCEPTED'")
                .param("ids", new Long[] {statement})
                .query((row, number) -> new PersonId(row.getInt("answered_by")))
                .optional();
    }

    /**
     * Returns whether it was stored: false where the version has an answer.
     *
     * @param by who accepts; empty records that nobody answered
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean answer(long statement, Optional<Actor> by, Instant at) {
        return add(statement, by.isPresent() ? "ACCEPTED" : "NO_ANSWER", by, at);
    }

    /** Returns whether it was stored: false where the version has no answer. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean withdraw(long statement, Actor by, Instant at) {
        return add(statement, "WITHDRAWN", Optional.of(by), at);
    }

    private boolean add(long statement, String kind, Optional<Actor> by, Instant at) {
        return jdbc.sql("""
                        insert into chargeback_answer (statement_id, number, kind, answered_at, answered_by, answered_by_name)
                        select :statement, coalesce(max(number), 0) + 1, :kind, :at, :by, :name
                          from chargeback_answer where statement_id = :statement
                        having (coalesce(max(number), 0) % 2 = 1) = (:kind = 'WITHDRAWN')
                        on conflict do nothing
                        """)
                        .param("statement", statement)
                        .param("kind", kind)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by.map(one -> one.id().value()).orElse(null))
                        .param("name", by.map(Actor::name).orElse(null))
                        .update()
                > 0;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public long add(long statement, DisputeLine line, DisputeDraft draft, Actor by, Instant at) {
        return jdbc.sql("""
                insert into chargeback_dispute (statement_id, line, line_words, currency, amount, whose, why, disputed_at, disputed_by,
                       disputed_by_name)
                values (:statement, :line, :words, :currency, :amount, :whose, :why, :at, :by, :name)
                returning id
                """)
                .param("statement", statement)
                .param("line", line.key())
                .param("words", line.words())
                .param("currency", line.amount().getCurrencyUnit().getCode())
                .param("amount", draft.amount())
                .param("whose", draft.whose())
                .param("why", draft.why())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by.id().value())
                .param("name", by.name())
                .query(Long.class)
                .single();
    }

    /** False where it was settled already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean settle(long dispute, Settled.Kind kind, String reason, Actor by, Instant at) {
        return jdbc.sql("""
                        insert into chargeback_dispute_answer (dispute_id, kind, reason, answered_at, answered_by, answered_by_name)
                        values (:dispute, :kind, :reason, :at, :by, :name)
                        on conflict do nothing
                        """)
                        .param("dispute", dispute)
                        .param("kind", kind.name())
                        .param("reason", reason)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by.id().value())
                        .param("name", by.name())
                        .update()
                > 0;
    }

    private static Dispute dispute(ResultSet row) throws SQLException {
        return new Dispute(
                row.getLong("id"),
                row.getLong("statement_id"),
                row.getString("line"),
                row.getString("line_words"),
                BigMoney.of(CurrencyUnit.of(row.getString("currency").strip()), row.getBigDecimal("amount")),
                row.getString("whose"),
                row.getString("why"),
                Moments.of(row, "disputed_at"),
                new PersonId(row.getInt("disputed_by")),
                row.getString("disputed_by_name"),
                settled(row));
    }

    private static Optional<Settled> settled(ResultSet row) throws SQLException {
        @Nullable String kind = row.getString("kind");
        return kind == null
                ? Optional.empty()
                : Optional.of(new Settled(
                        Settled.Kind.valueOf(kind),
                        row.getString("reason"),
                        Moments.of(row, "answered_at"),
                        row.getString("answered_by_name")));
    }
}
