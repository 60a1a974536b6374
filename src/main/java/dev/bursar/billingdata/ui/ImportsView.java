package dev.bursar.billingdata.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.billingdata.BillingDataLinks;
import dev.bursar.billingdata.Upload;
import dev.bursar.billingdata.delivery.EngineRuns.EngineRun;
import dev.bursar.billingdata.delivery.EngineService;
import dev.bursar.billingdata.delivery.EngineService.Engines;
import dev.bursar.billingdata.engine.EngineProgress;
import dev.bursar.billingdata.imports.ImportInProgress;
import dev.bursar.billingdata.imports.ImportRun;
import dev.bursar.billingdata.imports.ImportState;
import dev.bursar.billingdata.imports.UploadService;
import dev.bursar.billingdata.imports.UploadService.Imports;
import dev.bursar.billingdata.read.ImportReportText;
import dev.bursar.billingdata.read.ReadProgress;
import dev.bursar.charges.spi.DeliveredCosts.Held;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.SyncService.RunFacts.Fact;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Costs from files: an admin uploads a delivery and watches its import, which goes on without the page; others see what is there. */
@Route(BillingDataLinks.IMPORTS)
@PageTitle("Imports")
@Menu(order = 9.8, title = "Imports")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class ImportsView extends Div implements AfterNavigationObserver {
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration CALM = Duration.ofSeconds(4);

    private final UploadService service;
    private final EngineService engines;
    private final Clock clock;
    private final PageWork work;
    private final boolean admin;

    private final PageHeader header = new PageHeader("Imports");
    private final Div content = Styled.stack();
    private final Div running = new Div();
    private final Div there = new Div();
    private final Div outcome = new Div();
    private final @Nullable UploadCard upload;
    private final StoredDeliveriesTable held;
    private @Nullable ImportingCard importing;
    private @Nullable EngineCard reducing;
    private @Nullable Page shown;

    ImportsView(UploadService service, EngineService engines, Scope scope, Workers workers, Clock clock) {
        this.service = service;
        this.engines = engines;
        this.clock = clock;
        work = new PageWork(this, workers);
        admin = scope.has(Role.ADMIN);
        upload = admin ? new UploadCard(service, clock, this::start) : null;
        held = new StoredDeliveriesTable(admin);
        addClassNames("page", "imports");
        facts(List.of());
        add(header, new SectionTabs(TabSection.ADMIN, BillingDataLinks.IMPORTS));
        if (upload != null) {
            add(upload);
        }
        add(content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        reload();
    }

    private void reload() {
        shown = null;
        hide(true);
        content.removeAll();
        content.add(Skeleton.table("Looking up imports", 4, true));
        look(Duration.ZERO);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }

    private void look(Duration pause) {
        work.askAfter(pause, () -> new Page(service.imports(), engines.engines()), this::show, this::failed);
    }

    /** What the page shows, as of one moment. */
    private record Page(Imports imports, Engines engines) {}

    private void show(Page page) {
        Page last = shown;
        Imports now = page.imports();
        Imports before = last == null ? null : last.imports();
        if (before == null) {
            content.removeAll();
            content.add(running, there, outcome, held);
        }
        reducing(page.engines());
        Optional<ImportRun> underWay = now.run().filter(run -> run.state().underWay());
        running(underWay);
        if (upload != null) {
            upload.busy(underWay.isPresent());
            // who is choosing files keeps them in view
            hide(underWay.isPresent() && upload.isEmpty());
        }
        if (before == null || !before.run().equals(now.run()) || before.next() != now.next()) {
            outcome.removeAll();
            now.run()
                    .filter(run -> underWay.isEmpty())
                    .ifPresent(run -> outcome.add(new OutcomeCard(run, now.next(), admin)));
            outcome.setVisible(outcome.getChildren().findAny().isPresent());
        }
        if (last == null
                || !last.imports().held().equals(now.held())
                || last.imports().next() != now.next()
                || !last.engines().equals(page.engines())) {
            held.show(now.held(), now.next(), page.engines());
            facts(now.held());
        }
        shown = page;
        look(underWay.isPresent() || page.engines().underWay().isPresent() ? BUSY : CALM);
    }

    private void reducing(Engines now) {
        there.setVisible(now.underWay().isPresent());
        EngineCard card = reducing;
        if (now.underWay().isEmpty()) {
            there.removeAll();
            reducing = null;
            return;
        }
        EngineRun run = now.underWay().get();
        if (card == null || !card.shows(run)) {
            card = new EngineCard(run, admin);
            reducing = card;
            there.removeAll();
            there.add(card);
        }
        card.update(run);
    }

    /** {@code 14 billing periods, October 2025 to November 2026 · last import 29 Nov, 12:07 UTC}. */
    private void facts(List<Held> imported) {
        if (imported.isEmpty()) {
            header.facts(new FactLine("Costs from charge files in FOCUS or CUR").fact("times are UTC"));
            return;
        }
        List<YearMonth> months = imported.stream()
                .map(one -> one.part().billingPeriod())
                .distinct()
                .sorted()
                .toList();
        header.facts(new FactLine(Formats.count(months.size(), "billing period", "billing periods") + ", "
                        + (months.size() == 1
                                ? Formats.month(months.getFirst())
                                : Formats.month(months.getFirst()) + " to " + Formats.month(months.getLast())))
                .fact("last import "
                        + Formats.moment(imported.stream()
                                .map(Held::at)
                                .max(Instant::compareTo)
                                .orElseThrow()))
                .fact("times are UTC"));
    }

    /** By style only: it stays attached with its files, and one on its way still arrives. */
    private void hide(boolean away) {
        if (upload != null) {
            upload.setClassName("away", away);
        }
    }

    private void running(Optional<ImportRun> underWay) {
        running.setVisible(underWay.isPresent());
        if (underWay.isEmpty()) {
            running.removeAll();
            importing = null;
            return;
        }
        ImportRun run = underWay.get();
        ImportingCard card = importing;
        if (card == null || !card.shows(run)) {
            card = new ImportingCard(run, admin, this::cancel);
            importing = card;
            running.removeAll();
            running.add(card);
        }
        card.update(run, clock.instant());
    }

    private void start(List<Upload> files) {
        act(() -> {
            try {
                service.start(files.stream().map(Upload::id).toList());
                if (upload != null) {
                    upload.handedOver();
                }
            } catch (ImportInProgress e) {
                Notices.warning(
                        "Another import is running. Your files stay here. Start the import when it has finished.");
            } catch (IllegalArgumentException e) {
                Notices.warning("The files no longer exist. Remove them and choose them again.");
            }
        });
    }

    private void cancel(ImportRun run) {
        act(() -> {
            if (!service.cancel(run.id())) {
                Notices.warning("This import has finished or is already being cancelled.");
            }
        });
    }

    private void act(Runnable action) {
        UserAction.of(action)
                .denied("Nothing was changed. You no longer have permission to import.")
                .run();
        look(Duration.ZERO);
    }

    private void failed(RuntimeException problem) {
        hide(true);
        content.removeAll();
        content.add(FailedState.of(
                problem,
                "Imports could not be loaded",
                "Imports continue in the background.",
                clock.instant(),
                this::reload));
    }

    /** A delivery whose lines an engine is reducing: how far it is, what it has read, what that cost. Changes in place. */
    static final class EngineCard extends Div {
        private final String source;
        private final ProgressBar bar = new ProgressBar();
        private final Div facts = Styled.div("progress-facts");

        EngineCard(EngineRun run, boolean mayStop) {
            source = run.source();
            addClassName("importing");
            String title = run.progress().engine().label() + " reduces the delivery of " + run.period();
            bar.getElement().setAttribute("aria-label", title);
            add(new Section(title)
                    .actions(new Anchor(SyncLinks.SYNC, mayStop ? "Stop it on Sync" : "Open Sync"))
                    .with(bar, facts));
        }

        boolean shows(EngineRun run) {
            return source.equals(run.source());
        }

        void update(EngineRun run) {
            EngineProgress progress = run.progress();
            bar.setMax(Math.max(1, progress.groups()));
            bar.setValue(progress.done());
            facts.removeAll();
            for (Fact fact : EngineText.facts(List.of(progress))) {
                var value = new Span(fact.value());
                value.addClassName("fact-value");
                facts.add(Styled.div("progress-fact", Styled.note(fact.name()), value));
            }
        }
    }

    /** An import while it is under way: how far it is, what it does now, how long it still takes. Changes in place. */
    static final class ImportingCard extends Div {
        private static final Duration SAY_EVERY = Duration.ofSeconds(10);

        private final UUID id;
        private final Button cancel;
        private final Div badge = new Div();
        private final Span figure = new Span();
        private final Span words = new Span();
        private final Span left = new Span();
        private final ProgressBar bar = new ProgressBar(0, 100);
        private final Span step = new Span();
        private final Span lines = new Span();
        private final Span charges = new Span();
        private final Span files = new Span();
        private final Span size = new Span();
        private final Span said = new Span();
        private @Nullable Instant saidAt;

        ImportingCard(ImportRun run, boolean mayCancel, Consumer<ImportRun> cancelRun) {
            id = run.id();
            addClassName("importing");
            cancel = Buttons.neutral(Icons.SQUARE, "Cancel", click -> cancelRun.accept(run));
            cancel.setAriaLabel("Cancel the import");
            cancel.setVisible(mayCancel);
            figure.addClassName("progress-figure");
            words.addClassName("quiet");
            left.addClassNames("quiet", "progress-end");
            var line = Styled.div("progress-line", figure, words, left);
            bar.getElement().setAttribute("aria-label", "Import");
            var facts = Styled.div(
                    "progress-facts",
                    fact("Now", step),
                    fact("Lines", lines),
                    fact("Charges", charges),
                    fact("Files", files),
                    fact("Size", size));
            said.addClassName("visually-hidden");
            said.getElement().setAttribute("role", "status");
            add(new Section("Importing " + ImportText.files(run))
                    .actions(badge, cancel)
                    .with(line, bar, facts, said));
        }

        boolean shows(ImportRun run) {
            return id.equals(run.id());
        }

        void update(ImportRun run, Instant at) {
            badge.removeAll();
            badge.add(ImportText.badge(run.state()));
            files.setText(Formats.count(run.files().size()));
            size.setText(ByteSize.of(run.bytes()));
            switch (run.state()) {
                case ImportState.Waiting waiting -> {
                    figure.setText("Waiting");
                    words.setText(
                            waiting.again()
                                    ? "Bursar was stopped; the import restarts within five minutes"
                                    : "starts within a few seconds");
                    left.setText("");
                    bar.setIndeterminate(true);
                    step.setText("requested by " + PlainText.cut(run.by(), 40));
                    lines.setText("not known yet");
                    charges.setText("none yet");
                }
                case ImportState.Running running -> running(run, running, at);
                default -> {}
            }
        }

        private void running(ImportRun run, ImportState.Running running, Instant at) {
            figure.setText(running.percent() + "%");
            words.setText("requested by " + PlainText.cut(run.by(), 40) + ", " + Formats.timeWithSeconds(run.asked())
                    + (running.stopping() ? "" : "; continues if you leave this page"));
            left.setText(
                    running.stopping()
                            ? ""
                            : running.left(at).map(ImportText::left).orElse(""));
            bar.setIndeterminate(false);
            bar.setValue(running.percent());
            var progress = running.progress();
            step.setText(
                    running.stopping()
                            ? "Cancelling: nothing will be stored"
                            : running.isAddingUp()
                                    ? "Summing up days, step 4 of 4"
                                    : progress.map(ImportingCard::step).orElse("Starting"));
            lines.setText(progress.filter(now -> now.ofRows() > 0)
                    .map(now -> Formats.count(Math.min(now.rows(), now.ofRows())) + " of "
                            + (now.step() == ReadProgress.Step.CHECKING ? "about " : "") + Formats.count(now.ofRows()))
                    .orElse("not known yet"));
            charges.setText(progress.map(now -> now.charges() == 0 ? "none yet" : Formats.count(now.charges()))
                    .orElse("none yet"));
            cancel.setEnabled(!running.stopping());
            progress.filter(now -> now.ofFiles() > 1)
                    .ifPresent(
                            now -> files.setText(Formats.count(now.files()) + " of " + Formats.count(now.ofFiles())));
            if (saidAt == null || !at.isBefore(saidAt.plus(SAY_EVERY))) {
                saidAt = at;
                said.setText("The import is at " + running.percent() + "%");
            }
        }

        private static String step(ReadProgress now) {
            return ImportReportText.step(now.step()) + ", step " + (now.step().ordinal() + 1) + " of 4";
        }

        private static Div fact(String name, Span value) {
            var label = Styled.note(name);
            value.addClassName("fact-value");
            return Styled.div("progress-fact", label, value);
        }
    }
}
