package dev.bursar.tagging.ui.keys;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.AwsChangeRefused;
import dev.bursar.changes.write.AwsChangeRefused.Why;
import dev.bursar.changes.write.Fixing;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.sync.SyncLinks;
import dev.bursar.tagging.TagLinks;
import dev.bursar.tagging.keys.BackfillService;
import dev.bursar.tagging.keys.TagKeyService;
import dev.bursar.tagging.keys.TagKeyService.Page;
import dev.bursar.tagging.keys.TagKeyService.Row;
import dev.bursar.tagging.spi.Backfill;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Icons;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Looked;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.ReasonField;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.Tables;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Which tag keys AWS's costs carry, which they could, and what a backfill did. */
@Route(TagLinks.KEYS)
@PageTitle("Tag keys")
@Menu(order = 5.55, title = "Tag keys")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class TagKeysView extends Div implements AfterNavigationObserver {
    private static final int SHORT = 40;
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final int LOOKS = 60;

    private final TagKeyService service;
    private final BackfillService backfills;
    private final Workers workers;
    private final Clock clock;
    private final boolean admin;
    private final PageHeader header = new PageHeader("Tag keys");
    private final Button read = Buttons.neutral("Read again", click -> read());
    private final Button backfill = Buttons.neutral("Backfill costs\u2026", click -> backfill());
    private final Button activate = Buttons.neutral("Activate keys\u2026", click -> activate(List.of()));
    private final LoadedPart<Page> content;
    private final PageWork work;
    private List<Row> offered = List.of();
    private @Nullable Instant listedAt;

    TagKeysView(TagKeyService service, BackfillService backfills, Scope scope, Workers workers, Clock clock) {
        this.service = service;
        this.backfills = backfills;
        this.workers = workers;
        this.clock = clock;
        work = new PageWork(this, workers);
        admin = scope.has(Role.ADMIN);
        content = new LoadedPart<>(workers, clock, service::page, this::shown)
                .failure("Tag keys could not be loaded", "Nothing was lost.");
        header.actions(read, backfill, activate);
        read.setVisible(admin);
        backfill.setVisible(false);
        activate.setVisible(false);
        addClassNames("page", "dense", "tags");
        add(header, new SectionTabs(TabSection.TAGS, TagLinks.KEYS), content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        content.load(Skeleton.table("Loading tag keys", 6, false));
    }

    private Component shown(Page page) {
        listedAt = page.listedAt();
        offered = page.rows().stream().filter(Row::mayBeActivated).toList();
        boolean acts = admin && page.enabled();
        activate.setVisible(acts && !offered.isEmpty());
        backfill.setVisible(acts && !page.rows().isEmpty() && page.backfill() == null);
        if (page.listedAt() == null) {
            header.facts("Not read yet");
            return notRead();
        }
        if (page.rows().isEmpty()) {
            header.facts("Read " + Formats.momentWithYear(page.listedAt()));
            return EmptyState.nothingFound(
                    "No cost allocation tags",
                    Looked.at("all tag keys of the payer\u2019s account", 1, page.listedAt()),
                    "AWS lists a tag key within 24 hours after a resource with costs has it.");
        }
        header.facts(new FactLine(counts(page.rows()), "read " + Formats.momentWithYear(page.listedAt())));
        var all = Styled.stack();
        if (!page.enabled()) {
            all.add(off());
        }
        all.add(table(page, acts), Styled.note(KeyText.DEFINITION));
        if (!page.backfills().isEmpty() || page.backfill() != null) {
            all.add(backfills(page));
        }
        return all;
    }

    /** {@code 2 active, 3 inactive, 1 carried}. */
    private static String counts(List<Row> rows) {
        Map<Integer, Long> ranks =
                rows.stream().collect(Collectors.groupingBy(TagKeysView::rank, TreeMap::new, Collectors.counting()));
        return ranks.entrySet().stream()
                .map(one -> Formats.count(one.getValue())
                        + List.of(" active", " carried", " inactive").get(one.getKey()))
                .collect(Collectors.joining(", "));
    }

    /** Those that costs carry first. */
    private static int rank(Row row) {
        return !row.listing().listed() ? 1 : row.key().active() ? 0 : 2;
    }

    private EmptyState notRead() {
        var state = EmptyState.notRead(
                "Tag keys have not been read yet",
                "The job Read tag keys lists them every 8 hours. They appear here after its first run.");
        return state.actions(
                Buttons.neutral("Go to Sync", click -> getUI().ifPresent(ui -> ui.navigate(SyncLinks.SYNC))));
    }

    private Component off() {
        var words = new Paragraph("Bursar doesn\u2019t activate keys yet. ");
        if (admin) {
            Anchor link = Styled.pageLink(ChangeLinks.SETTINGS + "?kind=tag-keys", "Turn it on under Writing to AWS");
            link.addClassName("fact-link");
            words.add(link, new Span(", or activate them in AWS\u2019s billing console."));
        } else {
            words.add(new Span("An admin can turn it on."));
        }
        words.addClassName("note");
        return words;
    }

    private Section table(Page page, boolean acts) {
        Grid<Row> grid = Tables.grid("tag-keys-table", "Cost allocation tag keys");
        Tables.sized(grid.addComponentColumn(TagKeysView::key), "Key", 170, 3).setFrozen(true);
        Tables.sized(grid.addComponentColumn(TagKeysView::status), "Status", 120, 1);
        Tables.wideOnly(grid.addColumn(row -> KeyText.lastUsed(row.key())))
                .setHeader("Last used")
                .setWidth("120px")
                .setFlexGrow(0);
        Tables.figures(Tables.wideOnly(grid.addColumn(row -> KeyText.resources(row.use()))))
                .setHeader("Resources")
                .setWidth("120px")
                .setFlexGrow(0);
        Tables.figures(Tables.sized(
                Tables.wideOnly(grid.addComponentColumn(
                        row -> Tables.twoLines(new Span(KeyText.spend(row.use())), KeyText.spendNote(row.use())))),
                "Spend, 30 days",
                150,
                0));
        if (acts) {
            Tables.wideOnly(grid.addComponentColumn(this::action))
                    .setHeader(Styled.span("visually-hidden", "Actions"))
                    .setWidth("110px")
                    .setFlexGrow(0);
        }
        grid.setItems(page.rows().stream()
                .sorted(Comparator.comparing(TagKeysView::rank))
                .toList());
        grid.setAllRowsVisible(page.rows().size() <= SHORT);
        return new Section("Cost allocation tags").flush().with(grid);
    }

    private static Component key(Row row) {
        var name = new Span(KeyText.key(row.key().key()));
        name.setTitle(PlainText.full(row.key().key()));
        return Tables.threeLines(name, KeyText.about(row), KeyText.spendWords(row.use()));
    }

    private static Component status(Row row) {
        Fixing change = row.change();
        if (change != null) {
            Anchor link = Styled.pageLink(ChangeLinks.change(change.change()), "Change " + change.change());
            return Tables.twoLines(link, "proposed by " + PlainText.cut(change.proposer(), 40));
        }
        if (!row.listing().listed()) {
            return Tables.twoLines(
                    new StatusBadge(Kind.INFO, Icons.CIRCLE_CHECK, "Carried"), "in charge files, not listed by AWS");
        }
        return Tables.twoLines(
                row.key().active()
                        ? new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Active")
                        : new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_DASHED, "Inactive"),
                KeyText.since(row.key()));
    }

    private Component action(Row row) {
        if (!row.mayBeActivated()) {
            return new Span();
        }
        var button = Buttons.link("Activate\u2026", click -> activate(List.of(row)));
        button.setAriaLabel("Activate " + KeyText.key(row.key().key()));
        return button;
    }

    private Section backfills(Page page) {
        var section = new Section("Backfills");
        Fixing open = page.backfill();
        if (open != null) {
            Anchor link = Styled.pageLink(ChangeLinks.change(open.change()), "Change " + open.change());
            link.addClassName("fact-link");
            section.with(new Paragraph(
                    link, new Span(" asks for a backfill. Proposed by " + PlainText.cut(open.proposer(), 60) + ".")));
        }
        if (page.backfills().isEmpty()) {
            return section;
        }
        var rows = new FixedRows();
        for (Backfill one : page.backfills()) {
            String asked = Formats.momentWithYear(one.requested());
            rows.line(
                    "From 1 " + Formats.month(java.time.YearMonth.from(one.from())),
                    "",
                    asked + ". " + KeyText.status(one),
                    asked,
                    KeyText.status(one));
        }
        return section.with(new HtmlTable(
                "Backfills",
                List.of(
                        Column.name("month", "Backfill", ""),
                        Column.text("asked", "Asked for", 190).onlyWide(),
                        Column.text("state", "State", 360).onlyWide()),
                List.of(),
                rows));
    }

    private void read() {
        boolean asked = UserAction.of(service::readNow)
                .denied("You no longer have permission to run jobs.")
                .run();
        if (asked) {
            Notices.success("Tag keys are being read.");
            follow(listedAt, LOOKS);
        }
    }

    /** Shows them once they are read, where that doesn't take too long. */
    private void follow(@Nullable Instant before, int looks) {
        work.askAfter(
                LOOK_AGAIN,
                service::page,
                page -> {
                    if (Objects.equals(page.listedAt(), before) && looks > 1) {
                        follow(before, looks - 1);
                    } else {
                        content.reload();
                    }
                },
                problem -> {});
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void activate(List<Row> chosen) {
        new ActivateDialog(service, offered, chosen, this::proposed).open();
    }

    private void backfill() {
        new BackfillDialog(backfills, workers, clock, this::proposed).open();
    }

    private void proposed(long change) {
        Notices.success("Change " + change + " is proposed.");
        getUI().ifPresent(ui -> ui.navigate(ChangeLinks.change(change)));
    }

    /** Proposes to activate keys. */
    static final class ActivateDialog extends Dialog {

        private final TagKeyService service;
        private final LongConsumer proposed;
        private final CheckboxGroup<Row> keys = new CheckboxGroup<>("Keys");
        private final ReasonField reason = new ReasonField();

        /** @param proposed is told the change's number */
        ActivateDialog(TagKeyService service, List<Row> offered, Collection<Row> chosen, LongConsumer proposed) {
            this.service = service;
            this.proposed = proposed;
            setHeaderTitle("Activate tag keys");
            addClassName("change-dialog");
            setCloseOnOutsideClick(false);
            getHeader().add(Buttons.icon(Icons.X, "Close", click -> close()));
            keys.setItems(offered);
            keys.setItemLabelGenerator(ActivateDialog::label);
            keys.setValue(offered.stream().filter(chosen::contains).collect(Collectors.toSet()));
            keys.setManualValidation(true);
            keys.addValueChangeListener(change -> keys.setInvalid(false));
            add(Styled.div(
                    "change-fields",
                    new Paragraph(
                            "AWS activates a key within 24 hours. Costs carry it from then on; past months need a backfill."),
                    keys,
                    reason));
            Button propose = Buttons.primary("Propose", click -> propose());
            getFooter().add(Buttons.neutral("Cancel", click -> close()), propose);
        }

        private static String label(Row row) {
            String about = row.twins().isEmpty() ? "" : " " + KeyText.about(row) + " Values of both stay apart.";
            return KeyText.key(row.key().key()) + ", " + KeyText.spendWords(row.use()) + "." + about;
        }

        private void propose() {
            List<String> chosen =
                    keys.getValue().stream().map(Row::key).map(TagKey::key).toList();
            UserAction.of(() -> {
                        long change = service.activate(chosen, reason.getValue());
                        close();
                        proposed.accept(change);
                    })
                    .on(AwsChangeRefused.class, this::refuse)
                    .denied("Nothing was proposed. You no longer have permission to activate keys.")
                    .run();
        }

        private void refuse(AwsChangeRefused refused) {
            String words = AwsChangeText.refused(refused);
            if (refused.isOfReason()) {
                reason.refuse(words);
            } else if (refused.why() == Why.NO_ITEMS) {
                FieldErrors.show(keys, words);
            } else {
                Notices.warning(words, AwsChangeText.holder(refused));
            }
        }
    }
}
