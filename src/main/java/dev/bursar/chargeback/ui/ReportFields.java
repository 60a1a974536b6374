package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import dev.bursar.chargeback.pools.MetricProblem;
import dev.bursar.chargeback.pools.MetricRefused;
import dev.bursar.chargeback.pools.MetricService;
import dev.bursar.chargeback.pools.MetricService.Page;
import dev.bursar.chargeback.pools.MetricService.Reported;
import dev.bursar.chargeback.pools.UsageReport;
import dev.bursar.chargeback.text.MetricText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FileUpload;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Takes a month's numbers from a report of usage: which column, and which team each unknown name means. */
final class ReportFields extends Div {
    private static final int LEFT_OUT = 0;
    private static final int MOST_ASKED = 100;
    private static final String[] ENDINGS = {".csv", ".tsv", ".txt", ".json"};

    private final Page page;
    private final MetricService service;
    private final Supplier<YearMonth> month;
    private final Runnable saved;
    private final Upload file;
    private final Paragraph problem = new Paragraph();
    private final Div found = Styled.div("change-fields");
    private final Map<String, Select<Integer>> teams = new LinkedHashMap<>();
    private final Select<String> column = new Select<>();
    private @Nullable Reported read;
    private String fileName = "";

    /**
     * @param month whose numbers are wanted
     * @param saved called after numbers were saved
     */
    ReportFields(Page page, MetricService service, Supplier<YearMonth> month, Runnable saved) {
        this.page = page;
        this.service = service;
        this.month = month;
        this.saved = saved;
        file = FileUpload.of(
                new FileUpload.Words(
                        "Upload report",
                        "or drop it here",
                        new UploadI18N.Error()
                                .setFileIsTooBig(MetricText.refused(new MetricProblem.TooLarge(UsageReport.MOST_BYTES)))
                                .setIncorrectFileType("Choose a CSV or JSON file."),
                        "Reading",
                        "You no longer have permission to change pools."),
                this::receive,
                UsageReport.MOST_BYTES,
                ENDINGS);
        file.addFileRejectedListener(rejected -> refuse(List.of(rejected.getErrorMessage())));
        var label = Styled.span("group-label", "The month from a report");
        label.setId("numbers-report");
        var words = Styled.note(
                "LiteLLM\u2019s usage by team (CSV), spend report (JSON) or FOCUS export (CSV), HyperPod\u2019s"
                        + " utilization report (CSV), or any CSV file with a day, a team and numbers in each line.");
        problem.addClassName("field-error");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        column.setLabel("Column to split by");
        addClassName("numbers-file");
        getElement().setAttribute("role", "group").setAttribute("aria-labelledby", "numbers-report");
        add(label, words, file, problem, found);
    }

    /** What was read is of another month. */
    void forget() {
        read = null;
        found.removeAll();
        problem.setVisible(false);
    }

    /** On the request's own thread, without the page's lock; one byte more than is taken is read at most. */
    private void receive(UploadEvent event) {
        try (InputStream bytes = event.getInputStream()) {
            byte[] content = bytes.readNBytes(UsageReport.MOST_BYTES + 1);
            if (content.length > UsageReport.MOST_BYTES) {
                event.reject();
            }
            String name = event.getFileName();
            event.getUI().access(() -> received(name, content));
        } catch (IOException e) {
            // whoever removed the file knows, and otherwise it says so itself
            event.reject();
        } catch (UIDetachedException e) {
            // nobody is there to be told
        }
    }

    private void received(String name, byte[] content) {
        forget();
        file.clearFileList();
        fileName = name;
        change(() -> read = service.read(month.get(), content)).run();
        if (read != null) {
            show(read);
        }
    }

    private void show(Reported reported) {
        UsageReport report = reported.report();
        column.setItems(report.columns().keySet());
        column.setItemLabelGenerator(one -> PlainText.cut(one, 60));
        column.addValueChangeListener(change -> problem.setVisible(false));
        List<String> some = report.columns().entrySet().stream()
                .filter(one -> one.getValue().byName().values().stream().anyMatch(number -> number.signum() > 0))
                .map(Map.Entry::getKey)
                .toList();
        some.stream()
                .filter(one -> one.toLowerCase(Locale.ROOT).contains("total"))
                .findFirst()
                .or(() -> some.stream().findFirst())
                .ifPresent(column::setValue);
        var facts = new Paragraph(PlainText.cut(fileName, 80) + ": "
                + Formats.count(report.days().size(), "day", "days") + " of " + Formats.month(report.month()) + ". "
                + MetricText.gaps(reported.missing(), report.hours()));
        found.add(facts, column);
        teams.clear();
        if (!reported.unknown().isEmpty()) {
            var unknown = new Paragraph(MetricText.refused(new MetricProblem.UnknownNames(reported.unknown())));
            unknown.addClassName("field-error");
            found.add(unknown);
        }
        Map<Integer, String> names = new LinkedHashMap<>();
        names.put(LEFT_OUT, "Leave out");
        reported.teams().forEach((name, team) -> names.put(team, name));
        reported.unknown().stream().limit(MOST_ASKED).forEach(name -> {
            var team = new Select<Integer>();
            team.setLabel("Team of " + MetricText.name(name));
            team.setPlaceholder("Choose a team");
            team.setItems(names.keySet());
            team.setItemLabelGenerator(one -> PlainText.cut(names.getOrDefault(one, ""), 60));
            teams.put(name, team);
            found.add(team);
        });
        found.add(Styled.div("bar", Buttons.neutral("Save report\u2019s numbers", click -> save(reported))));
    }

    private void save(Reported reported) {
        Map<String, Integer> told = new TreeMap<>();
        teams.forEach((name, team) -> Optional.ofNullable(team.getValue()).ifPresent(chosen -> told.put(name, chosen)));
        problem.setVisible(false);
        boolean done = change(() -> service.save(
                        page.pool(),
                        page.version(),
                        reported.report().month(),
                        reported.report(),
                        fileName,
                        Optional.ofNullable(column.getValue()).orElse(""),
                        told))
                .run();
        if (done) {
            Notices.success("Numbers of " + Formats.month(reported.report().month()) + " saved.");
            saved.run();
        }
    }

    private UserAction change(Runnable change) {
        return UserAction.of(change)
                .stale(() -> Notices.warning(
                        "Someone else changed this pool in the meantime. Nothing was saved. Open the pool in another tab"
                                + " to compare."))
                .denied("You no longer have permission to change pools. Nothing was saved.")
                .on(
                        MetricRefused.class,
                        refused -> refuse(refused.problems().stream()
                                .map(MetricText::refused)
                                .toList()));
    }

    private void refuse(List<String> why) {
        problem.setText(String.join(" ", why) + " Nothing was saved.");
        problem.setVisible(true);
    }
}
