package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.kernel.Sha256;
import dev.bursar.ui.PlainText;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
            in.shared().forEach(line -> add(lines, in, key(in, line), line.name(), line.amount()));
            StatementText.byService(in.direct()).values().stream()
                    .flatMap(List::stream)
                    .forEach(line -> add(lines, in, key(in, line, false), words(statement, line, ""), line.amount()));
            in.corrections()
                    .forEach(line -> add(
                            lines,
                            in,
                            key(in, line, true),
                            words(statement, line, ", correction of " + line.chargeMonth()),
                            line.amount()));
            in.closed()
                    .forEach(line ->
                            add(lines, in, key(in, line), StatementText.sentence(statement, line), line.amount()));
            in.adjustments()
                    .forEach(line -> add(lines, in, key(in, line), "Adjustment: " + line.reason(), line.amount()));
        }
        return lines.values().stream().filter(line -> !line.amount().isZero()).toList();
    }

    private static String words(Statement statement, Direct line, String more) {
        return StatementText.service(line.service()) + " in " + StatementText.account(statement, line) + ", "
                + line.category().label() + more;
    }

    private static void add(
            Map<String, DisputeLine> lines, InCurrency in, String key, String words, BigDecimal amount) {
        var line = new DisputeLine(
                key, PlainText.cut(words, LONGEST_WORDS), BigMoney.of(CurrencyUnit.of(in.currency()), amount));
        lines.merge(
                key,
                line,
                (one, other) -> new DisputeLine(key, one.words(), one.amount().plus(other.amount())));
    }

    public static String key(InCurrency in, Shared line) {
        return key(in, "SHARED", String.valueOf(line.pool()), "", "", "", "");
    }

    /** @param correction whether it corrects an earlier month */
    public static String key(InCurrency in, Direct line, boolean correction) {
        return key(
                in,
                correction ? "CORRECTION" : "DIRECT",
                "",
                line.service(),
                line.account(),
                line.category().name(),
                line.chargeMonth().toString());
    }

    public static String key(InCurrency in, OfClosed line) {
        return key(
                in,
                "CLOSED",
                line.pool() + (line.was().isEmpty() ? "" : ", " + line.was()),
                line.service(),
                line.account(),
                line.category().name(),
                line.ofMonth().toString());
    }

    public static String key(InCurrency in, Adjusted line) {
        return key(
                in,
                "ADJUSTMENT",
                String.valueOf(line.id()),
                "",
                "",
                "",
                line.ofMonth().toString());
    }

    /** {@code DIRECT||Amazon S3|210987654321|USAGE|2026-10|USD}. */
    private static String key(InCurrency in, String... parts) {
        String key = Stream.concat(Stream.of(parts), Stream.of(in.currency()))
                .map(part -> part.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
        return key.length() <= LONGEST_KEY ? key : "sha256|" + HexFormat.of().formatHex(Sha256.of(key));
    }
}
