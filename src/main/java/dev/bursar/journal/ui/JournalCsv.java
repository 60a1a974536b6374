package dev.bursar.journal.ui;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.bursar.journal.EntryPlace;
import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalEntry.Seal;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.ui.CsvText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries as a file, newest first, read page by page, so that neither memory nor a connection is held however many there are.
 * UTF-8, RFC 4180. Texts that a spreadsheet would run as a formula begin with an apostrophe.
 */
final class JournalCsv {
    private static final int PAGE = 500;

    private JournalCsv() {}

    /** {@code journal-2026-11-01-to-2026-11-24.csv}, the last day included. */
    static String fileName(JournalQuestion question) {
        return "activity-log-" + question.from() + "-to-" + question.to().minusDays(1) + ".csv";
    }

    static void write(OutputStream out, JournalService service, ActionNames actions, JournalQuestion question)
            throws IOException {
        CsvWriter csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        csv.writeRecord(
                "Entry",
                "Time",
                "Person",
                "Person number",
                "Action",
                "Action in words",
                "Subject",
                "Subject in words",
                "Times",
                "Before",
                "After",
                "Position",
                "Sealed at",
                "Seal");
        @Nullable EntryPlace after = null;
        for (List<JournalEntry> page = service.page(question, after, 0, PAGE);
                !page.isEmpty();
                page = service.page(question, after, 0, PAGE)) {
            page.forEach(entry -> csv.writeRecord(line(entry, actions)));
            after = page.getLast().place();
        }
        csv.flush();
    }

    private static List<String> line(JournalEntry entry, ActionNames actions) {
        Seal seal = entry.seal();
        return List.of(
                String.valueOf(entry.id()),
                entry.at().toString(),
                CsvText.guarded(entry.actorName()),
                String.valueOf(entry.actorId()),
                CsvText.guarded(entry.action()),
                CsvText.guarded(actions.of(entry.action())),
                CsvText.guarded(entry.subject()),
                CsvText.guarded(entry.about()),
                String.valueOf(entry.repeated()),
                text(entry.before()),
                text(entry.after()),
                seal == null ? "" : String.valueOf(seal.position()),
                seal == null ? "" : seal.at().toString(),
                seal == null ? "" : seal.seal());
    }

    private static String text(@Nullable String json) {
        return json == null ? "" : CsvText.guarded(json);
    }
}
