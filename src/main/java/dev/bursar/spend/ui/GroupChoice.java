package dev.bursar.spend.ui;

import dev.bursar.charges.Dimension;
import dev.bursar.costexplorer.Breakdown;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.spend.Breakdowns;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import module java.base;

/** What costs can be grouped by: their own dimensions, and for who may see the whole account the breakdowns read besides. */
public sealed interface GroupChoice {
    Set<Role> SEE_EVERYTHING = Set.of(Role.FINANCE, Role.ADMIN, Role.AUDITOR);
    /** So many tags are choices themselves; more are chosen from their list. */
    int MOST_TAGS = 8;

    String label();

    record Plain(Dimension dimension) implements GroupChoice {
        @Override
        public String label() {
            return PlainText.cut(dimension.label(), 60);
        }
    }

    record Read(Breakdown breakdown) implements GroupChoice {
        @Override
        public String label() {
            return PlainText.cut(breakdown.label(), 60);
        }
    }

    /** Opens the list of tag keys with their spend. */
    record Tags() implements GroupChoice {
        @Override
        public String label() {
            return "Choose a tag key\u2026";
        }
    }

    /** Leads an admin to where another one is turned on. */
    record Add() implements GroupChoice {
        @Override
        public String label() {
            return "New breakdown\u2026";
        }
    }

    private static boolean isOfTag(GroupChoice choice) {
        return choice instanceof Read
                || choice instanceof Plain(Dimension dimension) && dimension instanceof Dimension.Tag;
    }

    static List<GroupChoice> plain(List<Dimension> dimensions) {
        return dimensions.stream().<GroupChoice>map(Plain::new).toList();
    }

    /**
     * What the explorer offers.
     *
     * @param shown what it is grouped by, which is a choice in any case
     */
    static List<GroupChoice> explorer(List<Dimension> dimensions, Dimension shown, Scope scope) {
        boolean few =
                dimensions.stream().filter(Dimension.Tag.class::isInstance).count() <= MOST_TAGS;
        var choices = new ArrayList<>(plain(dimensions.stream()
                .filter(one -> few || !(one instanceof Dimension.Tag) || one.equals(shown))
                .toList()));
        if (!choices.contains(new Plain(shown))) {
            choices.add(new Plain(shown));
        }
        return withLists(choices, dimensions.stream().anyMatch(Dimension.Tag.class::isInstance), scope);
    }

    /** What a breakdown offers: the explorer's dimensions and all breakdowns. */
    static List<GroupChoice> all(List<Dimension> dimensions, Breakdowns breakdowns, Scope scope) {
        var choices = new ArrayList<>(plain(dimensions));
        if (scope.roles().stream().anyMatch(SEE_EVERYTHING::contains)) {
            try {
                breakdowns.all().stream().map(Read::new).forEach(choices::add);
            } catch (RuntimeException e) {
                Reference.of(e); // logged; the page is whole without them
            }
        }
        return withLists(choices, choices.stream().anyMatch(GroupChoice::isOfTag), scope);
    }

    private static List<GroupChoice> withLists(List<GroupChoice> choices, boolean tags, Scope scope) {
        if (tags) {
            choices.add(new Tags());
        }
        if (scope.has(Role.ADMIN)) {
            choices.add(new Add());
        }
        return choices;
    }
}
