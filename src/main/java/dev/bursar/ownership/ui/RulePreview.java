package dev.bursar.ownership.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipEdit;
import dev.bursar.ownership.OwnershipMove;
import dev.bursar.ownership.OwnershipPreview;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.OwnershipRuleService;
import dev.bursar.ownership.RuleDraft;
import dev.bursar.ownership.RuleShadows;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/**
 * What a change of rules would move, in money, month by month as it is added up; and what it would do to rules, which no
 * amount shows.
 */
final class RulePreview extends Composite<Div> {
    private static final int MOST_MOVES = 12;
    private final OwnershipRuleService service;
    private final PageWork work;
    private final Map<TeamId, String> teams;
    private final LocalDate today;
    private final Div state = Styled.div("preview-state");
    private final Div notes = Styled.div("preview-notes");
    private final Div answer = Styled.div("preview-months");

    RulePreview(OwnershipRuleService service, Workers workers, Map<TeamId, String> teams, LocalDate today) {
        this.service = service;
        this.work = new PageWork(this, workers);
        this.teams = teams;
        this.today = today;
        state.getElement().setAttribute("role", "status");
        getContent().addClassName("rule-preview");
        getContent().add(state, notes, answer);
    }

    /** Shows no amounts but a sentence: {@code Choose a team to see what moves.} */
    void say(String words) {
        work.forget();
        clear();
        state.add(new Span(words));
    }

    /** Says that a stored rule does already what is entered, with a link to it. */
    void exists(OwnershipRule other) {
        say(RuleText.claimedBy(other, teams));
        state.add(new Div(new RouterLink(
                "See rule " + other.position(),
                RuleView.class,
                new RouteParameters(RuleView.RULE, String.valueOf(other.id())))));
    }

    /**
     * Adds up what the edit would move.
     *
     * @param failed told what stands in the way, expected or not; nothing is shown then
     */
    void of(OwnershipEdit edit, RuleMonths months, Consumer<RuntimeException> failed) {
        if (months.months().isEmpty()) {
            say("No costs have been read yet, so nothing moves.");
            return;
        }
        clear();
        state.add(working(months.months().getFirst(), 0, months.months().size()));
        Consumer<RuntimeException> stopped = problem -> {
            clear();
            failed.accept(problem);
        };
        work.ask(() -> effect(edit), effect -> next(new Sums(edit, months, effect, stopped), 0), stopped);
    }

    /**
     * Which rules a change shadows or frees, and which rule it is about.
     *
     * @param versions numbers of all that stand in the place of that rule: what the list adds up
     * @param whole that rule on the days of all of them
     */
    private record Effect(
            Optional<OwnershipRule> subject,
            Set<Integer> versions,
            Optional<RuleDraft> whole,
            Map<Integer, List<OwnershipRule>> shadowed,
            List<OwnershipRule> newlyShadowed,
            List<OwnershipRule> freed) {}

    private Effect effect(OwnershipEdit edit) {
        List<OwnershipRule> now = service.rules().all();
        List<OwnershipRule> proposed = service.proposed(edit);
        Map<Integer, List<OwnershipRule>> before = RuleShadows.of(now);
        Map<Integer, List<OwnershipRule>> after = RuleShadows.of(proposed);
        Optional<OwnershipRule> subject = subject(edit, proposed);
        int about = subject.map(OwnershipRule::id).orElse(0);
        List<OwnershipRule> newly = proposed.stream()
                .filter(rule -> rule.id() != about && after.containsKey(rule.id()) && !before.containsKey(rule.id()))
                .toList();
        List<OwnershipRule> freed = proposed.stream()
                .filter(rule -> rule.id() != about && before.containsKey(rule.id()) && !after.containsKey(rule.id()))
                .toList();
        List<OwnershipRule> versions = subject.stream()
                .flatMap(rule -> RulePosition.of(proposed).stream()
                        .map(RulePosition::versions)
                        .filter(all -> all.contains(rule))
                        .flatMap(List::stream))
                .toList();
        return new Effect(
                subject,
                versions.stream().map(OwnershipRule::id).collect(Collectors.toSet()),
                subject.map(
                        rule -> RuleDraft.of(rule.holding(versions.getFirst().from(), rule.to()))),
                after,
                newly,
                freed);
    }

    private static Optional<OwnershipRule> subject(OwnershipEdit edit, List<OwnershipRule> proposed) {
        return switch (edit) {
            case OwnershipEdit.Add add ->
                proposed.stream().filter(rule -> rule.id() < 0).findFirst();
            case OwnershipEdit.Change change ->
                proposed.stream().filter(rule -> rule.id() < 0).findFirst();
            case OwnershipEdit.Correct correct ->
                proposed.stream().filter(rule -> rule.id() == correct.rule()).findFirst();
            case OwnershipEdit.AddAll all -> Optional.empty();
            case OwnershipEdit.End end -> Optional.empty();
            case OwnershipEdit.Remove remove -> Optional.empty();
            case OwnershipEdit.Join join -> Optional.empty();
            case OwnershipEdit.Reorder reorder -> Optional.empty();
            case OwnershipEdit.HandOver handOver -> Optional.empty();
        };
    }

    /** What has been added up so far. */
    private static final class Sums {
        private final OwnershipEdit edit;
        private final RuleMonths months;
        private final Effect effect;
        private final Consumer<RuntimeException> stopped;
        private final List<OwnershipPreview.Month> done = new ArrayList<>();

