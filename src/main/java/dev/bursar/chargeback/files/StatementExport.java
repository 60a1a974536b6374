package dev.bursar.chargeback.files;

import dev.bursar.chargeback.files.PdfPages.Foot;
import dev.bursar.chargeback.files.PdfTable.Rule;
import dev.bursar.chargeback.files.PdfType.Style;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.files.ExportFormat;
import dev.bursar.files.ExportSource;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.files.StableZip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.NumberStyles;
import dev.bursar.ui.PlainText;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Statements as files: of one team, or of all teams and Unallocated, with the rights of whoever fetches them. The same cut, split by the
 * same pools, gives the same bytes.
 */
@Component
public class StatementExport implements ExportSource {
    private static final int LONGEST_TITLE = 200;

    private final StatementReader reader;

    StatementExport(StatementReader reader) {
        this.reader = reader;
    }

    /** Asks for all statements of a month. */
    public static String question(YearMonth month) {
        return new StatementQuestion.AllTeams(month).stored();
    }

    /** @param team its number; 0 for Unallocated */
    public static String question(YearMonth month, int team) {
        return new StatementQuestion.OneTeam(month, team, Optional.empty()).stored();
    }

    /** Asks for this version, or this draft's statement. */
    public static String question(Statement statement) {
        return new StatementQuestion.OneTeam(
                        statement.month(), statement.team(), statement.issued().map(Statement.Issued::version))
                .stored();
    }

    @Override
    public String kind() {
        return "statements";
    }

    @Override
    public List<ExportFormat> formats(String question) {
        return switch (StatementQuestion.read(question)) {
            case StatementQuestion.OneTeam one -> List.of(ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.PDF);
            case StatementQuestion.AllTeams all -> List.of(ExportFormat.CSV, ExportFormat.XLSX, ExportFormat.ZIP);
        };
    }

    @Override
    public About about(String question) {
        return switch (StatementQuestion.read(question)) {
            case StatementQuestion.OneTeam one -> {
                Statement statement = reader.read(one).getFirst();
                yield new About(
                        PlainText.cut(StatementWords.title(statement), LONGEST_TITLE) + ", "
                                + Formats.month(one.month()),
                        FileNames.ofStatement(statement));
            }
            case StatementQuestion.AllTeams all -> {
                reader.refuseWhoMayNotSeeAll(all.month());
                yield new About("Statements, " + Formats.month(all.month()), "statements-" + all.month());
            }
        };
    }

    @Override
    public Table table(String question) {
        StatementQuestion asked = StatementQuestion.read(question);
        var sheet = new StatementSheet(asked, reader.read(asked), reader.ofMonth(asked));
        return sheet::write;
    }

    @Override
    public Answer answer(String question, ExportFormat format) {
        return switch (format) {
            case CSV, XLSX -> ExportSource.super.answer(question, format);
            case PDF -> {
                Statement statement =
                        reader.read(StatementQuestion.read(question)).getFirst();
                yield (out, progress) -> {
                    progress.all(StatementSheet.rows(statement));
                    out.write(new StatementPdf().document(statement));
                    for (long row = StatementSheet.rows(statement); row > 0; row--) {
                        progress.row();
                    }
                };
            }
            case ZIP -> {
                List<Statement> statements = reader.read(StatementQuestion.read(question));
                yield (out, progress) -> StatementZip.write(statements, out, progress);
            }
        };
    }

    /** A document for each statement, in their order. */
    static final class StatementZip {
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

    /** Names of files of statements: ASCII letters, digits and dashes, whatever a team is called. */
    static final class FileNames {
        private static final int LONGEST = 60;
        private static final Pattern MARKS = Pattern.compile("\\p{M}+");
        private static final Pattern OTHERS = Pattern.compile("[^a-z0-9]+");

        private final Set<String> taken = new HashSet<>();

        /**
         * {@code statement-2026-10-fraud}, {@code statement-2026-10-007-v1-fraud} where it was issued; a name in another alphabet gives the
         * team's number.
         */
        static String ofStatement(Statement statement) {
            String name = StatementWords.name(statement);
            String plain = MARKS.matcher(
                            Normalizer.normalize(name.substring(0, Math.min(name.length(), 500)), Normalizer.Form.NFKD))
                    .replaceAll("")
                    .toLowerCase(Locale.ROOT);
            String safe = OTHERS.matcher(plain).replaceAll("-");
            String cut = safe.substring(0, Math.min(safe.length(), LONGEST)).replaceAll("^-|-$", "");
            String number = statement
                    .issued()
                    .map(issued -> issued.number() + "-v" + issued.version())
                    .orElse(statement.month().toString());
            return "statement-" + number + "-" + (cut.isEmpty() ? "team-" + statement.team() : cut);
        }

        /** The same, with the team's number where another team's file has the name already. */
        String unique(Statement statement) {
            String name = ofStatement(statement);
            while (!taken.add(name)) {
                name += "-" + statement.team();
            }
            return name;
        }
    }

    /** A statement as a document on A4. For one thread. */
    static final class StatementPdf {
        private static final int LONGEST_NAME = 120;
        private static final int LONGEST_IN_FOOT = 30;
        private static final float RIGHT = 190;
        private static final float SPACE = 13;

