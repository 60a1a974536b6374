package dev.bursar.aws;

import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.spi.CostAmounts;
import dev.bursar.costexplorer.spi.CostDimension;
import dev.bursar.costexplorer.spi.CostRequest;
import dev.bursar.costexplorer.spi.CostResponse;
import dev.bursar.org.spi.AccountSource;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.costexplorer.model.DimensionValuesWithAttributes;
import software.amazon.awssdk.services.costexplorer.model.Group;
import software.amazon.awssdk.services.costexplorer.model.MetricValue;
import software.amazon.awssdk.services.costexplorer.model.ResultByTime;

/** Reads the pages of one answer; anything that is not as AWS documents it refuses the whole answer and says what it was. */
final class AnswerReader {
    private static final int LONGEST_KEY = 20_000;
    private static final String USER = "user:";

    private final LocalDate from;
    private final LocalDate to;
    private final Granularity granularity;
    private final List<Key> keys;
    private final List<CostResponse.Group> groups = new ArrayList<>();
    private final Set<List<String>> seen = new HashSet<>();
    private final Set<LocalDate> estimated = new HashSet<>();
    private final Map<String, String> accountNames = new HashMap<>();
    private @Nullable Boolean net;
    private boolean repeats;
    private int pages;
    private int barren;

    /**
     * What an answer is grouped by.
     *
     * @param prefix of each of its keys, which is no part of the value
     */
    record Key(String name, String prefix) {}

    /** @param to excluded */
    AnswerReader(LocalDate from, LocalDate to, Granularity granularity, List<Key> keys) {
        this.from = from;
        this.to = to;
        this.granularity = granularity;
        this.keys = List.copyOf(keys);
    }

    AnswerReader(CostRequest question, String teamTag) {
        this(
                question.from(),
                question.to(),
                question.granularity(),
                question.groupBy().stream()
                        .map(by -> new Key(
                                by.name().toLowerCase(Locale.ROOT), by == CostDimension.TAG ? teamTag + "$" : ""))
                        .toList());
    }

    void page(CostPages.Page page) {
        pages++;
        List<ResultByTime> results = page.results();
        if (results == null) {
            throw bad("the member ResultsByTime is missing");
        }
        int before = groups.size();
        for (ResultByTime result : results) {
            if (result == null) {
                throw bad("one of its results is missing");
            }
            LocalDate period = period(result);
            if (Boolean.TRUE.equals(result.estimated())) {
                estimated.add(period);
            }
            if (!result.hasGroups()) {
                throw bad("the Groups of " + period + " are missing");
            }
            for (Group group : result.groups()) {
                if (group == null) {
                    throw bad("a group of " + period + " is missing");
                }
                read(period, group);
            }
        }
        barren = groups.size() == before ? barren + 1 : 0;
        for (DimensionValuesWithAttributes attributes : page.attributes()) {
            if (attributes != null) {
                name(attributes.value(), attributes.attributes().get("description"));
            }
        }
    }

    private void name(@Nullable String account, @Nullable String name) {
        if (account != null
                && AccountSource.Found.isId(account)
                && name != null
                && !name.isBlank()
                && AwsText.canBeKept(name)) {
            accountNames.put(account, name);
        }
    }

    /** How many pages in a row have brought nothing. */
    int barren() {
        return barren;
    }

    /** Whether a page held groups of an earlier one: its token led to the wrong place, and the question must be asked anew. */
    boolean repeats() {
        return repeats;
    }

    CostResponse answer() {
        return new CostResponse(groups, estimated, accountNames, pages);
    }

    private LocalDate period(ResultByTime result) {
        if (result.timePeriod() == null || result.timePeriod().start() == null) {
            throw bad("a result has no TimePeriod");
        }
        LocalDate period;
        try {
            period = LocalDate.parse(result.timePeriod().start());
        } catch (DateTimeException e) {
            throw bad("the period's start is \"" + shown(result.timePeriod().start()) + "\", not a day");
        }
        LocalDate earliest = granularity == Granularity.DAILY ? from : from.withDayOfMonth(1);
        if (period.isBefore(earliest) || !period.isBefore(to)) {
            throw bad("it contains " + period + ", which was not requested");
        }
        return granularity.periodOf(period);
    }

