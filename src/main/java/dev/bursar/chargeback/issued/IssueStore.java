package dev.bursar.chargeback.issued;

import dev.bursar.kernel.Actor;
import dev.bursar.kernel.TeamId;
import module java.base;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Stores what was issued; nothing of it changes later. Who may is up to its callers. */
@Component
public class IssueStore {
    private static final String ISSUES = """
        select id, billing_month, number, cut_id, issued_at, issued_by, issued_by_name, answer_by, reason
          from chargeback_issue
        """;
    private static final String STATEMENTS = """
        select s.id, s.billing_month, s.team_id, s.name, s.number, s.version, s.content_sha256, s.transaction_id, i.issued_at,
               i.issued_by, i.answer_by, array(select t.currency::text from chargeback_statement_total t
                                                where t.statement_id = s.id order by 1) as currencies,
               array(select t.total from chargeback_statement_total t
                      where t.statement_id = s.id order by t.currency) as totals
          from chargeback_statement s
          join chargeback_issue i on i.id = s.issue_id
        """;
    /** Of each statement its newest version. */
    private static final String NEWEST = """
         where s.version = (select max(version) from chargeback_statement v
                             where v.billing_month = s.billing_month and v.team_id = s.team_id)
        """;

    /** The constraint by which an issue has its cut. */
    private static final String CUT = "chargeback_issue_cut_id_fkey";

    private final JdbcClient jdbc;

    IssueStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last issue of each month that was issued, the oldest month first. */
    public Map<YearMonth, Issue> last() {
        Map<YearMonth, Issue> last = new TreeMap<>();
        jdbc.sql(ISSUES + " order by billing_month, number")
                .query((row, number) -> issue(row))
                .list()
                .forEach(issue -> last.put(issue.month(), issue));
        return last;
    }

    public Optional<Issue> last(YearMonth month) {
        return jdbc.sql(ISSUES + " where billing_month = :month order by number desc limit 1")
                .param("month", month.atDay(1))
                .query((row, number) -> issue(row))
                .optional();
    }

    /** The sums of the last issue from a cut, as JSON; empty where none was. */
    public Optional<String> figures(long cut) {
        return jdbc.sql("select figures from chargeback_issue where cut_id = :cut order by number desc limit 1")
                .param("cut", cut)
                .query(String.class)
                .optional();
    }

    /** What months were issued with last, by the cut that they were issued from. */
    public Map<Long, String> figures() {
        Map<Long, String> figures = new HashMap<>();
        jdbc.sql("select cut_id, figures from chargeback_issue order by number").query(row -> {
            figures.put(row.getLong("cut_id"), row.getString("figures"));
        });
        return figures;
    }

