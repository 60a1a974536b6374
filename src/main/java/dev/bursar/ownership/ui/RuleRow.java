package dev.bursar.ownership.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasComponents;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dnd.DragSource;
import com.vaadin.flow.component.dnd.DropEffect;
import com.vaadin.flow.component.dnd.DropTarget;
import com.vaadin.flow.component.dnd.EffectAllowed;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.RuleClaim;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Palette;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ShareBar;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Styled;
import module java.base;
import org.jspecify.annotations.Nullable;

/** One rule in the list: its number, its sentence, what it claims, and the ways to move it. */
final class RuleRow extends ListItem {
    /** Where a row wants to go. */
    interface Moves {
        void up(RuleRow row);

        void down(RuleRow row);

        void to(RuleRow row, RuleRow place);

        /** Asks for the position. */
        void ask(RuleRow row);
    }

    private final RulePosition place;
    private final String name;
    private final String searched;
    private final Component number;
    private final Div amount = new Div();
    private final Div share = Styled.div("rule-share");
    private final Div hint = Styled.div("rule-hint");
    private @Nullable Button up;
    private @Nullable Button down;

    RuleRow(RulePosition place, RuleNames names, LocalDate today, boolean mayChange, Moves moves) {
        this.place = place;
        OwnershipRule current = place.on(today);
        this.name = PlainText.cut(RuleText.sentence(current, names.team(current.team()), names.accounts()), 120);
        addClassNames("rule-row");
        setId("rule-" + place.position());
        searched = name + "\n"
                + place.versions().stream().map(rule -> text(rule, names)).collect(Collectors.joining("\n"));
        number = mayChange ? Buttons.link("", click -> moves.ask(this)) : new Span();
        number.addClassName("rule-number");
        number(place.position());
        amount.addClassNames("rule-amount", "number");
        var words = Styled.div("rule-words");
        words.add(sentence(current, names, today, mayChange));
        place.versions().stream().filter(rule -> rule.id() != current.id()).forEach(rule -> {
            var line = sentence(rule, names, today, mayChange);
            line.addClassName("other-version");
            words.add(line);
        });
        words.add(hint);
        if (mayChange) {
            add(handle(moves), number, words, amount, share, arrows(moves));
            Shortcuts.addShortcutListener(this, () -> moves.up(this), Key.ARROW_UP, KeyModifier.ALT)
                    .listenOn(this);
            Shortcuts.addShortcutListener(this, () -> moves.down(this), Key.ARROW_DOWN, KeyModifier.ALT)
                    .listenOn(this);
        } else {
            addClassName("read-only");
            add(number, words, amount, share);
        }
    }

    RulePosition place() {
        return place;
    }

    /** The rule in a sentence. */
    String name() {
        return name;
    }

    /** All that may be searched for: each version's values, team and accounts, uncut. */
    Stream<String> searched() {
        return Stream.of(searched);
    }

    private static String text(OwnershipRule rule, RuleNames names) {
        var words = new ArrayList<String>();
        words.add(names.team(rule.team()));
        Stream.of(
                        rule.tagValues(),
                        rule.services(),
                        rule.callers(),
                        rule.profiles(),
                        rule.clusters(),
                        rule.namespaces(),
                        rule.workloads())
                .filter(Objects::nonNull)
                .forEach(words::addAll);
        if (rule.accounts() != null) {
            rule.accounts().forEach(account -> {
                words.add(account);
                words.add(Formats.account(account));
                words.add(names.accounts().getOrDefault(account, ""));
            });
        }
        return String.join("\n", words);
    }

    private void number(int position) {
        ((HasText) number).setText(String.valueOf(position));
        if (number instanceof Button button) {
            button.setAriaLabel("Position " + position + ", move to another: " + name);
        }
    }

