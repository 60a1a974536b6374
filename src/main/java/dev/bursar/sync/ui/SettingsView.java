package dev.bursar.sync.ui;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.journal.JournalLinks;
import dev.bursar.kernel.Role;
import dev.bursar.sync.SyncLinks;
import dev.bursar.sync.control.SettingsService;
import dev.bursar.sync.control.SettingsService.KeptSetting;
import dev.bursar.sync.control.SettingsService.Settings;
import dev.bursar.sync.settings.ChosenSettings;
import dev.bursar.ui.BeforeAfter;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.FailedState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PageWork;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.SectionTabs;
import dev.bursar.ui.SettingsPart;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.TabSection;
import dev.bursar.ui.UserAction;
import dev.bursar.ui.Workers;
import jakarta.annotation.security.RolesAllowed;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What reading from AWS may cost, when it happens and how long things are kept, and settings of features. */
@Route(SyncLinks.SETTINGS)
@PageTitle("Settings")
@Menu(order = 9.9, title = "Settings")
@RolesAllowed(Role.ADMIN_NAME)
class SettingsView extends Div implements AfterNavigationObserver {
    private final SettingsService service;
    private final List<SettingsPart> parts;
    private final Clock clock;
    private final PageWork work;

    private final PageHeader header = new PageHeader("Settings");
    private final Div content = new Div();
    private final SettingsForm form = new SettingsForm(this::edited);
    private final Span unsaved = new Span();
    private final Div bar = new Div();
    private @Nullable Settings shown;

    SettingsView(SettingsService service, List<SettingsPart> parts, Workers workers, Clock clock) {
        this.service = service;
        this.parts = List.copyOf(parts);
        this.clock = clock;
        work = new PageWork(this, workers);
        addClassNames("page", "settings-page");
        content.addClassName("stack");
        unsaved.getElement().setAttribute("role", "status");
        bar.addClassName("save-bar");
        bar.add(
                unsaved,
                Buttons.neutral("Undo changes", click -> undo()),
                Buttons.primary("Save settings", click -> save()));
        var changes = new Anchor(JournalLinks.about(SettingsService.SUBJECT));
        add(
                header.facts("Every change is recorded in the activity log")
                        .actions(PageHeader.downloadLink(changes, Icons.HISTORY, "See history")),
                new SectionTabs(TabSection.ADMIN, SyncLinks.SETTINGS),
                content);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        load();
    }

    private void load() {
        content.removeAll();
        content.add(Skeleton.table("Reading the settings", 6, false));
        work.ask(service::settings, settings -> show(settings, settings.chosen()), this::failed);
    }

    private void show(Settings settings, ChosenSettings values) {
        shown = settings;
        Instant at = settings.changedAt();
        header.facts(
                at == null || settings.changedBy() == null
                        ? new FactLine("No settings have been changed yet")
                        : new FactLine("Last changed by " + PlainText.cut(settings.changedBy(), 60) + ", "
                                + Formats.momentWithYear(at)));
        form.show(settings, values);
        content.removeAll();
        content.add(form);
        parts.forEach(part -> content.add(part.create()));
        content.add(bar);
        edited();
    }

    private void failed(RuntimeException problem) {
        content.removeAll();
        content.add(FailedState.of(
                problem, "The settings could not be loaded", "They stay in effect.", clock.instant(), this::load));
    }

    /** The bar is there while something differs from what is stored, wrong values included. */
    private void edited() {
        Settings settings = shown;
        if (settings == null) {
            return;
        }
        var read = form.typed();
        boolean same = read.isPresent() && read.get().equals(settings.chosen());
        bar.setVisible(!same);
        unsaved.setText(same ? "" : read.isPresent() ? "Not saved yet" : "Not saved: one value is not valid");
    }

    private void undo() {
        Settings settings = shown;
        if (settings != null) {
            show(settings, settings.chosen());
        }
    }

    private void save() {
        Settings settings = shown;
        if (settings != null) {
            form.read().ifPresent(wanted -> confirmDeletion(settings, wanted));
        }
    }

