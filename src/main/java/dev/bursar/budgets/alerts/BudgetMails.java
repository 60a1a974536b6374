package dev.bursar.budgets.alerts;

import dev.bursar.access.Recipient;
import dev.bursar.access.Recipients;
import dev.bursar.access.TeamLead;
import dev.bursar.access.TeamLeads;
import dev.bursar.budgets.Budget;
import dev.bursar.budgets.BudgetLinks;
import dev.bursar.budgets.BudgetScope;
import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.Threshold;
import dev.bursar.budgets.cost.BudgetCosts.Book;
import dev.bursar.budgets.cost.BudgetQuestions;
import dev.bursar.budgets.store.AlertStore.Passed;
import dev.bursar.budgets.text.MovedText;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.Mail;
import dev.bursar.notify.Outbox;
import dev.bursar.notify.PortalUrl;
import dev.bursar.ui.Formats;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** Writes to each person once about all alerts that concern them: leads of the team, and those named who may see the budget. */
@Component
public class BudgetMails {
    private final Recipients recipients;
    private final TeamLeads leads;
    private final Outbox outbox;
    private final PortalUrl portal;
    private final Clock clock;

    BudgetMails(Recipients recipients, TeamLeads leads, Outbox outbox, PortalUrl portal, Clock clock) {
        this.recipients = recipients;
        this.leads = leads;
        this.outbox = outbox;
        this.portal = portal;
        this.clock = clock;
    }

    /** An alert and the budget that it is about. */
    private record About(Budget budget, Passed passed) {}

    /** Queues the mails in the caller's transaction; answers how many. */
    public int send(List<Passed> decided, List<Budget> budgets, Book book) {
        if (!outbox.ready()) {
            return 0;
        }
        Map<Integer, Budget> byId = budgets.stream().collect(Collectors.toMap(Budget::id, Function.identity()));
        Map<Recipient, List<About>> byPerson = new LinkedHashMap<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<TeamLead> leading =
                leads.all().stream().filter(lead -> lead.leads(today)).toList();
        List<About> all = highest(decided).stream()
                .map(passed -> new About(Objects.requireNonNull(byId.get(passed.budget())), passed))
                .toList();
        for (Recipient person : recipients.all()) {
            List<About> theirs = all.stream()
                    .filter(about -> isFor(person, about.budget(), leading))
                    .toList();
            if (!theirs.isEmpty()) {
                byPerson.put(person, theirs);
            }
        }
        byPerson.forEach(
                (person, theirs) -> outbox.send(new Mail(person.address(), subject(theirs, book), text(theirs, book))));
        return byPerson.size();
    }

    /** Of several thresholds of a kind that are passed at once, only the highest. */
    private static List<Passed> highest(List<Passed> decided) {
        record Kind(int budget, LocalDate period, Threshold.Kind kind) {}
        Map<Kind, Passed> highest = new LinkedHashMap<>();
        decided.forEach(passed -> highest.merge(
                new Kind(passed.budget(), passed.period(), passed.threshold().kind()),
                passed,
                (one, other) -> one.threshold().percent() >= other.threshold().percent() ? one : other));
        return highest.values().stream()
                .sorted(Comparator.comparing(Passed::budget)
                        .thenComparing(Passed::period)
                        .thenComparing(Passed::threshold))
                .toList();
    }

    private static boolean isFor(Recipient person, Budget budget, List<TeamLead> leading) {
        boolean leadsIt = budget.scope() instanceof BudgetScope.OfTeam(TeamId team)
                && leading.stream()
                        .anyMatch(lead -> lead.team().equals(team)
                                && lead.person().equals(person.person())
                                && person.roles().contains(Role.LEAD));
        return leadsIt && budget.tellsLeads()
                || budget.people().contains(person.person()) && (leadsIt || person.seesEverything());
    }

    private static String subject(List<About> theirs, Book book) {
        Set<Integer> budgets = new HashSet<>();
        theirs.forEach(about -> budgets.add(about.budget().id()));
        return budgets.size() == 1
                ? theirs.stream()
                        .max(Comparator.comparing(
                                about -> about.passed().threshold().kind() == Threshold.Kind.ACTUAL))
                        .map(about -> headline(about, book))
                        .orElseThrow()
                : Formats.count(budgets.size()) + " budgets passed a threshold";
    }

    /** {@code Fraud has spent 103% of its budget for November 2026}. */
    private static String headline(About about, Book book) {
        Passed passed = about.passed();
        String percent = Formats.used(passed.amount(), passed.limit()).orElse("");
        return book.name(about.budget().scope())
                + (passed.threshold().kind() == Threshold.Kind.ACTUAL ? " has spent " : " is projected to spend ")
                + percent
                + " of its budget for " + Formats.period(period(about));
    }

    private static LocalDateRange period(About about) {
        return about.budget().period(about.passed().period());
    }

    private String text(List<About> theirs, Book book) {
        var text = new StringBuilder();
        for (About about : theirs) {
            Passed passed = about.passed();
            String currency = about.budget().currency();
            text.append(headline(about, book)).append(".\n  ");
            text.append(Formats.money(passed.amount(), currency))
                    .append(passed.threshold().kind() == Threshold.Kind.ACTUAL ? " spent" : " projected")
                    .append(", limit ")
                    .append(Formats.money(passed.limit(), currency))
                    .append(". Alert at ")
                    .append(BudgetText.threshold(passed.threshold()))
                    .append(".\n");
            if (passed.moved() != null) {
                text.append("  Largest increases: ")
                        .append(MovedText.words(passed.moved()))
                        .append(".\n");
            }
            text.append("  Costs: ")
                    .append(portal.to(BudgetQuestions.address(about.budget(), period(about), book)))
                    .append("\n  Budget: ")
                    .append(portal.to(BudgetLinks.budget(about.budget().id())))
                    .append("\n\n");
        }
        return text.append("Amounts are ")
                .append(theirs.stream()
                        .map(about -> BudgetText.basis(
                                about.budget().basis(about.passed().period())))
                        .distinct()
                        .collect(Collectors.joining(" or ")))
                .append(". AWS may still change the costs of the last days.\n")
                .append("Acknowledge the alert on the budget's page, so that others know that you have seen it.\n")
                .toString();
    }
}
