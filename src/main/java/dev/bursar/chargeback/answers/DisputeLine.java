package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Kind;
import dev.bursar.chargeback.statement.Statement.Line;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.kernel.Sha256;
import dev.bursar.ui.PlainText;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;

/**
 * A line of a statement that can be disputed.
 *
 * @param key section, pool, service, account, category, charge month and currency: the same as long as the line is there
 */
public record DisputeLine(String key, String words, BigMoney amount) {
    private static final int LONGEST_KEY = 500;
    private static final int LONGEST_WORDS = 400;

    /** Those that come to something, in the order of the statement; lines of one key are one. */
    public static List<DisputeLine> of(Statement statement) {
        Map<String, DisputeLine> lines = new LinkedHashMap<>();
        for (InCurrency in : statement.currencies()) {
            in.shared().forEach(line -> add(lines, in, Kind.SHARED, line, line.name()));
            StatementText.byService(in.direct()).values().stream()
                    .flatMap(List::stream)
                    .forEach(line -> add(lines, in, Kind.DIRECT, line, words(statement, line, "")));
            in.corrections()
                    .forEach(line -> add(
                            lines,
                            in,
                            Kind.CORRECTION,
                            line,
                            words(statement, line, ", correction of " + line.chargeMonth())));
            in.closed().forEach(line -> add(lines, in, Kind.CLOSED, line, StatementText.sentence(statement, line)));
            in.adjustments().forEach(line -> add(lines, in, Kind.ADJUSTMENT, line, "Adjustment: " + line.reason()));
        }
        return lines.values().stream().filter(line -> !line.amount().isZero()).toList();
    }

    private static String words(Statement statement, Direct line, String more) {
        return StatementText.service(line.service()) + " in " + StatementText.account(statement, line) + ", "
                + line.category().label() + more;
    }

    private static void add(Map<String, DisputeLine> lines, InCurrency in, Kind kind, Line line, String words) {
        String key = key(in, kind, line);
        lines.merge(
                key,
                new DisputeLine(
                        key,
                        PlainText.cut(words, LONGEST_WORDS),
                        BigMoney.of(CurrencyUnit.of(in.currency()), line.amount())),
                (one, other) -> new DisputeLine(key, one.words(), one.amount().plus(other.amount())));
    }

    public static String key(InCurrency in, Kind kind, Line line) {
        return switch (line) {
            case Shared shared -> key(in, kind, String.valueOf(shared.pool()), "", "", "", "");
            case Direct direct ->
                key(
                        in,
                        kind,
                        "",
                        direct.service(),
                        direct.account(),
                        direct.category().name(),
                        direct.chargeMonth().toString());
            case OfClosed closed ->
                key(
                        in,
                        kind,
                        closed.pool() + (closed.was().isEmpty() ? "" : ", " + closed.was()),
                        closed.service(),
                        closed.account(),
                        closed.category().name(),
                        closed.ofMonth().toString());
            case Adjusted adjusted ->
                key(
                        in,
                        kind,
                        String.valueOf(adjusted.id()),
                        "",
                        "",
                        "",
                        adjusted.ofMonth().toString());
        };
    }

    /** {@code DIRECT||Amazon S3|210987654321|USAGE|2026-10|USD}. */
    private static String key(InCurrency in, Kind kind, String... parts) {
        String key = Stream.of(Stream.of(kind.name()), Stream.of(parts), Stream.of(in.currency()))
                .flatMap(part -> part)
                .map(part -> part.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
        return key.length() <= LONGEST_KEY ? key : "sha256|" + HexFormat.of().formatHex(Sha256.of(key));
    }
}
