package dev.bursar.chargeback.files;

import dev.bursar.chargeback.statement.Statement;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.files.StableZip;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A document for each statement, in their order. */
final class StatementZip {
    private StatementZip() {}

    static void write(List<Statement> statements, OutputStream out, Progress progress) throws IOException {
        progress.all(statements.stream().mapToLong(StatementSheet::rows).sum());
        var zip = new StableZip(out);
        var names = new FileNames();
        var pdf = new StatementPdf();
        for (Statement statement : statements) {
            zip.add(ExportFormat.PDF.named(names.unique(statement)), pdf.document(statement));
            for (long row = StatementSheet.rows(statement); row > 0; row--) {
                progress.row();
            }
        }
        zip.finish();
    }
}