        private final PdfType type = new PdfType();

        byte[] document(Statement statement) {
            return NumberStyles.usual(() -> {
                // drawn twice: only then the number of pages is known
                int pages = drawn(statement, 0).count();
                return drawn(statement, pages).finish();
            });
        }

        private PdfPages drawn(Statement statement, int count) {
            String month = Formats.month(statement.month());
            var pages = new PdfPages(
                    type,
                    PlainText.cut(StatementWords.title(statement), LONGEST_NAME) + ", " + month,
                    StatementWords.at(statement),
                    new Foot(foot(statement), count));
            pages.add(header(statement), totals(statement));
            pages.space(4);
            pages.add(facts(statement));
            pages.space(SPACE);
            List<InCurrency> currencies = statement.currencies();
            if (currencies.isEmpty()) {
                pages.add(new PdfTable(type, PdfPages.WIDTH)
                        .row(Rule.NONE)
                        .text("Nothing to charge in " + month + ", directly or as a part of a pool.", Style.BODY));
                pages.space(SPACE);
            }
            for (InCurrency in : currencies) {
                if (currencies.size() > 1) {
                    pages.need(140);
                    pages.add(new PdfTable(type, PdfPages.WIDTH)
                            .row(Rule.NONE)
                            .text("Charges in " + in.currency(), Style.HEADING));
                    pages.space(6);
                }
                var tables = new StatementPaper(type, statement, in);
                List<PdfTable> lines = tables.lines();
                for (PdfTable table : lines) {
                    if (table == lines.getLast()) {
                        pages.addWith(table, SPACE, tables.total());
                    } else {
                        pages.add(table);
                    }
                    pages.space(SPACE);
                }
                if (lines.isEmpty()) {
                    pages.add(tables.total());
                    pages.space(SPACE);
                }
                pages.add(tables.bridge());
                pages.space(SPACE);
            }
            if (statement.issued().isEmpty()) {
                pages.add(mayChange(statement));
            } else if (!StatementText.why(statement).isEmpty()) {
                pages.add(why(statement));
            }
            return pages;
        }

        private static String foot(Statement statement) {
            return String.join(
                    " \u00B7 ",
                    PlainText.cut(StatementWords.name(statement), LONGEST_IN_FOOT),
                    Formats.month(statement.month()),
                    StatementWords.called(statement),
                    StatementWords.cost(statement.currencies()).replace(" \u00B7 ", ", "),
                    "Costs as of " + Formats.momentWithYear(statement.cut().observedAt()));
        }

        private PdfTable header(Statement statement) {
            var table = new PdfTable(type, PdfPages.WIDTH - RIGHT);
            table.row(Rule.NONE).text(PlainText.cut(StatementWords.title(statement), LONGEST_NAME), Style.TITLE);
            table.row(Rule.NONE)
                    .text(
                            Formats.month(statement.month())
                                    + (statement.team() == 0
                                            ? ""
                                            : ", " + PlainText.cut(StatementWords.costCentre(statement), LONGEST_NAME)),
                            Style.HEADING);
            return table;
        }

        private PdfTable facts(Statement statement) {
            var table = new PdfTable(type, PdfPages.WIDTH);
            table.row(Rule.NONE).text(StatementWords.finality(statement), Style.BODY);
            table.row(Rule.NONE).text(StatementWords.cost(statement.currencies()), Style.BODY);
            statement
                    .ended()
                    .ifPresent(end -> table.row(Rule.NONE)
                            .text("The team ended on " + Formats.date(end.minusDays(1)) + ".", Style.BODY));
            if (statement.agrees()) {
                table.row(Rule.NONE)
                        .text(
                                "All charges of " + Formats.month(statement.month()) + " match AWS\u2019s invoice.",
                                Style.BODY);
            }
            return table;
        }

        private PdfTable totals(Statement statement) {
            var table = new PdfTable(type, RIGHT);
            if (!statement.currencies().isEmpty()) {
                table.row(Rule.NONE).figure(statement.team() == 0 ? "Belongs to no team" : "To be charged", Style.NOTE);
            }
            String last = Formats.month(statement.month().minusMonths(1));
            for (InCurrency in : statement.currencies()) {
                table.row(Rule.NONE).figure(Formats.money(in.total(), in.currency()), Style.FIGURE);
                table.row(Rule.NONE)
                        .figure(
                                in.comparedWith()
                                        .map(before -> Formats.change(in.total(), before, in.currency())
                                                        .text() + " vs " + last)
                                        .orElseGet(() -> StatementText.notCompared(in, statement.month())),
                                Style.NOTE);
            }
            return table;
        }

        private PdfTable why(Statement statement) {
            var table = new PdfTable(type, PdfPages.WIDTH);
            table.row(Rule.NONE).text(StatementText.why(statement), Style.BODY);
            return table;
        }

        private PdfTable mayChange(Statement statement) {
            var table = new PdfTable(type, 10, PdfPages.WIDTH - 10);
            table.row(Rule.NONE).wide("What may still change this statement", Style.STRONG);
            for (String sentence : StatementText.mayChange(statement)) {
                table.keptRow(Rule.NONE).text("\u2022", Style.BODY).text(sentence, Style.BODY);
            }
            return table;
        }
    }
}
