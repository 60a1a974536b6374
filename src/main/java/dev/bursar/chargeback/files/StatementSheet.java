package dev.bursar.chargeback.files;

import dev.bursar.chargeback.cut.Cut;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.files.ExportSource.Progress;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Heading;
import dev.bursar.ui.Formats;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Statements line by line, each line with all that it belongs to; totals of each currency and, of several teams, of each team. */
final class StatementSheet {
    static final List<Column> COLUMNS = List.of(
            Column.text("Cost centre"),
            Column.text("Team"),
            Column.text("Kind"),
            Column.text("Pool"),
            Column.text("Account"),
            Column.text("Account name"),
            Column.text("Service"),
            Column.text("ChargeCategory"),
            Column.text("Charge month"),
            Column.money("Amount"),
            Column.text("Currency"),
            Column.text("Billing month"),
            Column.text("Status"),
            Column.text("Draft number"),
            Column.text("Costs as of"),
            Column.text("Estimated"));
    /** Of corrections of closed months and of adjustments, where there are some. */
    private static final Column NOTE = Column.text("Note");

    private static final int NUMBER = 13;
    private static final int TEAM = 1;
    private static final int AMOUNT = 9;
    private static final int CURRENCY = 10;

    private final StatementQuestion asked;
    private final List<Statement> statements;
    private final List<String> ofMonth;

    /** @param ofMonth sentences that stand above the lines */
    StatementSheet(StatementQuestion asked, List<Statement> statements, List<String> ofMonth) {
        this.ofMonth = List.copyOf(ofMonth);
        this.asked = asked;
        this.statements = statements;
    }

    /** A reader of the table tells teams apart by their names alone. */
    private record Part(String team, String currency) {}

    static long rows(Statement statement) {
        return statement.currencies().stream()
                .mapToLong(in -> in.direct().size()
                        + in.shared().size()
                        + in.corrections().size()
                        + in.closed().size()
                        + in.adjustments().size())
                .sum();
    }

    void write(TableFile file, Progress progress) throws IOException {
        progress.all(statements.stream().mapToLong(StatementSheet::rows).sum());
        file.head(heading(), columns());
        Map<Part, BigDecimal> parts = new LinkedHashMap<>();
        for (Statement statement : statements) {
            for (InCurrency in : statement.currencies()) {
                for (@Nullable Object[] row : rows(statement, in)) {
                    file.row(in.currency(), fitted(row));
                    progress.row();
                }
                parts.merge(new Part(StatementWords.name(statement), in.currency()), in.total(), BigDecimal::add);
            }
        }
        if (asked instanceof StatementQuestion.AllTeams) {
            for (var part : parts.entrySet()) {
                String currency = part.getKey().currency();
                file.sum(currency, fitted(total(part.getKey().team(), currency, part.getValue())), TEAM, CURRENCY);
            }
        }
        Map<String, BigDecimal> totals = new TreeMap<>();
        parts.forEach((part, amount) -> totals.merge(part.currency(), amount, BigDecimal::add));
        int[] same = totals.size() == 1 ? new int[] {} : new int[] {CURRENCY};
        for (var total : totals.entrySet()) {
            file.sum(total.getKey(), fitted(total(null, total.getKey(), total.getValue())), same);
        }
    }

    /** What was issued has a number in place of the draft's, and further columns only where drafts have them too. */
    private List<Column> columns() {
        var columns = new ArrayList<Column>(COLUMNS);
        if (statements.getFirst().issued().isPresent()) {
            columns.set(NUMBER, Column.text("Statement and version"));
        }
        if (hasNotes()) {
            columns.add(NOTE);
        }
        return columns;
    }

    private boolean hasNotes() {
        return statements.stream()
                .flatMap(statement -> statement.currencies().stream())
                .anyMatch(in -> !in.closed().isEmpty() || !in.adjustments().isEmpty());
    }

    private @Nullable Object[] fitted(@Nullable Object[] row) {
        return Arrays.copyOf(row, COLUMNS.size() + (hasNotes() ? 1 : 0));
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

    private static List<@Nullable Object[]> rows(Statement statement, InCurrency in) {
        boolean nobodys = statement.team() == 0;
        var rows = new ArrayList<@Nullable Object[]>();
        for (Direct line : in.direct()) {
            rows.add(row(statement, in, nobodys ? StatementWords.UNALLOCATED : "Direct", line));
        }
        for (Shared line : in.shared()) {
            @Nullable Object[] row = row(statement, in, nobodys ? StatementWords.UNALLOCATED : "Shared", line.amount());
            row[3] = line.name();
            row[8] = statement.month().toString();
            rows.add(row);
        }
        for (Direct line : in.corrections()) {
            rows.add(row(statement, in, "Correction", line));
        }
        for (OfClosed line : in.closed()) {
            @Nullable Object[] row = row(statement, in, "Correction of a closed month", line.amount());
            row[3] = line.pool();
            row[4] = line.account();
            row[5] = statement.accounts().getOrDefault(line.account(), "");
            row[6] = line.service();
            row[7] = line.category().label();
            row[8] = line.ofMonth().toString();
            row[COLUMNS.size()] = StatementText.sentence(statement, line);
            rows.add(row);
        }
        for (Adjusted line : in.adjustments()) {
            @Nullable Object[] row = row(statement, in, "Adjustment", line.amount());
            row[8] = line.ofMonth().toString();
            row[COLUMNS.size()] = StatementText.reason(line);
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable Object[] row(Statement statement, InCurrency in, String kind, Direct line) {
        @Nullable Object[] row = row(statement, in, kind, line.amount());
        row[4] = line.account();
        row[5] = statement.accounts().getOrDefault(line.account(), "");
        row[6] = line.service();
        row[7] = line.category().label();
        row[8] = line.chargeMonth().toString();
        return row;
    }

    private static @Nullable Object[] row(Statement statement, InCurrency in, String kind, BigDecimal amount) {
        @Nullable Object[] row = new @Nullable Object[COLUMNS.size() + 1];
        Cut cut = statement.cut();
        row[0] = statement.costCentre().orElse("");
        row[TEAM] = StatementWords.name(statement);
        row[2] = kind;
        row[AMOUNT] = amount;
        row[CURRENCY] = in.currency();
        row[11] = statement.month().toString();
        row[12] = statement.issued().isPresent() ? "Issued" : "Draft";
        row[NUMBER] = statement.issued().isPresent() ? StatementText.called(statement) : String.valueOf(cut.id());
        row[14] = cut.observedAt().truncatedTo(ChronoUnit.SECONDS).toString();
        row[15] = StatementWords.estimated(cut);
        return row;
    }

    private static @Nullable Object[] total(@Nullable String team, String currency, BigDecimal amount) {
        @Nullable Object[] total = new @Nullable Object[COLUMNS.size()];
        total[0] = "Total";
        total[TEAM] = team;
        total[AMOUNT] = amount;
        total[CURRENCY] = currency;
        return total;
    }
}
