package dev.bursar.chargeback.month;

import dev.bursar.access.Recipients;
import dev.bursar.access.Recipients.Named;
import dev.bursar.chargeback.ledger.LedgerMonths;
import dev.bursar.chargeback.month.CalendarDraft.Entered;
import dev.bursar.chargeback.month.CalendarRefused.Problem;
import dev.bursar.chargeback.month.ChargebackService.MonthRow;
import dev.bursar.chargeback.month.ClosingCalendar.Rule;
import dev.bursar.chargeback.statement.Figures;
import dev.bursar.journal.Journal;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Writes;
import dev.bursar.kernel.Writes.Guard;
import module java.base;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The closing calendar as those see it who see all costs; finance changes it. */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('FINANCE', 'ADMIN', 'AUDITOR')")
public class CalendarService {
    private final CalendarStore store;
    private final ChargebackService months;
    private final LedgerMonths ledger;
    private final Recipients people;
    private final Journal journal;
    private final Scope scope;
    private final Clock clock;

    CalendarService(
            CalendarStore store,
            ChargebackService months,
            LedgerMonths ledger,
            Recipients people,
            Journal journal,
            Scope scope,
            Clock clock) {
        this.store = store;
        this.months = months;
        this.ledger = ledger;
        this.people = people;
        this.journal = journal;
        this.scope = scope;
        this.clock = clock;
    }

    /** @param finance who can own a step, by name */
    public record Page(ClosingCalendar calendar, List<Named> finance) {
        public Page {
            finance = List.copyOf(finance);
        }
    }

    public Page page() {
        return new Page(store.calendar(), people.named(Role.FINANCE));
    }

    /** What comes next. @param owner the name of who does it; empty for everybody in finance */
    public record Next(ClosingDue due, Optional<String> owner) {}

    /** The next step of the earliest open month; empty before the ledger's first month is chosen, and until its costs are read. */
    public Optional<Next> next() {
        ClosingCalendar calendar = store.calendar();
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return months.open()
                .flatMap(row -> ClosingDue.next(calendar, ClosingProgress.of(row, today), today))
                .map(due -> new Next(due, name(calendar.rule(due.step()))));
    }

    /** What of closing finance can do now. */
    public enum Act {
        /** Nothing is issued or closed before. */
        CHOOSE_FIRST_MONTH,
        ISSUE,
        CLOSE
    }

    /**
     * An act that waits for finance.
     *
     * @param owner the name of who does it by the calendar; empty for everybody in finance
     * @param by empty before the ledger begins
     * @param amounts what the month comes to, by currency
     */
    public record ToDo(
            Act act, YearMonth month, Optional<LocalDate> by, Optional<String> owner, Map<String, BigDecimal> amounts) {
        public ToDo {
            amounts = Map.copyOf(amounts);
        }
    }

    /**
     * What comes next, as far as it is issuing or closing and can be done now: one or nothing. Empty for who isn't in finance, and before a
     * month is there.
     */
    public Optional<List<ToDo>> toDo() {
        if (!scope.has(Role.FINANCE)) {
            return Optional.empty();
        }
        if (ledger.start().isEmpty()) {
            return months.newest()
                    .map(row -> !row.isInvoiced()
                            ? List.of()
                            : List.of(new ToDo(
                                    Act.CHOOSE_FIRST_MONTH,
                                    row.month(),
                                    Optional.empty(),
                                    Optional.empty(),
                                    Map.of())));
        }
        ClosingCalendar calendar = store.calendar();
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return Optional.of(months.open().stream()
                .flatMap(row -> ClosingDue.next(calendar, ClosingProgress.of(row, today), today)
                        .flatMap(due -> toDo(row, due, calendar))
                        .stream())
                .toList());
    }

    private Optional<ToDo> toDo(MonthRow row, ClosingDue due, ClosingCalendar calendar) {
        boolean disputed = calendar.disputesBlock() && row.answers().openDisputes() > 0;
        Optional<Act> act = switch (due.step()) {
            case ISSUED -> row.isFinal() ? Optional.of(Act.ISSUE) : Optional.empty();
            case CLOSED -> disputed || !row.isFinal() ? Optional.empty() : Optional.of(Act.CLOSE);
            case DOCUMENTS, ANSWERED -> Optional.empty();
        };
        return act.map(one -> new ToDo(
                one,
                row.month(),
                Optional.of(due.day()),
                name(calendar.rule(due.step())),
                row.figures().stream().collect(Collectors.toMap(Figures::currency, Figures::total))));
    }

    private Optional<String> name(Rule rule) {
        return people.named(Role.FINANCE).stream()
                .filter(person -> person.person().equals(rule.owner()))
                .map(Named::name)
                .findFirst();
    }

    /**
     * Changes it.
     *
     * @throws CalendarRefused when it can't be so
     * @throws dev.bursar.kernel.StaleEdit when somebody else changed it meanwhile
     */
    @PreAuthorize("hasRole('FINANCE')")
    @Writes(Guard.CONDITION)
    public void save(CalendarDraft draft) {
        Set<PersonId> finance =
                people.named(Role.FINANCE).stream().map(Named::person).collect(Collectors.toSet());
        ClosingCalendar wanted = checked(draft, finance);
        ClosingCalendar before = store.calendar();
        store.save(wanted);
        if (!before.saysTheSame(wanted)) {
            journal.record(CalendarAction.CALENDAR_CHANGED, CalendarAction.SUBJECT, recorded(before), recorded(wanted));
        }
    }

    /** @throws CalendarRefused when it can't be so */
    static ClosingCalendar checked(CalendarDraft draft, Set<PersonId> finance) {
        Map<ClosingStep, Rule> rules = new EnumMap<>(ClosingStep.class);
        Map<ClosingStep, Problem> problems = new EnumMap<>(ClosingStep.class);
        int earlier = 0;
        for (ClosingStep step : ClosingStep.values()) {
            Entered entered = draft.steps().getOrDefault(step, new Entered("", null));
            String typed = entered.days().strip();
            PersonId owner = entered.owner();
            if (!typed.matches("-?[0-9]{1,6}")) {
                problems.put(step, Problem.NOT_A_NUMBER);
                continue;
            }
            int days = Integer.parseInt(typed);
            if (days < ClosingCalendar.LEAST_DAYS || days > ClosingCalendar.MOST_DAYS) {
                problems.put(step, Problem.OUT_OF_RANGE);
            } else if (days < earlier) {
                problems.put(step, Problem.BEFORE_EARLIER_STEP);
            } else if (owner != null && !finance.contains(owner)) {
                problems.put(step, Problem.NOT_FINANCE);
            }
            earlier = Math.max(earlier, days);
            rules.put(step, new Rule(days, owner));
        }
        if (!problems.isEmpty()) {
            throw new CalendarRefused(problems);
        }
        return new ClosingCalendar(rules, draft.disputesBlock(), draft.version());
    }

    private static Map<String, Object> recorded(ClosingCalendar calendar) {
        Map<String, Object> facts = new LinkedHashMap<>();
        for (ClosingStep step : ClosingStep.values()) {
            Rule rule = calendar.rule(step);
            PersonId owner = rule.owner();
            facts.put(step.column() + "Days", rule.days());
            facts.put(step.column() + "By", owner == null ? "finance" : "person:" + owner.value());
        }
        facts.put("disputesBlock", calendar.disputesBlock());
        return facts;
    }
}