    private static Issue issue(ResultSet row) throws SQLException {
        return new Issue(
                row.getLong("id"),
                month(row),
                row.getInt("number"),
                row.getLong("cut_id"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getInt("issued_by"),
                row.getString("issued_by_name"),
                row.getObject("answer_by", LocalDate.class),
                row.getString("reason"));
    }

    /**
     * Keeps an act of issuing; returns its number in the database.
     *
     * @throws IssueRefused where a newer cut took the place of this one
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long add(
            YearMonth month,
            long cut,
            LocalDate answerBy,
            String reason,
            String allocation,
            String figures,
            Actor by,
            Instant at) {
        try {
            return jdbc.sql("""
                    insert into chargeback_issue (billing_month, number, cut_id, issued_at, issued_by, issued_by_name, answer_by, reason,
                           allocation, figures)
                    select :month, coalesce(max(number), 0) + 1, :cut, :at, :by, :name, :answerBy, :reason, :allocation, :figures
                      from chargeback_issue where billing_month = :month
                    returning id
                    """)
                    .param("month", month.atDay(1))
                    .param("cut", cut)
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .param("by", by.id().value())
                    .param("name", by.name())
                    .param("answerBy", answerBy)
                    .param("reason", reason)
                    .param("allocation", allocation)
                    .param("figures", figures)
                    .query(Long.class)
                    .single();
        } catch (DataIntegrityViolationException problem) {
            throw problem.getMostSpecificCause() instanceof PSQLException refused
                            && refused.getServerErrorMessage() instanceof ServerErrorMessage told
                            && CUT.equals(told.getConstraint())
                    ? new IssueRefused(IssueRefused.Why.CHANGED)
                    : problem;
        }
    }

    /** A version to keep. */
    public record NewStatement(
            YearMonth month,
            int team,
            String name,
            String number,
            int version,
            String content,
            byte[] sha256,
            Optional<Long> transaction,
            Map<String, BigDecimal> totals) {
        public NewStatement {
            totals = Map.copyOf(totals);
        }
    }

    /** @param issue its number in the database */
    @Transactional(propagation = Propagation.MANDATORY)
    public long add(long issue, NewStatement statement) {
        long id = jdbc.sql("""
                insert into chargeback_statement (issue_id, billing_month, team_id, name, number, version, content, content_sha256,
                       transaction_id)
                values (:issue, :month, :team, :name, :number, :version, :content, :sha256, :transaction)
                returning id
                """)
                .param("issue", issue)
                .param("month", statement.month().atDay(1))
                .param("team", statement.team())
                .param("name", statement.name())
                .param("number", statement.number())
                .param("version", statement.version())
                .param("content", statement.content())
                .param("sha256", statement.sha256())
                .param("transaction", statement.transaction().orElse(null))
                .query(Long.class)
                .single();
        statement
                .totals()
                .forEach((currency, total) -> jdbc.sql("""
                        insert into chargeback_statement_total (statement_id, currency, total) values (:id, :currency, :total)
                        """)
                        .param("id", id)
                        .param("currency", currency)
                        .param("total", total)
                        .update());
        return id;
    }

    /** The newest version of each of a month's statements, by number. */
    public List<IssuedStatement> statements(YearMonth month) {
        return jdbc.sql(STATEMENTS + NEWEST + " and s.billing_month = :month order by s.number")
                .param("month", month.atDay(1))
                .query((row, number) -> statement(row))
                .list();
    }

    /** The newest version of each statement of all months, the newest month first. */
    public List<IssuedStatement> statements() {
        return jdbc.sql(STATEMENTS + NEWEST + " order by s.billing_month desc, s.number")
                .query((row, number) -> statement(row))
                .list();
    }

    /** The names that teams had when a cut's statements were issued; none of a draft. */
    public Map<TeamId, String> names(long cut, YearMonth month) {
        return figures(cut).isEmpty()
                ? Map.of()
                : statements(month).stream()
                        .filter(one -> one.team() != 0)
                        .collect(Collectors.toMap(one -> new TeamId(one.team()), IssuedStatement::name));
    }

    /** All versions of a team's statement of a month, the first one first. */
    public List<IssuedStatement> versions(YearMonth month, int team) {
        return jdbc.sql(STATEMENTS + " where s.billing_month = :month and s.team_id = :team order by s.version")
                .param("month", month.atDay(1))
                .param("team", team)
                .query((row, number) -> statement(row))
                .list();
    }

    public Optional<IssuedStatement> statement(long id) {
        return jdbc.sql(STATEMENTS + " where s.id = :id")
                .param("id", id)
                .query((row, number) -> statement(row))
                .optional();
    }

    /** Versions by their numbers in the database. */
    public Map<Long, IssuedStatement> statements(Collection<Long> ids) {
        return jdbc
                .sql(STATEMENTS + " where s.id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query((row, number) -> statement(row))
                .list()
                .stream()
                .collect(Collectors.toMap(IssuedStatement::id, Function.identity()));
    }

    /** What a version says, as JSON. */
    public String content(long id) {
        return jdbc.sql("select content from chargeback_statement where id = :id")
                .param("id", id)
                .query(String.class)
                .single();
    }

    private static IssuedStatement statement(ResultSet row) throws SQLException {
        var currencies = (String[]) row.getArray("currencies").getArray();
        var totals = (BigDecimal[]) row.getArray("totals").getArray();
        return new IssuedStatement(
                row.getLong("id"),
                month(row),
                row.getInt("team_id"),
                row.getString("name"),
                row.getString("number"),
                row.getInt("version"),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                row.getInt("issued_by"),
                row.getObject("answer_by", LocalDate.class),
                HexFormat.of().formatHex(row.getBytes("content_sha256")),
                Optional.ofNullable(row.getObject("transaction_id", Long.class)),
                IntStream.range(0, currencies.length)
                        .mapToObj(i -> BigMoney.of(CurrencyUnit.of(currencies[i].strip()), totals[i]))
                        .toList());
    }

    private static YearMonth month(ResultSet row) throws SQLException {
        return YearMonth.from(row.getObject("billing_month", LocalDate.class));
    }
}
