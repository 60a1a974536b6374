package dev.bursar.chargeback;

import dev.bursar.chargeback.corrections.ChangedSince;
import dev.bursar.chargeback.corrections.CorrectionLine;
import dev.bursar.chargeback.corrections.CorrectionStore;
import dev.bursar.chargeback.issued.IssueStore;
import dev.bursar.chargeback.issued.IssuedStatement;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.TeamId;
import dev.bursar.org.Organisation;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** How costs changed after a month's statements were issued, and where that stands. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class MonthChanges {
    private final ChargebackMonths months;
    private final MonthCorrections corrections;
    private final CorrectionStore posted;
    private final IssueStore issues;
    private final Organisation organisation;

    MonthChanges(
            ChargebackMonths months,
            MonthCorrections corrections,
            CorrectionStore posted,
            IssueStore issues,
            Organisation organisation) {
        this.months = months;
        this.corrections = corrections;
        this.posted = posted;
        this.issues = issues;
        this.organisation = organisation;
    }

    /**
     * @param since of an issued month: what each team would owe now
     * @param corrections of closed months that stand in this open one, and of this closed one that stand in others
     * @param in the open month in which corrections stand
     */
    public record Page(List<Since> since, List<Correction> corrections, Optional<YearMonth> in) {
        public Page {
            since = List.copyOf(since);
            corrections = List.copyOf(corrections);
        }
    }

    /** @param team its number; 0 for Unallocated */
    public record Since(int team, String name, String currency, BigDecimal issued, BigDecimal now) {
        public BigDecimal difference() {
            return now.subtract(issued);
        }
    }

    /**
     * @param ofMonth the closed month
     * @param in the month on whose statements it stands
     */
    public record Correction(
            YearMonth ofMonth, YearMonth in, int team, String name, String currency, BigDecimal amount) {}

    /** What changed of a month, or of closed months where it is the earliest open one. */
    public Page page(YearMonth month) {
        MonthStage stage = months.stages().of(month);
        Map<TeamId, String> names = names(month);
        Optional<YearMonth> open = stage.open();
        return switch (stage.stage()) {
            case ISSUED -> new Page(since(month, names), standing(month, names), open);
            case NEXT -> new Page(List.of(), standing(month, names), open);
            case CLOSED -> new Page(List.of(), ofClosed(month, names, open), open);
            case NO_LEDGER, BEFORE_LEDGER, LATER -> new Page(List.of(), List.of(), open);
        };
    }

    private Map<TeamId, String> names(YearMonth month) {
        Map<TeamId, String> names = new HashMap<>(DimensionLabels.markedTeamNames(organisation));
        for (IssuedStatement one : issues.statements(month)) {
            names.put(new TeamId(one.team()), one.name());
        }
        names.put(TeamId.UNALLOCATED, "Unallocated");
        return names;
    }

    private List<Since> since(YearMonth month, Map<TeamId, String> names) {
        return months.cut(month)
                .flatMap(kept -> months.newest(month)
                        .map(newest -> ChangedSince.of(months.allocations(kept), months.allocationsNow(newest))))
                .map(changed -> changed.totals().stream()
                        .filter(ChangedSince.Total::lines)
                        .map(total -> new Since(
                                total.team(),
                                names.getOrDefault(new TeamId(total.team()), ""),
                                total.currency(),
                                total.issued(),
                                total.now()))
                        .toList())
                .orElse(List.of());
    }

    /** In the open month: as they would be issued now. */
    private List<Correction> standing(YearMonth month, Map<TeamId, String> names) {
        return sums(corrections.of(month), month, names);
    }

    /** Of a closed month: those that were issued, and those that wait in the open month. */
    private List<Correction> ofClosed(YearMonth month, Map<TeamId, String> names, Optional<YearMonth> open) {
        var all = new ArrayList<Correction>();
        for (YearMonth in : issues.last().keySet()) {
            if (in.isAfter(month) && open.filter(in::equals).isEmpty()) {
                all.addAll(sums(of(posted.in(in), month), in, names));
            }
        }
        open.ifPresent(in -> all.addAll(sums(of(corrections.of(in), month), in, names)));
        return all;
    }

    private static List<CorrectionLine> of(List<CorrectionLine> lines, YearMonth month) {
        return lines.stream().filter(line -> line.ofMonth().equals(month)).toList();
    }

    private static List<Correction> sums(List<CorrectionLine> lines, YearMonth in, Map<TeamId, String> names) {
        record Key(YearMonth ofMonth, String currency, int team) implements Comparable<Key> {
            @Override
            public int compareTo(Key other) {
                return java.util.Comparator.comparing(Key::ofMonth)
                        .thenComparing(Key::currency)
                        .thenComparingInt(Key::team)
                        .compare(this, other);
            }
        }
        Map<Key, BigDecimal> sums = new TreeMap<>();
        lines.forEach(line ->
                sums.merge(new Key(line.ofMonth(), line.currency(), line.team()), line.amount(), BigDecimal::add));
        return sums.entrySet().stream()
                .flatMap(entry -> entry.getValue().signum() == 0
                        ? Stream.of()
                        : Stream.of(new Correction(
                                entry.getKey().ofMonth(),
                                in,
                                entry.getKey().team(),
                                names.getOrDefault(new TeamId(entry.getKey().team()), ""),
                                entry.getKey().currency(),
                                entry.getValue())))
                .toList();
    }
}
