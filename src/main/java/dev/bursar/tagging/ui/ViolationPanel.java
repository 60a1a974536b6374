package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.inventory.Arn;
import dev.bursar.inventory.Creation;
import dev.bursar.inventory.Resource;
import dev.bursar.inventory.spi.CreationLinks;
import dev.bursar.spend.SpendLinks;
import dev.bursar.tagging.ui.fixes.FixText;
import dev.bursar.tagging.ui.fixes.ProblemText;
import dev.bursar.tagging.ui.fixes.SignText;
import dev.bursar.tagging.violations.ViolationRow;
import dev.bursar.tagging.violations.ViolationService.Details;
import dev.bursar.tagging.violations.ViolationService.Month;
import dev.bursar.tagging.violations.ViolationService.Suggestion;
import dev.bursar.tagging.violations.ViolationService.Wrong;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DetailPanel;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import module java.base;

/** One resource: what is wrong with its tags, what they should be and how to set them, what it costs, and all that was read of it. */
final class ViolationPanel extends DetailPanel {
    private static final int MOST_TAGS = 50;
    private static final int MOST_SUGGESTIONS = 3;

    /**
     * @param exempt told which violation shall be exempt; empty for who may not exempt it
     * @param events where the event that made the resource is shown; empty for who may not open that page. Of what is probably a lead's
     *     they see neither events nor charges yet
     */
    ViolationPanel(
            Details details, Optional<Consumer<ViolationRow>> exempt, Optional<CreationLinks> events, Runnable close) {
        super(PlainText.cutMiddle(details.resource().name(), 80), close);
        addClassName("violation-panel");
        Resource resource = details.resource();
        details.wrong().forEach(wrong -> add(wrong(wrong, exempt)));
        add(new H3("Cost by month"), months(details));
        add(new H3("Resource"), facts(details, details.probable() ? Optional.empty() : events));
        add(new H3(Styled.tagCount(resource.tags(), MOST_TAGS)));
        add(tags(resource));
        var actions = Styled.div("detail-actions", Buttons.copy("Copy ARN", resource.arn()));
        details.console().ifPresent(address -> {
            var link = new Anchor(address, "Open in the AWS console", AnchorTarget.BLANK);
            link.getElement().setAttribute("rel", "noopener noreferrer");
            actions.add(link);
        });
        add(actions);
    }

    private static Component wrong(Wrong wrong, Optional<Consumer<ViolationRow>> exempt) {
        ViolationRow row = wrong.row();
        var box = Styled.div("violation");
        box.add(Styled.div("violation-head", badge(row), ProblemText.cell(row.key(), row.finding())));
        box.add(Styled.note(
                "Policy " + PlainText.cut(wrong.policy(), 60) + " allows " + PlainText.cut(wrong.allowed(), 80) + "."));
        wrong.fixing().ifPresent(fixing -> {
            Anchor link = Styled.pageLink(ChangeLinks.change(fixing.change()), FixText.of(fixing));
            box.add(new Div(link));
        });
        List<Suggestion> suggestions = wrong.suggestions();
        for (int i = 0; i < Math.min(suggestions.size(), MOST_SUGGESTIONS); i++) {
            box.add(suggestion(suggestions.get(i), row.key(), i == 0));
        }
        if (suggestions.isEmpty() && row.closedOn() == null) {
            box.add(Styled.note("There is no suggestion. Choose a value that the policy allows."));
        }
        if (row.closedOn() == null) {
            exempt.ifPresent(told -> box.add(new Div(Buttons.link("Exempt\u2026", click -> told.accept(row)))));
        }
        return box;
    }

