package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.bursar.charges.ChangeLinks;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.LineLinks;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.formula.Coverage;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.proposals.Proposal;
import dev.bursar.efficiency.proposals.ProposalService;
import dev.bursar.efficiency.query.EfficiencyService;
import dev.bursar.efficiency.query.WorkloadDetails;
import dev.bursar.efficiency.query.WorkloadRow;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.questions.AskedQuestion;
import dev.bursar.efficiency.questions.LogService;
import dev.bursar.efficiency.questions.TraceAnswer;
import dev.bursar.efficiency.questions.TracePath;
import dev.bursar.efficiency.questions.TraceService;
import dev.bursar.efficiency.text.ReasonText;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.inventory.Creation;
import dev.bursar.inventory.spi.CreationLinks;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.trail.TrailLinks;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Popup;
import dev.bursar.ui.Section;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;

/** One workload: what was found of it, what would save costs, what it used and what it cost. */
@Route(EfficiencyLinks.WORKLOADS + "/:" + WorkloadView.WORKLOAD)
@PageTitle("Workload")
@RolesAllowed({Role.LEAD_NAME, Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class WorkloadView extends Div implements AfterNavigationObserver {
    /** So many days are compared with as many before. */
    private static final int SPAN = 30;

    static final String WORKLOAD = "workload";

    private final ProposalService proposals;
    private final LogService logs;
    private final TraceService traces;
    private final Workers workers;
    private final CreationLinks creationLinks;
    private final Clock clock;
    private final boolean seesEvents;
    private final PageHeader header = new PageHeader("Workload");
    private final LoadedPart<Optional<WorkloadDetails>> content;
    private final Button see = Buttons.opener(Icons.LINK, "See also");
    private String shownArn = "";
    private long id;

    WorkloadView(
            EfficiencyService service,
            ProposalService proposals,
            LogService logs,
            TraceService traces,
            CreationLinks creationLinks,
            Scope scope,
            Workers workers,
            Clock clock) {
        this.proposals = proposals;
        this.logs = logs;
        this.traces = traces;
        this.workers = workers;
        this.creationLinks = creationLinks;
        this.clock = clock;
        seesEvents = scope.has(Role.ADMIN) || scope.has(Role.AUDITOR) || scope.has(Role.LEAD);
        content = new LoadedPart<>(workers, clock, () -> service.details(id), this::shown)
                .failure("The workload could not be loaded", "Nothing was lost.");
        addClassNames("page", "efficiency", "workload");
        see.setVisible(false);
        header.actions(Popup.on(see, "On other pages", PopoverPosition.BOTTOM_END, popover -> elsewhere()));
        add(header, content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        id = event.getRouteParameters()
                .get(WORKLOAD)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(0L);
        content.load(Skeleton.figuresChartAndTable("Reading the workload", 6));
    }

    private Component shown(Optional<WorkloadDetails> found) {
        see.setVisible(found.isPresent());
        if (found.isEmpty()) {
            header.title("Workload");
            header.facts(new FactLine());
            return EmptyState.missing(
                            "Workload not found",
                            "It doesn\u2019t exist, or it belongs to a team that you don\u2019t lead.")
                    .actions(Buttons.primary(
                            "See all workloads", click -> getUI().ifPresent(ui -> ui.navigate(EfficiencyView.class))));
        }
        WorkloadDetails details = found.get();
        shownArn = details.workload().arn();
        String name = PlainText.cutMiddle(details.workload().name(), 80);
        header.title(name);
        header.facts(facts(details)).breadcrumb(List.of(new RouterLink("Efficiency", EfficiencyView.class)), name);
        var all = new Div(figures(details.row()));
        all.addClassName("stack");
        all.add(proposed(details));
        all.add(state(details), new UseSection(details), new CostSection(details));
        PartsSections.variants(details).ifPresent(all::add);
        PartsSections.components(details).ifPresent(all::add);
        PartsSections.jobs(details).ifPresent(all::add);
        if (isEndpoint(details.row())) {
            all.add(new PlotSection(details, () -> require(details)));
        }
        DriftSection.of(details, clock.instant()).ifPresent(all::add);
        if (seesEvents) {
            all.add(new LogQuestionsSection(logs, details.row().id(), workers));
            all.add(new TraceSection(traces, details.row().id(), workers));
            all.add(answered(details.row().id()));
        }
        return all;
    }

    /** What was asked of its logs and traces; nothing where nothing was. */
    private Component answered(long workload) {
        var part = new LoadedPart<>(workers, clock, () -> logs.answered(workload), WorkloadView::answers)
                .failure("The questions to logs and traces could not be loaded", "Nothing was lost.");
        part.reload();
        return part;
    }

    private static Component answers(List<AskedQuestion> asked) {
        return asked.isEmpty()
                ? new Div()
                : new Section("Questions to logs and traces")
                        .note("the latest 20; the lines that AWS answered are not kept")
                        .with(new HtmlTable(
                                "Questions to logs and traces", LogText.ASKED, List.of(), LogText.asked(asked)));
    }

    private FactLine facts(WorkloadDetails details) {
        WorkloadRow row = details.row();
        var facts = new FactLine(row.kind().label()).name(row.accountName()).fact(row.region());
        if (!row.instanceType().isEmpty()) {
            facts.fact(row.instanceType());
        }
        if (!row.status().isEmpty()) {
            facts.fact(row.status());
        }
        facts.fact("team " + WorkloadTable.owner(row));
        details.creation().ifPresent(creation -> {
            String words = created(creation);
            if (seesEvents) {
                facts.link(words, creationLinks.event(creation.event()));
            } else {
                facts.fact(words);
            }
        });
        return facts;
    }

    /** What else is known of it, on other pages. */
    private Component elsewhere() {
        var list = new UnorderedList();
        list.addClassName("link-list");
        String arn = shownArn;
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        if (seesEvents) {
            list.add(new ListItem(Styled.pageLink(TrailLinks.ofResource(arn), "CloudTrail events")));
        }
        list.add(
                new ListItem(Styled.pageLink(
                        LineLinks.ofResource(arn, new DayRange(today.minusDays(SPAN), today.plusDays(1))), "Lines")),
                new ListItem(
                        Styled.pageLink(ChangeLinks.since(arn, today.minusDays(SPAN), today), "Why its cost changed")));
        return list;
    }

    private static String created(Creation creation) {
        return "created by " + PlainText.cut(creation.person(), 60) + ", "
                + Formats.date(LocalDate.ofInstant(creation.at(), ZoneOffset.UTC));
    }

    /** What was found; below a proposal, which says that, only what it was found by. */
    private static Component state(WorkloadDetails details) {
        WorkloadRow row = details.row();
        String span = Formats.moment(row.from()) + " to " + Formats.moment(row.to());
        var measured = new Div();
        measured.addClassName("stack");
        if (isEndpoint(row)
                && (row.coverage().value() == null
                        || allowsFindings(row.coverage().value()))) {
            measured.add(UseSection.note(coverage(row)));
        }
        details.awsFinding().ifPresent(finding -> measured.add(UseSection.note(EfficiencyText.aws(finding, row))));
        if (!details.proposals().isEmpty()) {
            measured.addComponentAsFirst(UseSection.note("Metrics and costs are from " + span + "."));
            return new NativeDetails("How Bursar found this", measured);
        }
        var section = new Section("What was found");
        section.note("metrics and costs from " + span);
        section.with(new Paragraph(EfficiencyText.reason(row)));
        section.status(EfficiencyText.badge(row.state()));
        section.with(UseSection.note("Nothing is proposed."));
        if (row.lowConfidence()) {
            section.with(UseSection.note(EfficiencyText.LOW_CONFIDENCE));
        }
        section.with(measured);
        return section;
    }

    /** Otherwise the reason says how much was measured. */
    private static boolean allowsFindings(double coverage) {
        return new Coverage(Measure.of(coverage)).objection().isEmpty();
    }

    private static String coverage(WorkloadRow row) {
        return row.coverage().value() == null
                ? "Which share of billed hours CloudWatch measured is not known. "
                        + ReasonText.of(row.coverage().reason())
                : ReasonText.coverage(row.coverage().value());
    }

    private static boolean isEndpoint(WorkloadRow row) {
        return row.kind() == WorkloadKind.ENDPOINT;
    }

    private static FigureStrip figures(WorkloadRow row) {
        var figures = new ArrayList<KeyFigure>();
        figures.add(figure(
                "Cost (" + EfficiencyText.days(row.costDays()) + ")",
                row.cost() == null
                        ? EfficiencyText.NOT_KNOWN
                        : Formats.money(row.cost(), EfficiencyText.currency(row.currency())),
                row.cost() == null
                        ? EfficiencyText.costReason(row)
                        : row.costSource().label()));
        figures.addAll(isEndpoint(row) ? ofRequests(row) : ofUse(row));
        String rate = EfficiencyText.rate(row);
        if (row.cost() != null || !rate.isEmpty()) {
            figures.add(figure(
                    "Cost a month at this rate",
                    rate.isEmpty() ? EfficiencyText.NOT_KNOWN : rate,
                    rate.isEmpty() ? noRate(row) : ""));
        }
        figures.add(figure(
                "Possible saving a month",
                row.saving() == null ? EfficiencyText.noSaving(row) : Formats.about(row.saving(), EfficiencyText.USD),
                row.best() == null ? "" : EfficiencyText.proposal(row.best())));
        var strip = new FigureStrip(figures.toArray(KeyFigure[]::new));
        strip.addClassName("figures-" + figures.size());
        return strip;
    }

    private static String noRate(WorkloadRow row) {
        return row.state() == FindingState.STOPPED ? "It is stopped." : ReasonText.of(Reason.NO_WHOLE_DAY);
    }

    private static List<KeyFigure> ofRequests(WorkloadRow row) {
        return List.of(
                figure(
                        "Cost per inference",
                        EfficiencyText.perInferenceWords(row),
                        row.perInference() == null
                                ? EfficiencyText.perInferenceWords(row).equals(EfficiencyText.NO_REQUESTS)
                                        ? "in 14 days"
                                        : ReasonText.of(row.perInferenceReason())
                                : EfficiencyText.number(row.invocations(), EfficiencyText.NOT_KNOWN) + " requests"),
                figure(
                        "Idle",
                        EfficiencyText.words(row.idleShare()),
                        row.idleCost() == null
                                ? EfficiencyText.idleReason(row)
                                : Formats.money(row.idleCost(), EfficiencyText.currency(row.currency())) + " in "
                                        + EfficiencyText.days(row.costDays())));
    }

    /** CPU, and of what is scarcest that the instances have: GPUs, else memory. */
    private static List<KeyFigure> ofUse(WorkloadRow row) {
        boolean gpus = !EfficiencyText.words(row.gpu()).equals(EfficiencyText.NO_GPU);
        if (row.cpu().value() == null
                && row.memory().value() == null
                && row.gpu().value() == null) {
            return row.state() == FindingState.STOPPED
                    ? List.of(figure("Use", "stopped", ""))
                    : List.of(figure(
                            "Use",
                            EfficiencyText.NOT_KNOWN,
                            ReasonText.of(row.cpu().reason())));
        }
        return List.of(
                use("CPU used", row.cpu()), gpus ? use("GPU used", row.gpu()) : use("Memory used", row.memory()));
    }

    private static KeyFigure use(String name, Figure figure) {
        return figure(
                name,
                EfficiencyText.words(figure),
                figure.value() == null ? ReasonText.of(figure.reason()) : "of the capacity in 14 days");
    }

    private static KeyFigure figure(String name, String words, String note) {
        var figure = new KeyFigure(name, words);
        return note.isEmpty() ? figure : figure.note(note);
    }

    private List<Component> proposed(WorkloadDetails details) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        return details.proposals().stream()
                .<Component>map(one -> proposal(details, one, today))
                .toList();
    }

    private ProposalSection proposal(WorkloadDetails details, Proposal one, LocalDate today) {
        return new ProposalSection(proposals, details, one, today, content::reload);
    }

    private void require(WorkloadDetails details) {
        boolean gpus = !EfficiencyText.words(details.row().gpu()).equals(EfficiencyText.NO_GPU);
        new RequirementsDialog(proposals, id, details.target(), gpus, content::reload).open();
    }

    /** Asks X-Ray which call on the way to an endpoint is the slowest: the path first, then the slowest traces at a price. */
    static final class TraceSection extends PaidQuestionSection {
        private final TraceService service;
        private final long workload;
        private final DropDown<Integer> hours = new DropDown<>(
                "Latest", TraceService.HOURS, count -> Formats.count(count, "hour", "hours"), any -> forget());
        private final Button button = Buttons.neutral("", click -> go());
        private final Div path = new Div();
        private final Div answered = new Div();
        private boolean known;

        TraceSection(TraceService service, long workload, Workers workers) {
            super("Traces", "AWS bills the traces searched", workers);
            this.service = service;
            this.workload = workload;
            hours.setValue(TraceService.HOURS.getFirst());
            path.addClassName("stack");
            answered.addClassName("stack");
            controls().add(hours, button);
            section().with(controls(), status(), path, answered);
            forget();
        }

        @Override
        boolean offered() {
            return service.offered(workload);
        }

        private void forget() {
            known = false;
            button.setText("Find the slowest call");
            status().setText("");
            path.removeAll();
            answered.removeAll();
        }

        private void go() {
            int latest = hours.getValue();
            if (known) {
                answered.removeAll();
                ask("Searching traces \u2026", () -> service.ask(workload, latest), this::showAnswer);
            } else {
                ask("Asking X-Ray for the path \u2026", () -> service.path(workload, latest), this::showPath);
            }
        }

        private void showPath(TracePath found) {
            known = true;
            button.setText("Search the slowest traces (about " + LogText.usd(found.usd()) + ")");
            status().setText(TraceText.before(found));
            path.removeAll();
            if (!found.hops().isEmpty()) {
                path.add(new HtmlTable("Calls on the path", TraceText.HOPS, List.of(), TraceText.hops(found)));
            }
        }

        private void showAnswer(TraceAnswer answer) {
            status().setText(TraceText.after(answer));
            if (!answer.places().isEmpty()) {
                answered.add(new HtmlTable(
                        "Where slow traces waited", TraceText.PLACES, List.of(), TraceText.places(answer)));
            }
        }
    }
}