    private static Div sentence(OwnershipRule rule, RuleNames names, LocalDate today, boolean mayChange) {
        HasComponents text;
        if (mayChange) {
            var link =
                    new RouterLink("", RuleView.class, new RouteParameters(RuleView.RULE, String.valueOf(rule.id())));
            link.addClassName("rule-link");
            text = link;
        } else {
            text = new Span();
        }
        var team = new Span(names.team(rule.team()));
        team.addClassName("strong");
        text.add(new Span(RuleText.claim(rule, names.accounts()) + " \u2192 "), team);
        String days = RuleText.days(rule);
        if (!days.isEmpty()) {
            text.add(new Span(", " + days));
        }
        var line = Styled.div("rule-sentence", (Component) text);
        LocalDate to = rule.to();
        if (to != null && !to.isAfter(today)) {
            line.add(new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.SQUARE, "Ended"));
        } else if (rule.from().isAfter(today)) {
            line.add(new StatusBadge(StatusBadge.Kind.INFO, Icons.HOURGLASS, "Starts later"));
        }
        return line;
    }

    private Div handle(Moves moves) {
        var handle = new Div(Icons.GRIP_VERTICAL.create());
        handle.addClassNames("rule-handle");
        handle.getElement()
                .setAttribute(
                        "title", "Drag, or press Alt+\u2191 or Alt+\u2193. Select the number to enter a position.");
        var source = DragSource.create(handle);
        source.setEffectAllowed(EffectAllowed.MOVE);
        source.setDragData(this);
        var target = DropTarget.create(this);
        target.setDropEffect(DropEffect.MOVE);
        target.addDropListener(drop -> drop.getDragData()
                .filter(RuleRow.class::isInstance)
                .map(RuleRow.class::cast)
                .ifPresent(row -> moves.to(row, this)));
        return handle;
    }

    private Div arrows(Moves moves) {
        up = Buttons.icon(Icons.CHEVRON_UP, "Move up: " + name, click -> moves.up(this));
        down = Buttons.icon(Icons.CHEVRON_DOWN, "Move down: " + name, click -> moves.down(this));
        return Styled.div("rule-arrows", up, down);
    }

    /** Marks the row that somebody has moved; those that made way for it are not. */
    void moved(boolean elsewhere) {
        getElement().getClassList().set("moved", elsewhere);
    }

    /**
     * Says where the row stands, and which ways are open.
     *
     * @param position among all rules, as it will be when the order is saved
     * @param at among the rows that are shown
     */
    void standsAt(int position, int at, int of) {
        number(position);
        if (up != null && down != null) {
            up.setEnabled(at > 1);
            down.setEnabled(at < of);
        }
    }

    void focusPosition() {
        if (number instanceof Button button) {
            button.focus();
            button.scrollIntoView();
        }
    }

    void focusUp(boolean upwards) {
        Button wanted = upwards ? up : down;
        Button other = upwards ? down : up;
        if (wanted != null && wanted.isEnabled()) {
            wanted.focus();
        } else if (other != null) {
            other.focus();
        }
    }

    /**
     * What the rule claims, once it is known.
     *
     * @param largest of one rule, for the bars
     * @param total of all costs, by currency
     */
    void claims(
            List<RuleClaim> claims,
            BigDecimal largest,
            Map<String, BigDecimal> total,
            Map<Integer, List<OwnershipRule>> shadows,
            String months,
            LocalDate today) {
        amount.removeAll();
        share.removeAll();
        hint.removeAll();
        Map<String, BigDecimal> sums = sums(claims);
        if (sums.size() == 1) {
            share(share, sums.entrySet().iterator().next(), largest, total, Palette.at(1));
        }
        sums.forEach((currency, sum) -> amount.add(new Div(Formats.money(sum, currency))));
        List<OwnershipRule> over = shadows.get(place.on(today).id());
        if (over != null) {
            hint.add(
                    new StatusBadge(StatusBadge.Kind.WARNING, Icons.TRIANGLE_ALERT, "Never reached"),
                    new Span("because " + RuleText.shadow(over)));
        } else if (sums.isEmpty() && !place.endedBy(today)) {
            hint.add(
                    new StatusBadge(StatusBadge.Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Claims nothing"),
                    new Span("in " + months));
        }
    }

    /** The percentage of all costs and a bar, both of one sum. */
    static void share(
            Div share,
            Map.Entry<String, BigDecimal> sum,
            BigDecimal largest,
            Map<String, BigDecimal> total,
            Palette.Colour colour) {
        share.add(
                Styled.quiet(Formats.share(sum.getValue(), total.getOrDefault(sum.getKey(), BigDecimal.ZERO))
                        .orElse("")),
                new ShareBar(sum.getValue(), largest, colour));
    }

    /** By currency, what all versions of the rule claim. */
    Map<String, BigDecimal> sums(List<RuleClaim> claims) {
        return sums(claims, place.versions().stream().map(OwnershipRule::id).collect(Collectors.toSet()));
    }

    static Map<String, BigDecimal> sums(List<RuleClaim> claims, Set<Integer> rules) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        claims.stream()
                .filter(claim -> rules.contains(claim.rule()))
                .forEach(claim -> sums.merge(claim.currency(), claim.effectiveCost(), BigDecimal::add));
        return sums;
    }
}