    private void read(LocalDate period, Group group) {
        if (group.keys().size() != keys.size()) {
            throw bad("a group has " + group.keys().size() + " keys instead of " + keys.size());
        }
        var values = new ArrayList<String>(2);
        for (int i = 0; i < group.keys().size(); i++) {
            values.add(value(keys.get(i), group.keys().get(i)));
        }
        CostAmounts amounts = amounts(group, values);
        var identity = new ArrayList<>(values);
        identity.add(amounts.currency());
        identity.add(period.toString());
        if (!seen.add(identity)) {
            if (pages > 1) {
                repeats = true;
                return;
            }
            throw bad("it lists the group " + shown(String.join(", ", values)) + " of " + period + " twice");
        }
        groups.add(new CostResponse.Group(period, values, amounts));
    }

    private static String value(Key key, @Nullable String text) {
        if (text == null || text.length() > LONGEST_KEY || !AwsText.canBeKept(text)) {
            throw bad("a group's key is missing, too long or contains an invalid character");
        }
        if (key.prefix().isEmpty()) {
            if (text.isEmpty()) {
                throw bad("a group's " + key.name() + " is empty");
            }
            return text;
        }
        // a caller's key is answered with and without this before it
        if (text.startsWith(USER + key.prefix())) {
            return text.substring(USER.length() + key.prefix().length());
        }
        if (key.prefix().startsWith(USER) && text.startsWith(key.prefix().substring(USER.length()))) {
            return text.substring(key.prefix().length() - USER.length());
        }
        if (!text.startsWith(key.prefix())) {
            throw bad("a tag's group is \"" + shown(text) + "\", which does not begin with " + key.prefix());
        }
        return text.substring(key.prefix().length());
    }

    private CostAmounts amounts(Group group, List<String> keys) {
        Map<String, MetricValue> metrics = group.metrics();
        MetricValue unblended = metric(metrics, "UnblendedCost", keys);
        boolean hasNet = metrics.containsKey("NetUnblendedCost") && metrics.containsKey("NetAmortizedCost");
        if (net != null && net != hasNet) {
            throw bad("net costs are given for some groups only");
        }
        net = hasNet;
        String currency = unblended.unit();
        BigDecimal amortized = cost(metrics, "AmortizedCost", currency, keys);
        MetricValue usage = measured(metrics.get("UsageQuantity"), keys);
        return new CostAmounts(
                currency,
                number(unblended.amount(), "UnblendedCost", keys),
                amortized,
                hasNet
                        ? cost(metrics, "NetUnblendedCost", currency, keys)
                        : number(unblended.amount(), "UnblendedCost", keys),
                hasNet ? cost(metrics, "NetAmortizedCost", currency, keys) : amortized,
                usage == null ? null : number(usage.amount(), "UsageQuantity", keys),
                usage == null ? null : usage.unit());
    }

    /** The usage where it has a unit; AWS says N/A where it added up different ones. */
    private static @Nullable MetricValue measured(@Nullable MetricValue usage, List<String> keys) {
        if (usage != null && usage.unit() != null && !AwsText.canBeKept(usage.unit())) {
            throw bad("the unit of the usage of " + shown(String.join(", ", keys)) + " contains an invalid character");
        }
        return usage == null
                        || usage.amount() == null
                        || usage.unit() == null
                        || usage.unit().isBlank()
                        || usage.unit().equals("N/A")
                ? null
                : usage;
    }

    private BigDecimal cost(Map<String, MetricValue> metrics, String name, String currency, List<String> keys) {
        MetricValue value = metric(metrics, name, keys);
        if (!value.unit().equals(currency)) {
            throw bad(
                    "the costs of " + shown(String.join(", ", keys)) + " are in " + currency + " and " + value.unit());
        }
        return number(value.amount(), name, keys);
    }

    private MetricValue metric(Map<String, MetricValue> metrics, String name, List<String> keys) {
        MetricValue value = metrics.get(name);
        if (value == null || value.amount() == null || value.unit() == null) {
            throw bad("the " + name + " of " + shown(String.join(", ", keys)) + " is missing");
        }
        if (!value.unit().matches("[A-Z]{3}")) {
            throw bad("the " + name + " of " + shown(String.join(", ", keys)) + " is in \"" + shown(value.unit())
                    + "\", not in a currency");
        }
        return value;
    }

    private BigDecimal number(String text, String name, List<String> keys) {
        return AwsText.number(text)
                .orElseThrow(() -> bad("the " + name + " of " + shown(String.join(", ", keys)) + " is \"" + shown(text)
                        + "\", not a number"));
    }

    private static SourceProblem bad(String what) {
        return new SourceProblem(Kind.BAD_ANSWER, new AnswerRejected(Answer.COSTS, "", what), null);
    }

    private static String shown(String text) {
        String plain = text.codePoints()
                .limit(80)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '�' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return plain.length() < text.length() ? plain + "…" : plain;
    }
}
