package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.answers.AnswerStore.OpenSum;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.issued.MonthSubjects;
import dev.bursar.chargeback.issued.StatementLeads;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.LedgerMonths.LedgerMonth;
import dev.bursar.journal.Seen;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import dev.bursar.org.Organisation;
import dev.bursar.org.Organisation.TeamDays;
import module java.base;
import org.joda.money.BigMoney;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What of statements and disputes waits for the person who acts: statements that they can accept, their own disputes that finance has
 * answered, and for finance disputes that nobody has answered. Asked often: it reads no more than it names.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class OpenAnswers {
    private final AnswerStore store;
    private final IssueStore issues;
    private final LedgerMonths months;
    private final Organisation organisation;
    private final Seen seen;
    private final Scope scope;
    private final Clock clock;

    OpenAnswers(
            AnswerStore store,
            IssueStore issues,
            LedgerMonths months,
            Organisation organisation,
            Seen seen,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.issues = issues;
        this.months = months;
        this.organisation = organisation;
        this.seen = seen;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * A statement that the person can accept.
     *
     * @param closed whether its month is closed, so that an acceptance can't be withdrawn
     */
    public record ToAnswer(IssuedStatement statement, boolean closed) {
        public YearMonth month() {
            return statement.month();
        }

        public int team() {
            return statement.team();
        }

        public String name() {
            return statement.name();
        }

        public List<BigMoney> totals() {
            return statement.totals();
        }

        public LocalDate answerBy() {
            return statement.answerBy();
        }
    }

    /** A dispute and the version that it is about. */
    public record Disputed(IssuedStatement statement, Dispute dispute) {}

    /**
     * How many disputes wait for finance.
     *
     * @param amounts what they come to, by currency
     * @param oldest empty where there is none
     */
    public record ToDecide(int disputes, Map<String, BigDecimal> amounts, Optional<IssuedStatement> oldest) {
        public ToDecide {
            amounts = Map.copyOf(amounts);
        }
    }

    /** Those that are due first come first; empty for whoever leads no team, and before the ledger begins. */
    public Optional<List<ToAnswer>> toAnswer() {
        Visibility led = led();
        if (led.nothing() || months.start().isEmpty()) {
            return Optional.empty();
        }
        Set<TeamId> teams = led.spans().stream().map(Span::team).collect(Collectors.toSet());
        List<Long> awaited = store.awaited(teams, scope.actor().id());
        if (awaited.isEmpty()) {
            return Optional.of(List.of());
        }
        Map<TeamId, TeamDays> days = organisation.days();
        Set<YearMonth> closed = closed();
        return Optional.of(issues.statements(awaited).values().stream()
                .filter(one -> AnswerLeads.include(
                                led,
                                Today.of(clock),
                                StatementNews.day(one),
                                new TeamId(one.team()),
                                days.get(new TeamId(one.team())))
                        && sees(one, days))
                .sorted(Comparator.comparing(IssuedStatement::answerBy)
                        .thenComparing(IssuedStatement::month, Comparator.reverseOrder())
                        .thenComparing(IssuedStatement::name)
                        .thenComparing(IssuedStatement::team))
                .map(one -> new ToAnswer(one, closed.contains(one.month())))
                .toList());
    }

    /** What finance has answered since the person opened the statement last, the newest answer first; empty as {@link #toAnswer}. */
    public Optional<List<Disputed>> answered() {
        if (led().nothing() || months.start().isEmpty()) {
            return Optional.empty();
        }
        PersonId person = scope.actor().id();
        List<Dispute> answered = store.answered(person);
        if (answered.isEmpty()) {
            return Optional.of(List.of());
        }
        List<Disputed> all = disputed(answered);
        Map<String, Instant> opened = seen.by(
                person,
                all.stream().map(one -> subject(one.statement())).distinct().toList());
        Map<TeamId, TeamDays> days = organisation.days();
        return Optional.of(all.stream()
                .filter(one -> sees(one.statement(), days)
                        && isNews(one.dispute(), Optional.ofNullable(opened.get(subject(one.statement())))))
                .toList());
    }

    private static boolean isNews(Dispute dispute, Optional<Instant> opened) {
        return dispute.settled()
                .filter(settled ->
                        opened.filter(at -> !at.isBefore(settled.at())).isEmpty())
                .isPresent();
    }

    /** The person has opened the statement: answers to their disputes wait no more. Returns whether any did. */
    @Writes(Guard.ANY_ORDER)
    @PreAuthorize("hasRole('LEAD')")
    public boolean opened(YearMonth month, int team) {
        boolean waited = answered().orElse(List.of()).stream()
                .map(Disputed::statement)
                .anyMatch(one -> one.month().equals(month) && one.team() == team);
        if (waited) {
            seen.look(scope.actor().id(), subject(month, team));
        }
        return waited;
    }

    /** How many disputes wait for finance; empty for who isn't in finance, and before the ledger begins. */
    public Optional<ToDecide> toDecide() {
        if (!scope.has(Role.FINANCE) || months.start().isEmpty()) {
            return Optional.empty();
        }
        List<OpenSum> sums = store.openSums();
        return Optional.of(new ToDecide(
                sums.stream().mapToInt(OpenSum::disputes).sum(),
                sums.stream().collect(Collectors.toMap(OpenSum::currency, OpenSum::amount)),
                sums.stream()
                        .min(Comparator.comparing(OpenSum::oldest))
                        .flatMap(sum -> store.dispute(sum.oldest()))
                        .flatMap(dispute -> issues.statement(dispute.statement()))));
    }

    /** The disputes that these are, the oldest first. */
    @PreAuthorize("hasRole('FINANCE')")
    public List<Disputed> open() {
        return disputed(store.openDisputes());
    }

    private List<Disputed> disputed(List<Dispute> disputes) {
        Map<Long, IssuedStatement> statements = issues.statements(
                disputes.stream().map(Dispute::statement).distinct().toList());
        return disputes.stream()
                .flatMap(dispute -> Optional.ofNullable(statements.get(dispute.statement()))
                        .map(statement -> new Disputed(statement, dispute))
                        .stream())
                .toList();
    }

    private Visibility led() {
        return scope.has(Role.LEAD) ? scope.asLead() : Visibility.NOTHING;
    }

    private boolean sees(IssuedStatement one, Map<TeamId, TeamDays> days) {
        return StatementLeads.include(
                scope.visibility(),
                Today.of(clock),
                one.month(),
                new TeamId(one.team()),
                days.get(new TeamId(one.team())));
    }

    private Set<YearMonth> closed() {
        return months.all().stream()
                .filter(month -> month.closed().isPresent())
                .map(LedgerMonth::month)
                .collect(Collectors.toSet());
    }

    private static String subject(IssuedStatement statement) {
        return subject(statement.month(), statement.team());
    }

    private static String subject(YearMonth month, int team) {
        return MonthSubjects.subject(month) + "/" + team;
    }
}
