package dev.bursar.chargeback.files;

import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.Charged;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Kind;
import dev.bursar.chargeback.statement.Statement.Line;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.files.ListExport.Cell;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Statements line by line, each line with all that it belongs to; totals of each currency and, of several teams, of each team. */
final class StatementSheet {
    private static final String TEAM = "Team";
    private static final String AMOUNT = "Amount";
    private static final String CURRENCY = "Currency";

    /** Of drafts without notes. */
    static final List<Column> COLUMNS =
            cells(false, false).stream().map(Cell::column).toList();

    /** A line, with the statement that it stands on. */
    private record Stated(Statement statement, InCurrency in, Kind kind, Line line) {}

    /**
     * @param issued what was issued has a number in place of the draft's
     * @param notes whether there are corrections of closed months or adjustments
     */
    private static List<Cell<Stated>> cells(boolean issued, boolean notes) {
        List<Cell<Stated>> cells = List.of(
                cell("Cost centre", row -> row.statement().costCentre().orElse("")),
                cell(TEAM, row -> StatementWords.name(row.statement())),
                cell("Kind", StatementSheet::kind),
                cell("Pool", row -> switch (row.line()) {
                    case Shared shared -> shared.name();
                    case OfClosed closed -> closed.pool();
                    case Direct direct -> null;
                    case Adjusted adjusted -> null;
                }),
                charged("Account", (statement, line) -> line.account()),
                charged(
                        "Account name",
                        (statement, line) -> statement.accounts().getOrDefault(line.account(), "")),
                charged("Service", (statement, line) -> line.service()),
                charged("ChargeCategory", (statement, line) -> line.category().label()),
                cell("Charge month", row -> month(row).toString()),
                Cell.money(AMOUNT, row -> row.line().amount()),
                cell(CURRENCY, row -> row.in().currency()),
                cell("Billing month", row -> row.statement().month().toString()),
                cell("Status", row -> issued(row) ? "Issued" : "Draft"),
                cell(
                        issued ? "Statement and version" : "Draft number",
                        row -> issued(row)
                                ? StatementText.called(row.statement())
                                : String.valueOf(row.statement().cut().id())),
                cell(
                        "Costs as of",
                        row -> row.statement()
                                .cut()
                                .observedAt()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()),
                cell(
                        "Estimated",
                        row -> StatementWords.estimated(row.statement().cut())));
        Cell<Stated> note = cell("Note", row -> switch (row.line()) {
            case OfClosed closed -> StatementText.sentence(row.statement(), closed);
            case Adjusted adjusted -> StatementText.reason(adjusted);
            case Direct direct -> null;
            case Shared shared -> null;
        });
        return Stream.concat(cells.stream(), Stream.of(note).filter(any -> notes))
                .toList();
    }

    /** What a row doesn't have stays empty. */
    private static Cell<Stated> cell(String name, Function<Stated, @Nullable String> text) {
        return new Cell<>(Column.text(name), text::apply);
    }

    private static Cell<Stated> charged(String name, BiFunction<Statement, Charged, String> text) {
        return cell(name, row -> row.line() instanceof Charged line ? text.apply(row.statement(), line) : null);
    }

    private static String kind(Stated row) {
        return switch (row.kind()) {
            case DIRECT -> row.statement().team() == 0 ? StatementWords.UNALLOCATED : "Direct";
            case SHARED -> row.statement().team() == 0 ? StatementWords.UNALLOCATED : "Shared";
            case CORRECTION -> "Correction";
            case CLOSED -> "Correction of a closed month";
            case ADJUSTMENT -> "Adjustment";
        };
    }

    private static YearMonth month(Stated row) {
        return switch (row.line()) {
            case Direct direct -> direct.chargeMonth();
            case Shared shared -> row.statement().month();
            case OfClosed closed -> closed.ofMonth();
            case Adjusted adjusted -> adjusted.ofMonth();
        };
    }

    private static boolean issued(Stated row) {
        return row.statement().issued().isPresent();
    }

    private final StatementQuestion asked;
    private final List<Statement> statements;
    private final List<String> ofMonth;
    private final List<Cell<Stated>> cells;

    /** @param ofMonth sentences that stand above the lines */
    StatementSheet(StatementQuestion asked, List<Statement> statements, List<String> ofMonth) {
        this.ofMonth = List.copyOf(ofMonth);
        this.asked = asked;
        this.statements = statements;
        cells = cells(
                statements.getFirst().issued().isPresent(),
                statements.stream()
                        .flatMap(statement -> statement.currencies().stream())
                        .anyMatch(in ->
                                !in.closed().isEmpty() || !in.adjustments().isEmpty()));
    }

    /** A reader of the table tells teams apart by their names alone. */
    private record Part(String team, String currency) {}

    static long rows(Statement statement) {
        return statement.currencies().stream()
                .mapToLong(in -> in.lines().count())
                .sum();
    }

    void write(TableFile file, Progress progress) throws IOException {
        progress.all(statements.stream().mapToLong(StatementSheet::rows).sum());
        file.head(heading(), cells.stream().map(Cell::column).toList());
        Map<Part, BigDecimal> parts = new LinkedHashMap<>();
        for (Statement statement : statements) {
            for (InCurrency in : statement.currencies()) {
                for (var line : in.lines().toList()) {
                    var row = new Stated(statement, in, line.getKey(), line.getValue());
                    file.row(
                            in.currency(),
                            cells.stream().map(cell -> cell.cell().apply(row)).toArray());
                    progress.row();
                }
                parts.merge(new Part(StatementWords.name(statement), in.currency()), in.total(), BigDecimal::add);
            }
        }
        if (asked instanceof StatementQuestion.AllTeams) {
            for (var part : parts.entrySet()) {
                String currency = part.getKey().currency();
                file.sum(currency, total(part.getKey().team(), currency, part.getValue()), at(TEAM), at(CURRENCY));
            }
        }
        Map<String, BigDecimal> totals = new TreeMap<>();
        parts.forEach((part, amount) -> totals.merge(part.currency(), amount, BigDecimal::add));
        int[] same = totals.size() == 1 ? new int[] {} : new int[] {at(CURRENCY)};
        for (var total : totals.entrySet()) {
            file.sum(total.getKey(), total(null, total.getKey(), total.getValue()), same);
        }
    }

    private int at(String column) {
        return cells.stream().map(cell -> cell.column().name()).toList().indexOf(column);
    }

    private @Nullable Object[] total(@Nullable String team, String currency, BigDecimal amount) {
        @Nullable Object[] total = new @Nullable Object[cells.size()];
        total[0] = "Total";
        total[at(TEAM)] = team;
        total[at(AMOUNT)] = amount;
        total[at(CURRENCY)] = currency;
        return total;
    }

    private Heading heading() {
        Statement first = statements.getFirst();
        boolean one = asked instanceof StatementQuestion.OneTeam;
        String month = Formats.month(asked.month());
        var facts = new ArrayList<String>();
        if (one && first.team() != 0) {
            facts.add(month + ", " + StatementWords.costCentre(first));
        }
        facts.add(one ? StatementWords.finality(first) : StatementWords.finality(statements));
        facts.add(StatementWords.cost(statements.stream()
                .flatMap(statement -> statement.currencies().stream())
                .toList()));
        facts.addAll(ofMonth);
        return new Heading(
                one ? "Statement" : "Statements",
                (one ? StatementWords.title(first) : "Statements of all teams") + ", " + month,
                facts,
                statements.stream().map(StatementWords::at).max(Comparator.naturalOrder()));
    }
}
