package dev.bursar.journal.ui;

import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Names and values of recorded fields in words: {@code Daily cap} for {@code dailyCapUsd}, {@code $25.00}, {@code 1 Nov 2026}. */
final class FieldText {
    private static final Set<String> CAPITALS = Set.of("usd", "id", "url", "csv", "aws", "arn", "iam", "sso");
    /** Fields whose values are words of the program, and no text of a person. */
    private static final Set<String> CODES = Set.of(
            "role",
            "roles",
            "state",
            "kind",
            "started",
            "dimension",
            "cadence",
            "measure",
            "method",
            "split",
            "by",
            "basis");
    /** Numbers that count nothing. */
    private static final Set<String> NUMBERS = Set.of("run", "id", "entry", "position", "number", "version");

    private static final String IN_USD = "Usd";
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[\\d:.]{5,18}Z");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern DAY_WITHIN = Pattern.compile("(?<=\\s)\\d{4}-\\d\\d-\\d\\d(?![\\w-])");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d\\d");
    private static final Pattern DURATION = Pattern.compile("PT[\\dHMS.]{2,20}");
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]+|[a-z]+(-[a-z]+)+");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,12})?");

    private FieldText() {}

    /** {@code Daily cap} for {@code dailyCapUsd}, {@code October 2026} for {@code 2026-10}; other names that are no words of a program stay. */
    static String name(String name) {
        if (!name.matches("[a-z][a-zA-Z0-9]*")) {
            return moment(name);
        }
        String plain =
                name.endsWith(IN_USD) && name.length() > IN_USD.length() ? name.substring(0, name.length() - 3) : name;
        String[] parts = plain.split("(?<=[a-z0-9])(?=[A-Z])");
        var words = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            String word = parts[i].toLowerCase(Locale.ROOT);
            words.append(i == 0 ? "" : " ")
                    .append(
                            CAPITALS.contains(word)
                                    ? word.toUpperCase(Locale.ROOT)
                                    : i == 0
                                            ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
                                            : word);
        }
        return words.toString();
    }

    /** @param name of its field, which says what it means */
    static String value(String name, JsonNode value) {
        if (value.isNull() || value.isMissingNode() || value.isContainer()) {
            return "";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        String text = value.isNumber() ? value.decimalValue().toPlainString() : value.asString();
        if (name.endsWith(IN_USD) && NUMBER.matcher(text).matches()) {
            return Formats.exactPrice(new BigDecimal(text), "USD");
        }
        if (value.isIntegralNumber() && !NUMBERS.contains(name) && value.canConvertToLong()) {
            return Formats.count(value.longValue());
        }
        if (CODES.contains(name) && CODE.matcher(text).matches()) {
            return text.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
        }
        return moment(text);
    }

    /** A time, day, month or duration as people write it; any other text as it is. */
    private static String moment(String text) {
        if (INSTANT.matcher(text).matches()) {
            return parsed(text, written -> Formats.momentWithYear(Instant.parse(written)));
        }
        if (DAY.matcher(text).matches()) {
            return parsed(text, written -> Formats.date(LocalDate.parse(written)));
        }
        if (MONTH.matcher(text).matches()) {
            return parsed(text, written -> Formats.month(YearMonth.parse(written)));
        }
        return DURATION.matcher(text).matches()
                ? parsed(text, written -> Formats.duration(Duration.parse(written)))
                : DAY_WITHIN.matcher(text).replaceAll(day -> parsed(day.group(), FieldText::moment));
    }

    private static String parsed(String text, Function<String, String> words) {
        try {
            return words.apply(text);
        } catch (DateTimeException e) {
            return text;
        }
    }
}
