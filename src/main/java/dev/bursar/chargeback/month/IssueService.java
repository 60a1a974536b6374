package dev.bursar.chargeback.month;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.issued.IssueRefused;
import dev.bursar.chargeback.issued.IssueRefused.Why;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.chargeback.month.Check.Weight;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Issues a month's statements: all at once, and later new versions of those whose lines changed. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasRole('FINANCE')")
public class IssueService {
    private static final int LONGEST_REASON = 500;
    private static final int MOST_DAYS = 90;
    private static final int USUAL_DAYS = 7;

    private final Drafts drafts;
    private final Issuing issues;
    private final Scope scope;
    private final Clock clock;

    IssueService(Drafts drafts, Issuing issues, Scope scope, Clock clock) {
        this.drafts = drafts;
        this.issues = issues;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * What would be issued.
     *
     * @param number of the issue; the first of a month is 1
     * @param rows teams by name, then Unallocated; of later issues only those whose lines changed
     * @param blocks what stands in the way
     * @param warnings what doesn't, but needs a reason
     * @param token tells whether it is still the same when it is issued
     * @param answerBy proposed
     */
    public record Preview(
            YearMonth month,
            int number,
            Cut cut,
            List<Row> rows,
            List<Check> blocks,
            List<Check> warnings,
            String token,
            LocalDate answerBy) {
        public Preview {
            rows = List.copyOf(rows);
            blocks = List.copyOf(blocks);
            warnings = List.copyOf(warnings);
        }

        public boolean needsReason() {
            return number > 1 || !warnings.isEmpty();
        }
    }

    /**
     * A statement to issue in one currency.
     *
     * @param team its number; 0 for Unallocated
     * @param before what was issued last; empty where nothing was
     */
    public record Row(int team, String name, String currency, Optional<BigDecimal> before, BigDecimal total) {}

    /** What each statement of a month comes to as it would be issued now: by team, 0 for Unallocated, and currency; none without costs. */
    public Map<Integer, Map<String, BigDecimal>> totals(YearMonth month) {
        Map<Integer, Map<String, BigDecimal>> totals = new HashMap<>();
        drafts.of(month).ifPresent(draft -> {
            draft.before()
                    .forEach(one -> totals.put(
                            one.team(),
                            one.totals().stream()
                                    .collect(Collectors.toMap(
                                            total -> total.getCurrencyUnit().getCode(), total -> total.getAmount()))));
            draft.changed()
                    .forEach(one -> totals.put(
                            one.team(),
                            one.currencies().stream()
                                    .collect(Collectors.toMap(InCurrency::currency, InCurrency::total))));
        });
        return totals;
    }

    /** Empty where the month has no costs. */
    public Optional<Preview> preview(YearMonth month) {
        return drafts.of(month).map(this::preview);
    }

    private Preview preview(Draft draft) {
        return new Preview(
                draft.cut().month(),
                draft.number(),
                draft.cut(),
                rows(draft),
                of(draft, Weight.ISSUING),
                of(draft, Weight.WARNING),
                Fingerprint.of(draft),
                Today.of(clock).plusDays(USUAL_DAYS));
    }

    private static List<Check> of(Draft draft, Weight weight) {
        return draft.checks().stream()
                .filter(check -> !check.met() && check.weight() == weight)
                .toList();
    }

    private static List<Row> rows(Draft draft) {
        Map<Integer, IssuedStatement> before =
                draft.before().stream().collect(Collectors.toMap(IssuedStatement::team, Function.identity()));
        var rows = new ArrayList<Row>();
        for (Statement statement : draft.changed()) {
            Optional<IssuedStatement> last = Optional.ofNullable(before.get(statement.team()));
            for (InCurrency in : statement.currencies()) {
                rows.add(new Row(
                        statement.team(),
                        statement.name(),
                        in.currency(),
                        last.map(one -> total(one, in.currency())),
                        in.total()));
            }
        }
        return rows;
    }

    private static BigDecimal total(IssuedStatement one, String currency) {
        return one.totals().stream()
                .filter(total -> total.getCurrencyUnit().getCode().equals(currency))
                .map(total -> total.getAmount())
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    /**
     * Issues what was previewed; returns how many statements.
     *
     * @param token of the preview
     * @throws IssueRefused where it can't be
     */
    @Writes(Guard.LOCK)
    public int issue(YearMonth month, String token, String reason, LocalDate answerBy) {
        String why = reason.strip();
        LocalDate today = Today.of(clock);
        if (answerBy.isBefore(today) || answerBy.isAfter(today.plusDays(MOST_DAYS))) {
            throw new IssueRefused(Why.ANSWER_DAY);
        }
        if (why.length() > LONGEST_REASON) {
            throw new IssueRefused(Why.REASON_TOO_LONG);
        }
        if (!issues.lock(month)) {
            throw new IssueRefused(drafts.of(month).isEmpty() ? Why.NO_COSTS : Why.BLOCKED);
        }
        Draft draft = drafts.of(month).orElseThrow(() -> new IssueRefused(Why.NO_COSTS));
        Preview now = preview(draft);
        if (!now.blocks().isEmpty()) {
            throw new IssueRefused(Why.BLOCKED);
        }
        if (!now.token().equals(token)) {
            throw new IssueRefused(Why.CHANGED);
        }
        if (draft.changed().isEmpty()) {
            throw new IssueRefused(Why.NOTHING_TO_ISSUE);
        }
        if (now.needsReason() && why.isEmpty()) {
            throw new IssueRefused(Why.NO_REASON);
        }
        issues.issue(draft, why, answerBy, scope.actor(), clock.instant());
        return draft.changed().size();
    }
}
