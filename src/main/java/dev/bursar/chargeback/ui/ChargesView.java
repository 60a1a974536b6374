package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.split.PoolResult;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.chargeback.statement.ChargeDetails;
import dev.bursar.chargeback.statement.ChargeDetails.Page;
import dev.bursar.chargeback.statement.ChargeDetails.PoolPart;
import dev.bursar.chargeback.statement.ChargeDetails.Question;
import dev.bursar.chargeback.statement.ChargeDetails.Row;
import dev.bursar.chargeback.statement.ChargeDetails.Split;
import dev.bursar.chargeback.statement.ChargeDetails.SplitRow;
import dev.bursar.charges.Caller;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.LineLinks;
import dev.bursar.kernel.Decimals;
import dev.bursar.kernel.Role;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Looked;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Table;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** The charges of a cut that a figure is made of; of a pool also how it was split. */
@Route(ChargebackLinks.CHARGEBACK + "/:" + MonthView.MONTH + "/charges")
@PageTitle("Charges")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ChargesView extends Div implements AfterNavigationObserver {
    private static final int LONGEST = 10_000;

    private final Clock clock;
    private final PageHeader header = new PageHeader("Charges");
    private final Div filters = new Div();
    private final Div lines = new Div();
    private final LoadedPart<Optional<Page>> content;
    private Map<String, List<String>> asked = Map.of();
    private Question question = new Question(
            YearMonth.of(2000, 1),
            "USD",
            StatementLine.Section.DIRECT,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    ChargesView(ChargeDetails service, Workers workers, Clock clock) {
        this.clock = clock;
        content = new LoadedPart<>(workers, clock, () -> service.page(question), this::shown)
                .failure("The charges could not be loaded", "Nothing was lost.");
        addClassNames("page", "chargeback", "charges");
        header.actions(lines);
        lines.setVisible(false);
        add(header, new SectionTabs(TabSection.CHARGEBACK, ChargebackLinks.CHARGEBACK), filters, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Map<String, List<String>> parameters =
                event.getLocation().getQueryParameters().getParameters();
        asked = parameters;
        question = new Question(
                MonthAddress.month(event.getRouteParameters()),
                one(parameters, "currency")
                        .filter(code -> code.matches("[A-Z]{3}"))
                        .orElse("USD"),
                one(parameters, "part")
                        .flatMap(word -> Arrays.stream(StatementLine.Section.values())
                                .filter(section ->
                                        section.name().toLowerCase(Locale.ROOT).equals(word))
                                .findFirst())
                        .orElse(StatementLine.Section.DIRECT),
                one(parameters, "pool")
                        .filter(id -> id.matches("[1-9]\\d{0,8}"))
                        .map(Integer::valueOf),
                one(parameters, "team").map(MonthAddress::team),
                one(parameters, "service"),
                one(parameters, "account"));
        content.load(Skeleton.table("Loading charges", 12, true));
    }

    private static Optional<String> one(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream().findFirst().filter(text -> text.length() <= LONGEST);
    }

    private Component shown(Optional<Page> found) {
        filters.removeAll();
        lines.removeAll();
        lines.setVisible(false);
        if (found.isEmpty()) {
            header.title("Charges");
            header.facts(new FactLine());
            return EmptyState.missing(
                            "Charges not found",
                            "The month has no costs, or these charges belong to a team that you don\u2019t lead.")
                    .actions(Buttons.primary(
                            "See all statements", click -> getUI().ifPresent(ui -> ui.navigate(ChargebackView.class))));
        }
        Page page = found.get();
        String title = title(page);
        header.title(title);
        facts(page, title);
        filters.add(new ChargeFilters(page, question, asked, this::go));
        var all = Styled.stack();
        page.split().ifPresent(split -> all.add(split(split)));
        if (page.rows().isEmpty()) {
            all.add(none(page));
        } else {
            all.add(charges(page));
        }
        return all;
    }

    private void go(Map<String, List<String>> parameters) {
        getUI().ifPresent(ui -> ui.navigate(
                ChargesView.class,
                new RouteParameters(MonthView.MONTH, question.month().toString()),
                new QueryParameters(parameters)));
    }

    private EmptyState none(Page page) {
        ChargeFilters chosen = new ChargeFilters(page, question, asked, this::go);
        return chosen.words()
                .map(words -> EmptyState.noMatch(
                                "No charges match these filters", "This figure has no charge of " + words + ".")
                        .actions(Buttons.neutral("Clear filters", click -> chosen.clear())))
                .orElseGet(() -> EmptyState.nothingFound(
                        "No charges",
                        Looked.atOwn("all charges of " + month(), clock.instant()),
                        "None of them belongs to this figure."));
    }

    static String service(String service) {
        return service.isEmpty() ? "No service" : service;
    }

    static String account(Page page, String account) {
        return page.accounts().getOrDefault(account, Formats.account(account));
    }

    private String month() {
        return Formats.month(question.month());
    }

    private String title(Page page) {
        return question.pool()
                .map(pool -> "Pool " + PlainText.cut(page.pools().getOrDefault(pool, ""), 60))
                .orElseGet(() -> switch (question.section()) {
                    case DIRECT -> "Direct charges";
                    case SHARED -> "Shared charges";
                    case CORRECTION -> "Corrections";
                    case UNALLOCATED -> "Unallocated charges";
                });
    }

    private void facts(Page page, String title) {
        FactLine facts =
                CutFacts.line(page, question.team().isPresent() ? month() : "", "BilledCost", question.currency());
        question.team()
                .filter(team -> team != 0)
                .ifPresent(team -> page.rows().stream().findFirst().ifPresent(row -> facts.name(row.team())));
        question.service().ifPresent(facts::name);
        question.account().ifPresent(account -> facts.fact(Formats.account(account)));
        if (!page.rows().isEmpty()) {
            facts.fact((page.size() > page.rows().size()
                            ? "the largest " + Formats.count(page.rows().size()) + " of "
                                    + Formats.count(page.size(), "line", "lines")
                            : Formats.count(page.size(), "line", "lines"))
                    + (page.rows().size() > 1 && page.size() == page.rows().size() ? ", largest first" : ""));
        }
        linesOfMonth().ifPresent(address -> {
            lines.add(Styled.pageLink(address, LineLinks.OPEN, "button-link"));
            lines.setVisible(true);
        });
        header.facts(facts);
        question.team()
                .ifPresentOrElse(
                        team -> header.breadcrumb(
                                List.of(
                                        new RouterLink("Chargeback", ChargebackView.class),
                                        new RouterLink(
                                                "Statement",
                                                StatementView.class,
                                                new RouteParameters(Map.of(
                                                        MonthView.MONTH,
                                                        question.month().toString(),
                                                        StatementView.TEAM,
                                                        team == 0 ? "unallocated" : team.toString())))),
                                title),
                        () -> header.breadcrumb(
                                List.of(
                                        new RouterLink("Chargeback", ChargebackView.class),
                                        new RouterLink(
                                                month(),
                                                MonthView.class,
                                                new RouteParameters(
                                                        MonthView.MONTH,
                                                        question.month().toString()))),
                                title));
    }

    /** The lines of a team's charges; what pools take, and what corrects other months, is told apart by no filter. */
    private Optional<String> linesOfMonth() {
        boolean ofMonth = question.section() == StatementLine.Section.DIRECT
                || question.section() == StatementLine.Section.UNALLOCATED;
        if (!ofMonth || question.pool().isPresent()) {
            return Optional.empty();
        }
        var filters = new ArrayList<CostFilter>();
        question.team().ifPresent(team -> filters.add(is(Dimension.TEAM, team.toString())));
        question.service().ifPresent(service -> filters.add(is(Dimension.SERVICE, service)));
        question.account().ifPresent(account -> filters.add(is(Dimension.ACCOUNT, account)));
        return Optional.of(LineLinks.of(
                new DayRange(
                        question.month().atDay(1),
                        question.month().plusMonths(1).atDay(1)),
                CostMetric.BILLED,
                Set.of(),
                filters));
    }

    /** The account stands beside it, where it is the charge's. */
    private static String caller(Row row) {
        CutCharge charge = row.line().charge();
        String name = Caller.inAnyAccount(charge.caller());
        return charge.caller().equals(charge.account() + ":" + name) ? name : PoolText.caller(charge.caller());
    }

    private static CostFilter is(Dimension dimension, String value) {
        return new CostFilter(dimension, CostFilter.Operator.IS, List.of(value));
    }

    private String part(PoolPart part) {
        return " " + (part.got() ? "It gets " : "It passes on ") + Formats.money(part.amount(), question.currency())
                + (part.got() ? " of " : " to ") + part.pool() + ".";
    }

    private Section split(Split split) {
        PoolResult result = split.result();
        var takes =
                new Paragraph("Takes: " + PoolText.selection(result.pool().selection(), split.owners()) + ". Split: "
                        + result.unsplit()
                                .map(why -> PoolText.unsplit(result.pool(), why))
                                .orElseGet(() -> PoolText.rule(result, split.pools(), true))
                        + "."
                        + split.parts().stream().map(this::part).collect(Collectors.joining()));
        takes.addClassName("section-text");
        var section = new Section("How it is split")
                .note(Formats.count(split.shares().size(), "team", "teams"))
                .flush()
                .with(takes);
        return split.shares().isEmpty()
                ? section
                : section.with(new Table<>("How it is split", question.currency(), split.shares())
                        .name("Team", "Whole pool", SplitRow::name)
                        .opens(row -> ChargebackLinks.statement(
                                question.month(), row.share().team()))
                        .narrow(row -> PoolText.share(result, row.share()))
                        .figure("Share", 100, row -> PoolText.share(result, row.share()))
                        .onlyWide()
                        .money("Part", 130, row -> row.share().amount())
                        .foot(Formats.money(result.amount(), question.currency()))
                        .html());
    }

    private Section charges(Page page) {
        var table = new Table<>("Charges", question.currency(), page.rows())
                .name("Service", "All", row -> service(row.line().charge().service()))
                .narrow(row ->
                        row.team() + ", " + Formats.account(row.line().charge().account()))
                .text("Team", 150, Row::team)
                .onlyWide()
                .shownIf(question.team().isEmpty() && question.section() != StatementLine.Section.UNALLOCATED)
                .text("Account", 170, row -> account(page, row.line().charge().account()))
                .onlyWide()
                .text("Record type", 150, row -> row.line().charge().recordType())
                .quietOnlyWide()
                .shownIf(page.rows().stream()
                                .map(row -> row.line().charge().recordType())
                                .distinct()
                                .count()
                        > 1)
                .text(
                        "Tag value",
                        150,
                        row -> row.line().tagValue().isEmpty()
                                ? "none"
                                : PlainText.cut(row.line().tagValue(), 60))
                .quietOnlyWide()
                .text(
                        "Ownership",
                        84,
                        row -> row.line().rule() == 0
                                ? "none"
                                : "Rule " + row.line().rule())
                .quietOnlyWide()
                .text("Caller", 150, ChargesView::caller)
                .quietOnlyWide()
                .shownIf(page.rows().stream()
                        .anyMatch(row -> !row.line().charge().caller().isEmpty()))
                .text("Of", 74, row -> otherMonth(row).map(Formats::shortMonth).orElse(""))
                .quietOnlyWide()
                .shownIf(page.rows().stream().anyMatch(row -> otherMonth(row).isPresent()))
                .money("BilledCost", 120, Row::billed)
                .foot(Formats.money(page.billed(), question.currency()));
        var section = (page.split().isPresent() ? new Section("Charges") : new Section())
                .flush()
                .with(table.html());
        section.setAriaLabel("Charges");
        if (page.size() == page.rows().size()) {
            rounded(page.rows().stream().map(Row::billed).toList(), page.billed(), question.currency())
                    .map(Paragraph::new)
                    .ifPresent(note -> {
                        note.addClassNames("note", "table-note");
                        section.add(note);
                    });
        }
        return section;
    }

    /** Why lines that are shown with cents add up to another sum; empty where they don't. */
    static Optional<String> rounded(List<BigDecimal> lines, BigDecimal total, String currency) {
        int decimals = Decimals.of(currency);
        BigDecimal shown = lines.stream()
                .map(line -> line.setScale(decimals, RoundingMode.HALF_UP))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return shown.compareTo(total.setScale(decimals, RoundingMode.HALF_UP)) == 0
                ? Optional.empty()
                : Optional.of("The total is exact. The lines here, each rounded to cents, add up to "
                        + Formats.money(shown, currency) + ".");
    }

    /** The month that it is of, where that isn't the statement's. */
    private Optional<YearMonth> otherMonth(Row row) {
        return Optional.of(row.line().charge().chargeMonth()).filter(month -> !month.equals(question.month()));
    }
}
