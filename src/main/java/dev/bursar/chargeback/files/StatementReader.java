package dev.bursar.chargeback.files;

import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.month.ChargebackService;
import dev.bursar.chargeback.month.ChargebackService.MonthPage;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.StatementService;
import dev.bursar.chargeback.text.DifferenceText;
import module java.base;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Asks for the statements of a file as whoever fetches it. */
@Component
class StatementReader {
    private final ChargebackService months;
    private final StatementService statements;
    private final IssueStore issues;

    StatementReader(ChargebackService months, StatementService statements, IssueStore issues) {
        this.months = months;
        this.statements = statements;
        this.issues = issues;
    }

    /**
     * All of one cut, which another may replace meanwhile: teams by name, then Unallocated where something is.
     *
     * @throws AccessDeniedException where there is no such statement for the person
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Statement> read(StatementQuestion asked) {
        return switch (asked) {
            case StatementQuestion.OneTeam one -> List.of(statement(one.month(), one.team(), one.version()));
            case StatementQuestion.AllTeams all ->
                IntStream.concat(teams(all.month(), month(all.month())), IntStream.of(0))
                        .mapToObj(team -> statement(all.month(), team, Optional.empty()))
                        .filter(found ->
                                found.team() != 0 || !found.currencies().isEmpty())
                        .toList();
        };
    }

    /** What a file of all statements says of its month: whether finance accepted a difference. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<String> ofMonth(StatementQuestion asked) {
        return switch (asked) {
            case StatementQuestion.OneTeam one -> List.of();
            case StatementQuestion.AllTeams all ->
                months.figures(all.month()).stream()
                        .flatMap(figures -> DifferenceText.accepted(figures).stream())
                        .toList();
        };
    }

    /** @throws AccessDeniedException to those who don't see all statements, and where the month has none */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public void refuseWhoMayNotSeeAll(YearMonth month) {
        month(month);
    }

    private MonthPage month(YearMonth month) {
        return months.month(month)
                .filter(page -> page.month().cut().isPresent())
                .orElseThrow(StatementReader::missing);
    }

    private Statement statement(YearMonth month, int team, Optional<Integer> version) {
        return statements.statement(month, team, version).orElseThrow(StatementReader::missing);
    }

    private static AccessDeniedException missing() {
        return new AccessDeniedException("There is no such statement for this person");
    }

    private record Named(int team, String name) {}

    /** As they were issued, else of now. */
    private IntStream teams(YearMonth month, MonthPage page) {
        List<IssuedStatement> issued = issues.statements(month);
        return (issued.isEmpty()
                        ? page.teams().stream().map(row -> new Named(row.team(), row.name()))
                        : issued.stream().filter(one -> one.team() != 0).map(one -> new Named(one.team(), one.name())))
                .distinct()
                .sorted(Comparator.comparing((Named team) -> team.name().toLowerCase(Locale.ROOT))
                        .thenComparing(Named::name)
                        .thenComparing(Named::team))
                .mapToInt(Named::team);
    }
}
