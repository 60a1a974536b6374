package dev.bursar.billingdata.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
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
import dev.bursar.billingdata.imports.ImportInProgress;
import dev.bursar.billingdata.imports.ImportRun;
import dev.bursar.billingdata.imports.UploadService;
import dev.bursar.billingdata.imports.UploadService.Imports;
import dev.bursar.charges.spi.DeliveredCosts.Held;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
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
}