        Sums(OwnershipEdit edit, RuleMonths months, Effect effect, Consumer<RuntimeException> stopped) {
            this.edit = edit;
            this.months = months;
            this.effect = effect;
            this.stopped = stopped;
        }

        /** What rules claim, by currency. */
        Map<String, BigDecimal> claimed(Set<Integer> rules) {
            return RuleRow.sums(
                    done.stream().flatMap(month -> month.claims().stream()).toList(), rules);
        }

        boolean isShadowed() {
            return effect.subject
                    .filter(rule -> effect.shadowed.containsKey(rule.id()))
                    .isPresent();
        }
    }

    private void next(Sums sums, int at) {
        List<YearMonth> months = sums.months.months();
        if (at == months.size()) {
            finish(sums);
            return;
        }
        state.removeAll();
        state.add(working(months.get(at), at, months.size()));
        work.ask(
                () -> service.preview(sums.edit, months.get(at)),
                month -> {
                    sums.done.add(month);
                    answer.add(month(month));
                    next(sums, at + 1);
                },
                sums.stopped);
    }

    private void finish(Sums sums) {
        state.removeAll();
        state.add(new Span(summary(sums)));
        if (sums.done.stream().allMatch(month -> month.moves().isEmpty())) {
            answer.removeAll();
        }
        showNotes(sums.effect);
        Map<String, BigDecimal> claimed = sums.claimed(sums.effect.versions);
        if (!claimed.isEmpty()) {
            notes.add(note(claims(sums, claimed)));
        } else if (!sums.isShadowed()) {
            sums.effect.whole.ifPresent(
                    draft -> work.ask(() -> service.namesAnything(draft), named -> nothing(sums, named), sums.stopped));
        }
    }

    /** {@code With this, the rule claims $46.00 of October 2026.} A change may begin on a day of which no costs are stored yet. */
    private static String claims(Sums sums, Map<String, BigDecimal> claimed) {
        String all = "With this, the rule claims "
                + claimed.entrySet().stream()
                        .map(sum -> Formats.money(sum.getValue(), sum.getKey()))
                        .collect(Collectors.joining(" and "))
                + " of " + sums.months.name() + ".";
        return sums.effect
                .subject
                .filter(rule -> sums.claimed(Set.of(rule.id())).isEmpty())
                .map(rule -> all + " None of it is from " + Formats.date(rule.from()) + " on, when this change begins.")
                .orElse(all);
    }

    private void nothing(Sums sums, boolean named) {
        notes.add(note(
                named
                        ? "This rule claims no costs in " + sums.months.name() + "."
                        : "No stored costs match this rule. You can save it to claim future costs."));
    }

    /** The largest move, in a sentence; the months have them all. */
    private String summary(Sums sums) {
        return sums.done.stream()
                .flatMap(month -> month.moves().stream())
                .filter(move -> move.effectiveCost().signum() != 0)
                .max(java.util.Comparator.comparing(
                        (OwnershipMove move) -> move.effectiveCost().abs()))
                .map(move -> RuleText.move(move, teams))
                .orElse("This would move no costs in " + sums.months.name() + ".");
    }

    private void showNotes(Effect effect) {
        effect.subject.ifPresent(rule -> Optional.ofNullable(effect.shadowed.get(rule.id()))
                .ifPresent(over -> notes.add(note("Never reached: " + RuleText.shadow(over) + ". Move it before "
                        + (over.size() == 1 ? "that rule" : "those rules") + ", or use other conditions."))));
        if (!effect.newlyShadowed.isEmpty()) {
            String numbers = RuleText.numbers(effect.newlyShadowed);
            notes.add(note(numbers.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + numbers.substring(1)
                    + " would no longer be reached."));
        }
        if (!effect.freed.isEmpty()) {
            state.add(new Span(" " + RuleText.numbers(effect.freed) + " would be reached again."));
        }
    }

    private static Div note(String words) {
        return Styled.div("preview-note", Icons.TRIANGLE_ALERT.create(), new Span(words));
    }

    private Div month(OwnershipPreview.Month month) {
        boolean running = YearMonth.from(today).equals(month.month());
        var head = new H3(Formats.month(month.month()) + (running ? ", so far" : ""));
        var part = Styled.div("preview-month", head);
        if (month.moves().isEmpty()) {
            var none = new Paragraph("Nothing moves.");
            none.addClassName("quiet");
            part.add(none);
        }
        month.moves().stream().limit(MOST_MOVES).forEach(move -> {
            var way = new Span(RuleText.team(move.from(), teams) + " \u2192 " + RuleText.team(move.to(), teams));
            way.addClassName("preview-way");
            var amount = Styled.span("number", Formats.money(move.effectiveCost(), move.currency()));
            part.add(Styled.div("preview-move", way, amount));
        });
        if (month.moves().size() > MOST_MOVES) {
            var more = new Paragraph(Formats.count(month.moves().size() - MOST_MOVES) + " smaller moves");
            more.addClassName("quiet");
            part.add(more);
        }
        return part;
    }

    /** {@code Adding up October 2026, 2 of 3}. */
    static Div working(YearMonth month, int done, int all) {
        var spinner = Icons.LOADER.create();
        spinner.addClassName("spin");
        return Styled.div(
                "preview-working",
                spinner,
                new Span("Adding up " + Formats.month(month) + (all == 1 ? "" : ", " + (done + 1) + " of " + all)));
    }

    private void clear() {
        state.removeAll();
        notes.removeAll();
        answer.removeAll();
    }
}
