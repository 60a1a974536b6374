package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.Statement;
import dev.bursar.chargeback.Statement.Adjusted;
import dev.bursar.chargeback.Statement.Direct;
import dev.bursar.chargeback.Statement.InCurrency;
import dev.bursar.chargeback.Statement.OfClosed;
import dev.bursar.chargeback.Statement.Shared;
import dev.bursar.chargeback.text.StatementText;
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
            for (Shared line : in.shared()) {
                add(lines, in, line.name(), line.amount(), "SHARED", String.valueOf(line.pool()));
            }
            StatementText.byService(in.direct()).values().stream()
                    .flatMap(List::stream)
                    .forEach(line -> add(lines, statement, in, line, "DIRECT", ""));
            in.corrections().forEach(line ->
                    add(lines, statement, in, line, "CORRECTION", ", correction of " + line.chargeMonth()));
            for (OfClosed line : in.closed()) {
                add(
                        lines,
                        in,
                        StatementText.sentence(statement, line),
                        line.amount(),
                        "CLOSED",
                        line.pool(),
                        line.service(),
                        line.account(),
                        line.category().name(),
                        line.ofMonth().toString(),
                        line.was());
            }
            for (Adjusted line : in.adjustments()) {
                add(lines, in, "Adjustment: " + line.reason(), line.amount(), "ADJUSTMENT", String.valueOf(line.id()));
            }
        }
        return lines.values().stream().filter(line -> !line.amount().isZero()).toList();
    }

    private static void add(
            Map<String, DisputeLine> lines,
            Statement statement,
            InCurrency in,
            Direct line,
            String section,
            String more) {
        add(
                lines,
                in,
                StatementText.service(line.service()) + " in " + StatementText.account(statement, line) + ", "
                        + line.category().label() + more,
                line.amount(),
                section,
                "",
                line.service(),
                line.account(),
                line.category().name(),
                line.chargeMonth().toString());
    }

    private static void add(
            Map<String, DisputeLine> lines, InCurrency in, String words, BigDecimal amount, String... parts) {
        String key = key(in.currency(), parts);
        var line = new DisputeLine(
                key, PlainText.cut(words, LONGEST_WORDS), BigMoney.of(CurrencyUnit.of(in.currency()), amount));
        lines.merge(key, line, (one, other) ->
                new DisputeLine(key, one.words(), one.amount().plus(other.amount())));
    }

    /** {@code DIRECT||Amazon S3|210987654321|USAGE|2026-10|USD}. */
    private static String key(String currency, String... parts) {
        String key = Stream.concat(Stream.of(parts), Stream.of(currency))
                .map(part -> part.replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
        return key.length() <= LONGEST_KEY ? key : "sha256|" + HexFormat.of().formatHex(Sha256.of(key));
    }
}