    /** What is deleted can't be brought back, so it is named first. */
    private void confirmDeletion(Settings settings, ChosenSettings wanted) {
        var gone = new ArrayList<String>();
        if (!saving(() -> gone.addAll(gone(settings, wanted))).run()) {
            return;
        }
        if (gone.isEmpty()) {
            change(settings, wanted);
            return;
        }
        var dialog = new ConfirmDialog();
        dialog.setHeader("Delete older data?");
        dialog.setText("The next run of \u201CDelete expired data\u201D deletes " + String.join(" and ", gone)
                + ". This can\u2019t be undone.");
        var cancel = Buttons.neutral("Keep data", click -> dialog.close());
        dialog.setCancelButton(cancel);
        dialog.setCancelable(true);
        dialog.setConfirmText("Save and delete");
        dialog.setWidth("440px");
        dialog.setConfirmButtonTheme("primary error");
        dialog.addConfirmListener(confirm -> change(settings, wanted));
        dialog.open();
        // after the dialog has put it on the other button
        cancel.getElement().executeJs("setTimeout(() => this.focus(), 100)");
    }

    private List<String> gone(Settings settings, ChosenSettings wanted) {
        var gone = new ArrayList<String>();
        for (KeptSetting kept : settings.kept()) {
            Integer months = wanted.keptMonths().get(kept.name());
            if (months != null && !months.equals(settings.chosen().keptMonths().get(kept.name()))) {
                List<YearMonth> old = service.wouldGo(kept.name(), months);
                if (!old.isEmpty()) {
                    gone.add(kept.title().toLowerCase(Locale.ROOT) + " of "
                            + (old.size() == 1
                                    ? Formats.month(old.getFirst())
                                    : Formats.count(old.size()) + " months, " + Formats.shortMonth(old.getFirst())
                                            + " to " + Formats.shortMonth(old.getLast())));
                }
            }
        }
        return gone;
    }

    private void change(Settings settings, ChosenSettings wanted) {
        saving(() -> {
                    service.change(wanted, settings.version());
                    Settings now = service.settings();
                    show(now, now.chosen());
                    Notices.success("Settings saved. They take effect immediately.");
                })
                .stale(() -> stale(settings, wanted))
                .run();
    }

    private static UserAction saving(Runnable action) {
        return UserAction.of(action).denied("Nothing was saved. You no longer have permission to change settings.");
    }

    /** Shows both versions. Keeping mine puts what I changed on top of theirs. */
    private void stale(Settings base, ChosenSettings mine) {
        Settings theirs = service.settings();
        ChosenSettings both = mine.onto(base.chosen(), theirs.chosen());
        Map<String, String> was = service.words(base.chosen());
        Map<String, String> theirWords = service.words(theirs.chosen());
        Map<String, String> myWords = service.words(both);
        List<BeforeAfter.Row> rows = theirWords.keySet().stream()
                .filter(name -> Stream.of(theirWords, myWords)
                        .anyMatch(words -> !String.valueOf(words.get(name)).equals(was.get(name))))
                .map(name -> new BeforeAfter.Row(name, theirWords.get(name), myWords.get(name)))
                .toList();
        Instant at = theirs.changedAt();
        var dialog = new Dialog("Someone else changed the settings");
        dialog.addClassName("settings-stale");
        dialog.add(
                new Paragraph(PlainText.cut(String.valueOf(theirs.changedBy()), 60) + " saved other settings"
                        + (at == null ? "" : " at " + Formats.time(at))
                        + ". Load theirs, or keep yours and review them before you save."),
                new BeforeAfter("Both versions", "Theirs", "With yours", rows));
        dialog.getFooter()
                .add(
                        Buttons.neutral("Load theirs", click -> {
                            dialog.close();
                            show(theirs, theirs.chosen());
                        }),
                        Buttons.primary("Keep mine", click -> {
                            dialog.close();
                            show(theirs, both);
                        }));
        dialog.open();
    }

    @Override
    protected void onDetach(DetachEvent event) {
        work.forget();
    }
}
