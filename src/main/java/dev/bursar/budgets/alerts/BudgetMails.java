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
import dev.bursar.budgets.cost.MovedByEvent;
import dev.bursar.budgets.store.AlertStore.Passed;
import dev.bursar.budgets.text.MovedText;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.Mail;
import dev.bursar.notify.Outbox;
import dev.bursar.notify.PortalUrl;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;
import org.threeten.extra.LocalDateRange;

/** Writes to each person once about all alerts that concern them: leads of the team, and those named who may see the budget. */
@Component
public class BudgetMails {
    /** Whoever isn't reached within it gets a mail without events. */
    private static final Duration LONGEST_SEARCH = Duration.ofMinutes(1);

    private final Recipients recipients;
    private final TeamLeads leads;
    private final AlertCauses causes;
    private final Outbox outbox;
    private final PortalUrl portal;
    private final Clock clock;

    BudgetMails(
            Recipients recipients, TeamLeads leads, AlertCauses causes, Outbox outbox, PortalUrl portal, Clock clock) {
        this.recipients = recipients;
        this.leads = leads;
        this.causes = causes;
        this.outbox = outbox;
        this.portal = portal;
        this.clock = clock;
    }

    /** An alert and the budget that it is about. */
    private record About(Budget budget, Passed passed) {}

    /** What moved a budget in a period, as far as a person may know. */
    private record Moving(PersonId person, int budget, LocalDate period) {}

    /** What is told beside the amounts. */
    public static final class Events {
        private final Map<Moving, Optional<MovedByEvent>> found = new HashMap<>();

        private Optional<MovedByEvent> of(Recipient person, About about) {
            return found.getOrDefault(moving(person, about), Optional.empty());
        }

        private static Moving moving(Recipient person, About about) {
            return new Moving(
                    person.person(), about.budget().id(), about.passed().period());
        }
    }

    /** Looks for the events behind what would be told, before it is decided: it may take some time, and no transaction waits for it. */
    public Events events(List<Passed> passed, List<Budget> budgets, Book book) {
        var events = new Events();
        Instant until = clock.instant().plus(LONGEST_SEARCH);
        byPerson(passed, budgets)
                .forEach((person, theirs) -> theirs.forEach(about -> {
                    if (clock.instant().isBefore(until)) {
                        events.found.computeIfAbsent(
                                Events.moving(person, about),
                                any -> causes.of(person.person(), about.budget(), period(about), book));
                    }
                }));
        return events;
    }

    /** Queues the mails in the caller's transaction; answers how many. */
    public int send(List<Passed> decided, List<Budget> budgets, Book book, Events events) {
        Map<Recipient, List<About>> byPerson = byPerson(decided, budgets);
        byPerson.forEach((person, theirs) ->
                outbox.send(new Mail(person.address(), subject(theirs, book), text(person, theirs, book, events))));
        return byPerson.size();
    }

    /** Nobody while no mail can be sent. */
    private Map<Recipient, List<About>> byPerson(List<Passed> decided, List<Budget> budgets) {
        Map<Recipient, List<About>> byPerson = new LinkedHashMap<>();
        if (decided.isEmpty() || !outbox.ready()) {
            return byPerson;
        }
        Map<Integer, Budget> byId = budgets.stream().collect(Collectors.toMap(Budget::id, Function.identity()));
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
        return byPerson;
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

    private String text(Recipient person, List<About> theirs, Book book, Events events) {
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
            events.of(person, about)
                    .ifPresent(moved -> text.append("  ")
                            .append(MovedText.sentence(moved))
                            .append("\n  What changed: ")
                            .append(portal.to(moved.address()))
                            .append("\n"));
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
