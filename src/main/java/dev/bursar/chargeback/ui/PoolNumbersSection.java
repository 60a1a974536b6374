package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.server.streams.UploadEvent;
import dev.bursar.chargeback.pools.MetricProblem;
import dev.bursar.chargeback.pools.MetricRefused;
import dev.bursar.chargeback.pools.MetricService;
import dev.bursar.chargeback.pools.MetricService.MonthNumbers;
import dev.bursar.chargeback.pools.MetricService.Page;
import dev.bursar.chargeback.text.MetricText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.FieldErrors;
import dev.bursar.ui.FileUpload;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import module java.base;

/**
 * Asks for the numbers by which a pool is split: those of a month as text, or those of several as a file. What can't be is said below
 * them, and nothing that was entered is lost.
 */
final class PoolNumbersSection extends Div {
    private static final int LONGEST = 100_000;
    private static final String[] ENDINGS = {".csv", ".tsv", ".txt"};

    private final Page page;
    private final MetricService service;
    private final Runnable saved;
    private final Select<MonthNumbers> month = new Select<>();
    private final TextArea numbers;
    private final ReportFields report;
    private final Paragraph source = new Paragraph();
    private final Upload file;
    private final Paragraph fileProblem = new Paragraph();

    /**
     * @param now the month that isn't over: its numbers are asked for last
     * @param saved called after numbers were saved
     */
    PoolNumbersSection(Page page, MetricService service, YearMonth now, Runnable saved) {
        this.page = page;
        this.service = service;
        this.saved = saved;
        report = new ReportFields(page, service, this::chosen, saved);
        source.addClassName("note");
        numbers = new TextArea(page.metric() + " by team");
        numbers.setHelperText(
                "One team a line, then a semicolon, a tab or a comma, then its number. You can paste two columns of"
                        + " a spreadsheet or the lines of a CSV file.");
        numbers.setManualValidation(true);
        numbers.setMaxLength(LONGEST);
        numbers.setWidthFull();
        numbers.addValueChangeListener(change -> numbers.setInvalid(false));
        month.setLabel("Month of the numbers");
        month.setItems(page.months());
        month.setItemLabelGenerator(one -> Formats.month(one.month()) + state(one));
        month.addValueChangeListener(change -> fill(change.getValue()));
        List<MonthNumbers> over =
                page.months().stream().filter(one -> one.month().isBefore(now)).toList();
        month.setValue(over.stream()
                .filter(one -> !one.missing().isEmpty())
                .reduce((newer, older) -> older)
                .orElse((over.isEmpty() ? page.months() : over).getFirst()));
        file = FileUpload.of(
                new FileUpload.Words(
                        "Upload CSV file",
                        "or drop it here",
                        new UploadI18N.Error()
                                .setFileIsTooBig(
                                        MetricText.refused(new MetricProblem.TooLarge(MetricService.MOST_BYTES)))
                                .setIncorrectFileType("Choose a CSV file."),
                        "Checking",
                        "You no longer have permission to change pools."),
                this::receive,
                MetricService.MOST_BYTES,
                ENDINGS);
        var fields = Styled.div(
                "change-fields",
                month,
                source,
                numbers,
                Styled.div("form-buttons", Buttons.neutral("Save numbers", click -> save())),
                report,
                file());
        add(new Section("Numbers by month").with(fields));
    }

    private YearMonth chosen() {
        return month.getValue().month();
    }

    private Div file() {
        var label = Styled.span("group-label", "Several months from a file");
        label.setId("numbers-file");
        var words = Styled.note(
                "A CSV file with a team, a month and a number in each line, such as \u201CFraud;2026-10;1200\u201D."
                        + " It replaces the numbers of the months that it names, all of them or none.");
        file.addFileRejectedListener(rejected -> refuseFile(List.of(rejected.getErrorMessage())));
        fileProblem.addClassName("field-error");
        fileProblem.getElement().setAttribute("role", "alert");
        fileProblem.setVisible(false);
        var group = Styled.div("numbers-file", label, words, file, fileProblem);
        group.getElement().setAttribute("role", "group").setAttribute("aria-labelledby", "numbers-file");
        return group;
    }

    /** On the request's own thread, without the page's lock; one byte more than is taken is read at most. */
    private void receive(UploadEvent event) {
        try (InputStream bytes = event.getInputStream()) {
            byte[] content = bytes.readNBytes(MetricService.MOST_BYTES + 1);
            if (content.length > MetricService.MOST_BYTES) {
                event.reject();
            }
            event.getUI().access(() -> received(content));
        } catch (IOException e) {
            // whoever removed the file knows, and otherwise it says so itself
            event.reject();
        } catch (UIDetachedException e) {
            // nobody is there to be told
        }
    }

    private void received(byte[] content) {
        fileProblem.setVisible(false);
        file.clearFileList();
        var months = new ArrayList<YearMonth>();
        boolean done = change(() -> months.addAll(service.upload(page.pool(), page.version(), content)))
                .on(
                        MetricRefused.class,
                        refused -> refuseFile(refused.problems().stream()
                                .map(MetricText::refused)
                                .toList()))
                .run();
        if (done) {
            Notices.success("Numbers of "
                    + (months.size() == 1
                            ? Formats.month(months.getFirst())
                            : Formats.count(months.size(), "month", "months"))
                    + " saved.");
            saved.run();
        }
    }

    private void refuseFile(List<String> why) {
        fileProblem.setText(String.join(" ", why) + " Nothing was saved.");
        fileProblem.setVisible(true);
    }

    private static String state(MonthNumbers one) {
        return one.numbers().isEmpty() ? ", none yet" : one.missing().isEmpty() ? "" : ", one is missing";
    }

    /** What is stored, and a line to be completed for each team that has no number. */
    private void fill(MonthNumbers chosen) {
        report.forget();
        source.setVisible(chosen.report().isPresent());
        source.setText(chosen.report().map(MetricText::source).orElse(""));
        numbers.setValue(Stream.concat(
                        chosen.numbers().entrySet().stream()
                                .map(one -> one.getKey() + "; "
                                        + one.getValue().stripTrailingZeros().toPlainString()),
                        chosen.missing().stream().map(team -> team + "; "))
                .collect(Collectors.joining("\n")));
    }

    private void save() {
        MonthNumbers chosen = month.getValue();
        numbers.setInvalid(false);
        boolean done = change(() -> service.save(page.pool(), page.version(), chosen.month(), numbers.getValue()))
                .on(MetricRefused.class, refused -> {
                    FieldErrors.show(numbers, MetricText.refused(refused.problems()));
                    numbers.focus();
                })
                .run();
        if (done) {
            Notices.success("Numbers of " + Formats.month(chosen.month()) + " saved.");
            saved.run();
        }
    }

    private static UserAction change(Runnable change) {
        return UserAction.of(change)
                .stale(() -> Notices.warning(
                        "Someone else changed this pool in the meantime. Nothing was saved, and your numbers are still"
                                + " here. Open the pool in another tab to compare."))
                .denied("You no longer have permission to change pools. Nothing was saved.");
    }
}
