package dev.bursar.chargeback.month;

import dev.bursar.chargeback.cut.CutStore;
import dev.bursar.chargeback.differences.AcceptedDifference;
import dev.bursar.chargeback.differences.AcceptedDifferences;
import dev.bursar.chargeback.differences.DifferenceBooks;
import dev.bursar.chargeback.differences.DifferenceRefused;
import dev.bursar.chargeback.differences.DifferenceRefused.Why;
import dev.bursar.chargeback.documents.AwsDocument;
import dev.bursar.chargeback.documents.DocumentTotals;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.month.ComparedDocuments.Charged;
import dev.bursar.chargeback.month.FirstLook.Place;
import dev.bursar.chargeback.split.Allocations;
import dev.bursar.chargeback.statement.FigureMaker;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Today;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** What AWS's documents of a month ask for beyond charges and rounding, and its acceptance by finance up to a bound. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class DifferenceService {
    private static final int LONGEST_REASON = 500;

    private final CutStore cuts;
    private final Allocations allocations;
    private final FigureMaker figures;
    private final DocumentTotals documents;
    private final AcceptedDifferences differences;
    private final DifferenceBooks books;
    private final LedgerMonths ledger;
    private final Scope scope;
    private final Clock clock;

    DifferenceService(
            CutStore cuts,
            Allocations allocations,
            FigureMaker figures,
            DocumentTotals documents,
            AcceptedDifferences differences,
            DifferenceBooks books,
            LedgerMonths ledger,
            Scope scope,
            Clock clock) {
        this.cuts = cuts;
        this.allocations = allocations;
        this.figures = figures;
        this.documents = documents;
        this.differences = differences;
        this.books = books;
        this.ledger = ledger;
        this.scope = scope;
        this.clock = clock;
    }

    /**
     * A month's difference in one currency.
     *
     * @param over whether the month is over: until then both sides still come
     * @param next whether it is the ledger's earliest open month
     * @param accepted what finance accepted of it, though the difference may have changed since
     * @param documents that count, beside the charges that they are for
     * @param looks where to look first; none of what can be accepted
     * @param mayDecide whether the person can accept it, or take that back
     */
    public record Difference(
            YearMonth month,
            boolean over,
            boolean next,
            Figures figures,
            Optional<AcceptedDifference> accepted,
            List<ComparedDocuments> documents,
            List<FirstLook> looks,
            boolean mayDecide) {
        public Difference {
            documents = List.copyOf(documents);
            looks = List.copyOf(looks);
        }

        /** Whether the difference is the one that was accepted. */
        public boolean holds() {
            return accepted.filter(one -> one.amount().compareTo(figures.accepted()) == 0)
                    .isPresent();
        }
    }

    /** One for each currency that has a difference, or an accepted one. */
    public List<Difference> differences(YearMonth month) {
        List<AcceptedDifference> standing = differences.standing(month);
        List<AwsDocument> counted =
                documents.documents(month).stream().filter(AwsDocument::counts).toList();
        // most months have none, and nothing of their charges is read
        return figures(month).stream()
                .filter(figures -> figures.unexplained().signum() != 0
                        || standing.stream().anyMatch(one -> one.currency().equals(figures.currency())))
                .map(figures -> difference(month, figures, standing, counted))
                .toList();
    }

    private Difference difference(
            YearMonth month, Figures figures, List<AcceptedDifference> standing, List<AwsDocument> counted) {
        String currency = figures.currency();
        List<AwsDocument> its = counted.stream()
                .filter(one -> one.total().getCurrencyUnit().getCode().equals(currency))
                .toList();
        Map<Place, BigDecimal> now = charges(month, currency);
        boolean over = isOver(month);
        boolean next = ledger.next().filter(month::equals).isPresent();
        boolean blocks =
                over && figures.difference().filter(left -> left.signum() != 0).isPresent() && !figures.isAcceptable();
        return new Difference(
                month,
                over,
                next,
                figures,
                standing.stream().filter(one -> one.currency().equals(currency)).findFirst(),
                ComparedDocuments.of(its, byService(now), figures.total()),
                blocks
                        ? FirstLook.of(figures.unexplained(), its, now, charges(month.minusMonths(1), currency))
                        : List.of(),
                over && next && scope.has(Role.FINANCE));
    }

    private boolean isOver(YearMonth month) {
        return month.isBefore(YearMonth.from(Today.of(clock)));
    }

    private Map<Place, BigDecimal> charges(YearMonth month, String currency) {
        Map<Place, BigDecimal> charges = new HashMap<>();
        cuts.find(month).map(allocations::charges).orElse(List.of()).stream()
                .filter(charge -> charge.currency().equals(currency))
                .forEach(charge ->
                        charges.merge(new Place(charge.account(), charge.service()), charge.billed(), BigDecimal::add));
        return charges;
    }

    private static Collection<Charged> byService(Map<Place, BigDecimal> charges) {
        Map<String, Charged> services = new TreeMap<>();
        charges.forEach((place, billed) -> services.merge(
                place.service(),
                new Charged(place.service(), billed, 1),
                (one, other) ->
                        new Charged(one.service(), one.billed().add(other.billed()), one.lines() + other.lines())));
        return services.values();
    }

    private List<Figures> figures(YearMonth month) {
        return cuts.find(month).map(figures::of).orElseGet(() -> figures.withoutCharges(month));
    }

    /**
     * Accepts a month's difference; what was accepted before of one that has changed since is reversed.
     *
     * @param amount the difference that was looked at
     * @throws DifferenceRefused where it can't be
     */
    @PreAuthorize("hasRole('FINANCE')")
    @Writes(Guard.LOCK)
    public void accept(YearMonth month, String currency, BigDecimal amount, String reason) {
        String why = checked(reason);
        lock(month);
        if (!isOver(month)) {
            throw new DifferenceRefused(Why.NOT_OPEN);
        }
        Figures now = figures(month).stream()
                .filter(figures -> figures.currency().equals(currency))
                .findFirst()
                .orElseThrow(() -> new DifferenceRefused(Why.CHANGED));
        if (now.accepted().signum() != 0) {
            throw new DifferenceRefused(Why.ACCEPTED);
        }
        if (now.unexplained().signum() == 0 || now.unexplained().compareTo(amount) != 0) {
            throw new DifferenceRefused(Why.CHANGED);
        }
        if (!now.isAcceptable()) {
            throw new DifferenceRefused(Why.TOO_LARGE);
        }
        standing(month, currency)
                .ifPresent(old -> books.reverse(old, LedgerText.DIFFERENCE_CHANGED, scope.actor(), clock.instant()));
        books.accept(
                month,
                BigMoney.of(CurrencyUnit.of(currency), now.unexplained()),
                now.documents().orElse(BigDecimal.ZERO),
                now.mostAccepted(),
                why,
                scope.actor(),
                clock.instant());
    }

    /**
     * Takes an acceptance back, whether it still holds or not.
     *
     * @throws DifferenceRefused where it can't be
     */
    @PreAuthorize("hasRole('FINANCE')")
    @Writes(Guard.LOCK)
    public void takeBack(YearMonth month, String currency, String reason) {
        String why = checked(reason);
        lock(month);
        AcceptedDifference accepted =
                standing(month, currency).orElseThrow(() -> new DifferenceRefused(Why.NOT_ACCEPTED));
        books.reverse(accepted, why, scope.actor(), clock.instant());
    }

    private Optional<AcceptedDifference> standing(YearMonth month, String currency) {
        return differences.standing(month).stream()
                .filter(one -> one.currency().equals(currency))
                .findFirst();
    }

    private void lock(YearMonth month) {
        if (ledger.next().filter(month::equals).isEmpty()) {
            throw new DifferenceRefused(
                    ledger.find(month).flatMap(one -> one.closed()).isPresent() ? Why.CLOSED : Why.NOT_OPEN);
        }
        if (ledger.lock(month).closed().isPresent()) {
            throw new DifferenceRefused(Why.CLOSED);
        }
    }

    private static String checked(String reason) {
        String why = reason.strip();
        if (why.isEmpty()) {
            throw new DifferenceRefused(Why.NO_REASON);
        }
        if (why.length() > LONGEST_REASON) {
            throw new DifferenceRefused(Why.REASON_TOO_LONG);
        }
        if (why.codePoints()
                .anyMatch(c -> c != '\n' && Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new DifferenceRefused(Why.CONTROL_CHARACTERS);
        }
        return why;
    }
}
