package dev.bursar.spend.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.LineLinks;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.ownership.OwnershipLinks;
import dev.bursar.ownership.OwnershipReason;
import dev.bursar.ownership.OwnershipReasons;
import dev.bursar.ownership.OwnershipRule;
import dev.bursar.ownership.text.RuleText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Reference;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Term;
import dev.bursar.ui.Workers;
import module java.base;

/** Says which ownership rules gave costs their team, in words, and what they matched. */
final class WhyPanel extends Dialog {
    private static final int MOST_CLAIMS = 200;
    private static final int SHOWN_MATCHES = 8;
    private final Div content = Styled.div("why");
    private final boolean mayAddRules;
    private final String note;
    private final String service;
    private final CostQuery question;

    /** @param mayAddRules whether the person can make a rule for what none claims */
    WhyPanel(
            OwnershipReasons reasons,
            Workers workers,
            Dimension by,
            SpendLine line,
            CostQuery wanted,
            boolean mayAddRules) {
        this.mayAddRules = mayAddRules;
        // a charge that is spread may be booked outside of the days shown
        question = wanted.spread() ? wanted.wholeMonths() : wanted;
        note = wanted.spread() ? "Sums are of whole months, with charges as AWS booked them." : "";
        service = question.filters().stream()
                .filter(filter -> filter.dimension() == Dimension.SERVICE
                        && filter.operator() == CostFilter.Operator.IS
                        && filter.values().size() == 1)
                .map(filter -> filter.values().getFirst())
                .findFirst()
                .orElse("");
        addClassName("why-panel");
        setHeaderTitle(question(by, line));
        getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
        add(content);
        var words = new Paragraph("Looking up which rules apply");
        words.getElement().setAttribute("role", "status");
        words.addClassName("note");
        content.add(words);
        // the row may have been drawn anew since, and with it the button that a dialog gives the focus back to
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                getUI().ifPresent(ui -> ui.getPage().executeJs("""
                    setTimeout(() => {
                      if (document.activeElement === document.body) {
                        [...document.querySelectorAll('.why-button')]
                          .find(button => button.getAttribute('aria-label') === $0)?.focus();
                      }
                    }, 200);
                    """, question(by, line)));
            }
        });
        // not when it is opened: a fast answer would come before the panel is part of the page, and be lost
        addAttachListener(event -> new PageWork(this, workers)
                .ask(() -> new Why(reasons.of(question), reasons.keys()), this::show, this::failed));
    }

    /** {@code Why is this Platform's?}. */
    static String question(Dimension by, SpendLine line) {
        String name = PlainText.cut(line.label(), 40);
        return switch (by) {
            case Plain.TEAM -> line.key().equals("0") ? "Why is this Unallocated?" : "Why is this " + name + "\u2019s?";
            case Plain plain -> "Who owns " + name + ", and why?";
            case Dimension.Tag tag -> "Who owns " + name + ", and why?";
        };
    }

    /** What AWS charged, line by line, of what is asked about. */
    private String lines() {
        return LineLinks.of(
                new DayRange(question.from(), question.to()), question.cost(), question.without(), question.filters());
    }

    private void failed(RuntimeException problem) {
        content.removeAll();
        var words = new Paragraph("The rules could not be loaded. If it fails again, give your admin reference "
                + Reference.of(problem).code() + ".");
        words.getElement().setAttribute("role", "alert");
        content.add(words);
    }

    private record Why(List<OwnershipReason> reasons, TeamKeys keys) {}

    private void show(Why why) {
        List<OwnershipReason> reasons = why.reasons();
        content.removeAll();
        if (reasons.isEmpty()) {
            content.add(new Paragraph("These costs no longer exist. Reload the page."));
            return;
        }
        Map<Integer, List<OwnershipReason>> byRule = new LinkedHashMap<>();
        reasons.forEach(reason -> byRule.computeIfAbsent(
                        reason.rule().map(OwnershipRule::id).orElse(reason.outdated() ? -1 : 0),
                        rule -> new ArrayList<>())
                .add(reason));
        if (!note.isEmpty()) {
            content.add(Styled.note(note));
        }
        byRule.values().forEach(claim -> content.add(claim(claim, why.keys())));
        if (!why.keys().single()) {
            content.add(Styled.note(words(why.keys())));
        }
        Anchor lines = Styled.pageLink(lines(), LineLinks.OPEN, "button-link");
        lines.getElement().addEventListener("click", click -> close());
        content.add(lines);
        if (reasons.size() == MOST_CLAIMS) {
            content.add(Styled.note("Only the " + MOST_CLAIMS + " largest parts are shown."));
        }
    }

    /** {@code The tag value is that of the first key that a charge carries: iamPrincipal/team (from 1 Oct 2026), then team.} */
    private static String words(TeamKeys keys) {
        return "The tag value is that of the first key that a charge carries: "
                + keys.keys().stream()
                        .map(key -> PlainText.cut(key.key(), 60)
                                + (key.from() == null ? "" : " (from " + Formats.date(key.from()) + ")"))
                        .collect(Collectors.joining(", then "))
                + ".";
    }

    private Component claim(List<OwnershipReason> claim, TeamKeys keys) {
        Optional<OwnershipRule> rule = claim.getFirst().rule();
        boolean outdated = claim.getFirst().outdated();
        var title = new H3(rule.map(one -> "Rule " + one.position()).orElse(outdated ? "Changed rule" : "No rule"));
        var sum = new Span(sums(claim));
        sum.addClassName("number");
        var head = Styled.div("why-head", title, sum);
        var words = new Paragraph();
        Term.linked(rule.map(one -> words(one, claim))
                        .orElse(
                                outdated
                                        ? "The rule that claimed these costs has changed. The change is applied within"
                                                + " minutes; until then the costs stay with their current owner."
                                        : "No rule claims these costs. They stay Unallocated until the conditions of a rule"
                                                + " match them."))
                .forEach(words::add);
        words.addClassName("why-words");
        var matches = new UnorderedList();
        matches.addClassName("why-matches");
        claim.stream().limit(SHOWN_MATCHES).forEach(reason -> matches.add(match(reason, keys)));
        var part = Styled.div("why-rule", head, words);
        if (rule.isEmpty() && !outdated && mayAddRules) {
            OwnershipReason largest = claim.getFirst();
            var create = new Anchor(
                    OwnershipLinks.newRule(
                            largest.tagValue(), largest.tagValue().isEmpty() ? largest.account() : "", service),
                    "New rule");
            create.addClassName("button-link");
            part.add(create);
        } else if (rule.isEmpty() && !outdated) {
            part.add(new Paragraph("An admin can add a rule for them."));
        }
        part.add(matches);
        if (claim.size() > SHOWN_MATCHES) {
            var rest = claim.subList(SHOWN_MATCHES, claim.size());
            var more = new Div(new Span(Formats.count(rest.size()) + " more"), number(sums(rest)));
            more.addClassNames("why-match", "note");
            matches.add(new ListItem(more));
        }
        return part;
    }

    /** {@code vision (iamPrincipal/team) in Sandbox, caller role/ChatApp in Sandbox}; the key where there are several. */
    private static ListItem match(OwnershipReason reason, TeamKeys keys) {
        var tag = reason.tagValue().isEmpty() ? new Span("untagged") : PlainText.id(reason.tagValue());
        var account = new Span();
        account.addClassName("quiet");
        if (!keys.single() && !reason.key().isEmpty()) {
            account.add(new Span("("), PlainText.id(reason.key()), new Span(") "));
        }
        account.add(new Span("in "), PlainText.name(reason.accountName()));
        Map<String, String> names = Map.of(reason.account(), reason.accountName());
        if (!reason.caller().isEmpty()) {
            account.add(new Span(", caller "), PlainText.id(RuleText.inAccount(reason.caller(), names)));
        }
        if (!reason.profile().isEmpty()) {
            String id = RuleText.inAccount(reason.profile(), names);
            var profile = reason.profileName().equals(reason.profile())
                    ? PlainText.id(id)
                    : PlainText.name(reason.profileName());
            profile.setTitle(id);
            account.add(new Span(", inference profile "), profile);
        }
        if (!reason.place().isEmpty()) {
            account.add(new Span(", on "), PlainText.id(place(reason.place())));
        }
        var what = new Span(tag, new Span(" "), account);
        what.addClassName("why-what");
        var line = Styled.div("why-match", what, number(Formats.money(reason.amount(), reason.currency())));
        return new ListItem(line);
    }

    /** {@code ml, vision, train}: cluster, namespace and workload. */
    private static String place(String place) {
        return Stream.of(place.split("/", -1)).skip(2).collect(Collectors.joining(", "));
    }

    private static Span number(String text) {
        return Styled.span("number", text);
    }

    private static String sums(List<OwnershipReason> claim) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        claim.forEach(reason -> sums.merge(reason.currency(), reason.amount(), BigDecimal::add));
        return sums.entrySet().stream()
                .map(sum -> Formats.money(sum.getValue(), sum.getKey()))
                .collect(Collectors.joining(", "));
    }

    private static String words(OwnershipRule rule, List<OwnershipReason> claim) {
        Map<String, String> names = claim.stream()
                .collect(Collectors.toMap(OwnershipReason::account, OwnershipReason::accountName, (one, other) -> one));
        return RuleText.sentence(rule, claim.getFirst().team(), names);
    }
}