    private static StatusBadge badge(ViolationRow row) {
        return switch (row.state()) {
            case OPEN -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "Open");
            case GRACE ->
                new StatusBadge(
                        Kind.INFO,
                        Icons.HOURGLASS,
                        "In grace until " + Formats.shortDate(row.graceTo().minusDays(1)));
            case EXEMPT -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Exempt");
            case FIXED -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Fixed");
            case GONE -> new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Gone");
        };
    }

    private static Component suggestion(Suggestion suggestion, String key, boolean likeliest) {
        var value = PlainText.id(suggestion.value());
        var line = new Div(new Span(likeliest ? "Likely value: " : "Or: "), value);
        var lines = Styled.div("suggestion", line, Styled.note(SignText.of(suggestion.sign())));
        var commands = new Div();
        suggestion
                .cli()
                .ifPresentOrElse(
                        cli -> commands.add(code("AWS CLI", cli)),
                        () -> commands.add(
                                Styled.note("Set this tag where the resource is made: the tagging API would change more"
                                        + " than the tag.")));
        commands.add(code("Terraform", suggestion.terraform()));
        var fix = new NativeDetails(
                "How to set " + PlainText.cut(key, 40) + " to " + PlainText.cut(suggestion.value(), 40), commands);
        fix.setOpen(likeliest);
        lines.add(fix);
        return lines;
    }

    private static Component code(String name, String text) {
        var head = Styled.div("code-head", new Span(name), Buttons.copy("Copy", text));
        var pre = new Pre(text);
        pre.getElement().setAttribute("tabindex", "0");
        pre.getElement().setAttribute("role", "region");
        pre.getElement().setAttribute("aria-label", name);
        return Styled.div("code-block", head, pre);
    }

    private static Component months(Details details) {
        if (details.months().isEmpty()) {
            return Styled.note(
                    details.resource().costKnown()
                            ? "No charges in the last three months."
                            : "Cost not known: needs an export that names resources.");
        }
        DescriptionList list = Styled.facts();
        Resource resource = details.resource();
        for (Month month : details.months()) {
            String name = Formats.shortMonth(month.month());
            list.add(
                    new DescriptionList.Term(
                            details.probable() ? new Span(name) : new Anchor(spend(resource, month.month()), name)),
                    new DescriptionList.Description(Formats.money(month.effectiveCost(), month.currency())));
        }
        return list;
    }

    private static String spend(Resource resource, YearMonth month) {
        return SpendLinks.view(
                month.atDay(1),
                month.plusMonths(1).atDay(1),
                CostMetric.EFFECTIVE,
                Dimension.SERVICE,
                charged(resource),
                new CostFilter(Dimension.ACCOUNT, CostFilter.Operator.IS, List.of(resource.account())));
    }

    /** Whatever an export may call it. */
    private static CostFilter charged(Resource resource) {
        Arn arn = Arn.of(resource.arn());
        return new CostFilter(
                Dimension.RESOURCE,
                CostFilter.Operator.IS,
                Stream.of(resource.arn(), resource.arn() + ":*", arn.name(), arn.lastPart())
                        .distinct()
                        .toList());
    }

    private static DescriptionList facts(Details details, Optional<CreationLinks> events) {
        Resource resource = details.resource();
        DescriptionList facts = Styled.facts();
        fact(facts, "ARN", PlainText.id(resource.arn()));
        fact(facts, "Type", PlainText.name(resource.type()));
        fact(
                facts,
                "Account",
                PlainText.name(details.accountName()),
                Styled.quiet(Formats.account(resource.account())));
        fact(facts, "Region", PlainText.name(resource.region()));
        fact(
                facts,
                "Owner",
                switch (resource.ownerBy()) {
                    case COSTS -> owner(details, "most of its cost is this team\u2019s");
                    case RULES -> owner(details, "by the ownership rules");
                    case NOBODY -> new Component[] {Styled.quiet("nobody")};
                });
        fact(facts, "Made by", resource.madeBy());
        details.creation()
                .ifPresent(creation ->
                        fact(facts, "Created by", PlainText.name(creation.person()), created(creation, events)));
        var sources = new ArrayList<String>();
        if (resource.byTagging()) {
            sources.add("Resource Groups Tagging API");
        }
        if (resource.byExplorer()) {
            sources.add("Resource Explorer");
        }
        fact(facts, "Shown by", new Span(String.join(" and ", sources)));
        fact(facts, "First seen", new Span(day(resource.firstSeen())));
        fact(facts, "Last seen", new Span(Formats.momentWithYear(resource.lastSeen())));
        if (resource.goneAt() != null) {
            fact(facts, "Gone", new Span("not there on " + day(resource.goneAt())));
        }
        return facts;
    }

    private static Component[] owner(Details details, String why) {
        return new Component[] {PlainText.name(details.owner() == null ? "" : details.owner()), Styled.quiet(why)};
    }

    private static Component created(Creation creation, Optional<CreationLinks> events) {
        String time = Formats.momentWithYear(creation.at());
        return events.<Component>map(links -> new Anchor(links.event(creation.event()), time))
                .orElseGet(() -> Styled.quiet(time));
    }

    private static String day(Instant at) {
        return Formats.date(at.atZone(ZoneOffset.UTC).toLocalDate());
    }

    private static Component tags(Resource resource) {
        if (resource.tags().isEmpty()) {
            return Styled.note(
                    resource.byTagging() ? "It has no tags now. It had some earlier." : "It has never had tags.");
        }
        return Styled.tags(resource.tags(), MOST_TAGS);
    }
}
