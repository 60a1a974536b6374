package dev.bursar.chargeback;

import dev.bursar.chargeback.ChargebackService.MonthRow;
import dev.bursar.chargeback.ChargebackService.PoolRow;
import dev.bursar.chargeback.ChargebackService.TeamRow;
import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.documents.DocumentLinks;
import dev.bursar.chargeback.statement.StatementLine.Section;
import dev.bursar.org.OrgLinks;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a month's statements still lack, and what is all right. A check's name says what is. */
@Component
class MonthChecks {
    private final ChargebackMonths months;

    MonthChecks(ChargebackMonths months) {
        this.months = months;
    }

    /** The open ones first. */
    List<MonthCheck> of(MonthRow row, Optional<Cut> before, List<TeamRow> teams, List<PoolRow> pools) {
        Cut cut = row.cut();
        YearMonth month = cut.month();
        var checks = new ArrayList<MonthCheck>();
        months.failure(month)
                .ifPresent(problem -> checks.add(MonthCheck.open("Statements aren\u2019t up to date", problem)));
        checks.add(
                row.over()
                        ? MonthCheck.met("Month is over", "Ended on " + Formats.date(month.atEndOfMonth()))
                        : MonthCheck.open(
                                "Month isn\u2019t over", "Ends on " + Formats.date(month.atEndOfMonth()) + "."));
        checks.add(cut.estimated()
                .map(days -> MonthCheck.open(
                        "Costs aren\u2019t final",
                        "AWS still estimates the costs of " + Formats.shortRange(days) + "."))
                .orElseGet(() -> MonthCheck.met("Costs are final", "No day is estimated")));
        before.ifPresent(last -> {
            checks.add(accounts(cut, last));
            arrived(ChargeKind.SUPPORT, "Support", cut, last).ifPresent(checks::add);
            arrived(ChargeKind.TAX, "Tax", cut, last).ifPresent(checks::add);
        });
        checks.add(documents(row));
        row.figures().stream()
                .filter(one -> one.difference().isPresent())
                .forEach(one -> checks.add(difference(one, month)));
        checks.addAll(owners(row));
        pools.stream()
                .filter(pool -> pool.problem().isPresent())
                .forEach(pool -> checks.add(
                        MonthCheck.open("Pool isn\u2019t split", pool.problem().get())
                                .at("Change pool", ChargebackLinks.pool(pool.pool()))));
        confirmed(teams).ifPresent(checks::add);
        checks.add(costCentres(teams));
        checks.sort(Comparator.comparing(MonthCheck::met));
        return checks;
    }

    private MonthCheck accounts(Cut cut, Cut last) {
        List<String> missing = months.accountsNotIn(cut, last);
        return missing.isEmpty()
                ? MonthCheck.met(
                        "All accounts have costs", "None is missing compared with " + Formats.month(last.month()))
                : MonthCheck.open(
                        Formats.count(missing.size(), "account has no costs", "accounts have no costs"),
                        Formats.account(missing.getFirst())
                                + (missing.size() > 1
                                        ? " and " + Formats.count(missing.size() - 1, "other", "others")
                                        : "")
                                + " had costs in " + Formats.month(last.month()) + ".");
    }

    /** Nothing to say of what is charged in neither month. */
    private Optional<MonthCheck> arrived(ChargeKind kind, String name, Cut cut, Cut last) {
        Map<String, BigDecimal> now = months.billed(cut, kind);
        Map<String, BigDecimal> then = months.billed(last, kind);
        if (now.isEmpty() && then.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                now.isEmpty()
                        ? MonthCheck.open(
                                name + " isn\u2019t charged yet",
                                "It was " + amounts(then) + " in " + Formats.month(last.month()) + ".")
                        : MonthCheck.met(name + " is charged", amounts(now)));
    }

    private static String amounts(Map<String, BigDecimal> amounts) {
        return amounts.entrySet().stream()
                .map(one -> Formats.money(one.getValue(), one.getKey()))
                .collect(Collectors.joining(" and "));
    }

    private static MonthCheck documents(MonthRow row) {
        int count = row.figures().stream().mapToInt(MonthFigures::documentCount).sum();
        YearMonth month = row.month();
        return (count == 0
                        ? MonthCheck.open(
                                "AWS\u2019s invoice isn\u2019t known",
                                row.documentsRead().isEmpty()
                                        ? "AWS\u2019s documents haven\u2019t been read yet. Finance can type them in."
                                        : "AWS issues it in the first days of the next month. Finance can type it in.")
                        : MonthCheck.met("AWS\u2019s invoice is known", Formats.count(count, "document", "documents")))
                .at("See documents", DocumentLinks.month(month));
    }

    private static MonthCheck difference(MonthFigures figures, YearMonth month) {
        BigDecimal difference = figures.difference().orElseThrow();
        return figures.agrees()
                ? MonthCheck.met(
                        "Charges match the invoice", "Difference " + Formats.money(BigDecimal.ZERO, figures.currency()))
                : MonthCheck.open(
                                "Charges don\u2019t match the invoice",
                                "The documents total " + Formats.money(difference.abs(), figures.currency())
                                        + (difference.signum() > 0 ? " more" : " less")
                                        + " than the charges. Compare them with AWS\u2019s bill.")
                        .at("See documents", DocumentLinks.month(month));
    }

    private static List<MonthCheck> owners(MonthRow row) {
        List<MonthCheck> open = row.figures().stream()
                .filter(one -> one.unallocated().signum() != 0)
                .map(one -> MonthCheck.open(
                                "Some charges have no team",
                                Formats.money(one.unallocated(), one.currency()) + " is unallocated.")
                        .at("See charges", ChargebackLinks.charges(row.month(), Section.UNALLOCATED, one.currency())))
                .toList();
        return open.isEmpty() ? List.of(MonthCheck.met("Every charge has a team", "Nothing is unallocated")) : open;
    }

    private static Optional<MonthCheck> confirmed(List<TeamRow> teams) {
        List<String> unconfirmed = teams.stream()
                .filter(TeamRow::unconfirmed)
                .map(TeamRow::name)
                .distinct()
                .toList();
        if (unconfirmed.isEmpty()) {
            return Optional.empty();
        }
        boolean one = unconfirmed.size() == 1;
        return Optional.of(MonthCheck.open(
                        one ? "New team isn\u2019t confirmed" : "New teams aren\u2019t confirmed",
                        named(unconfirmed) + (one ? " comes from a tag value." : " come from tag values.")
                                + " An admin decides what to do with " + (one ? "it." : "them."))
                .at("See teams", OrgLinks.TEAMS));
    }

    private static MonthCheck costCentres(List<TeamRow> teams) {
        List<String> without = teams.stream()
                .filter(team -> team.costCentre().isEmpty() && !team.unconfirmed())
                .map(TeamRow::name)
                .distinct()
                .toList();
        return without.isEmpty()
                ? MonthCheck.met("Every team has a cost centre", Formats.count(teams.size(), "team", "teams"))
                : MonthCheck.open(
                                "Cost centres are missing",
                                named(without) + (without.size() == 1 ? " has none." : " have none."))
                        .at("See teams", OrgLinks.TEAMS);
    }

    /** {@code Vision and 2 other teams}. */
    private static String named(List<String> teams) {
        return teams.getFirst()
                + (teams.size() > 1 ? " and " + Formats.count(teams.size() - 1, "other team", "other teams") : "");
    }
}
