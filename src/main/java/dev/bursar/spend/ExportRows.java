package dev.bursar.spend;

import dev.bursar.kernel.Sha256;
import dev.bursar.spend.ExportBilling.Billed;
import dev.bursar.spend.Ownership.Owner;
import dev.bursar.spend.spi.ExportCharge;
import dev.bursar.spend.spi.ExportedCosts.Sum;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes an export's charges as they come, some thousands at once, and keeps count of what they add up to. */
final class ExportRows implements Consumer<ExportCharge> {
    private static final int AT_ONCE = 10_000;
    private static final String COLUMNS = """
             (charge_day, account_id, team_id, rule_id, service_id, record_type_id, tag_value_id, currency, billed_cost,
             effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit, region_id,
             usage_type_id, pricing_category_id, charge_class_id, commitment_id, resource_id, tags_id, list_cost,
             contracted_cost, export_id)
            """;

    private final Terms terms;
    private final BinaryCopy copy;
    private final Function<Unit, Integer> number;
    private final Partitions partitions;
    private final Ownership ownership;
    private final String tagKey;
    private final Map<Unit, Tally> tallies = new LinkedHashMap<>();
    private final Map<SliceKey, SliceSum> slices = new HashMap<>();
    private final Set<String> tagValues = new HashSet<>();
    private final List<ExportCharge> group = new ArrayList<>();
    private final List<Billed> ready = new ArrayList<>();
    /** Charges with the same tags share one map. */
    private final Map<Map<String, String>, String> tagTexts = new IdentityHashMap<>();

    /**
     * @param number gives what is replaced as a whole its number, or refuses it
     * @param tagKey the tag whose values name teams; "" while there is none
     */
    ExportRows(
            Terms terms,
            BinaryCopy copy,
            Function<Unit, Integer> number,
            Partitions partitions,
            Ownership ownership,
            String tagKey) {
        this.terms = terms;
        this.copy = copy;
        this.number = number;
        this.partitions = partitions;
        this.ownership = ownership;
        this.tagKey = tagKey;
    }

    /** Makes a month's partition and names it. */
    interface Partitions {
        String of(LocalDate month);
    }

    /** What a delivery replaces as a whole. */
    record Unit(String provider, String billingAccount, YearMonth period) {}

    /** What a unit has come to. */
    static final class Tally {
        final int id;
        final Set<String> accounts = new HashSet<>();
        final Set<String> tagKeys = new TreeSet<>();
        final TreeMap<String, Sum> sums = new TreeMap<>();
        long lines;
        long charges;
        LocalDate first = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;

        Tally(int id) {
            this.id = id;
        }
    }

    record SliceKey(LocalDate day, int account, int export) {}

    /** How many charges a slice has, and the digest of what the export says of them. */
    static final class SliceSum {
        private final MessageDigest digest = Sha256.digest();
        int charges;

        byte[] hash() {
            try {
                return ((MessageDigest) digest.clone()).digest();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void accept(ExportCharge charge) {
        if (!group.isEmpty()) {
            ExportCharge last = group.getLast();
            if (!last.day().equals(charge.day()) || !last.account().equals(charge.account())) {
                closeGroup();
            }
        }
        group.add(charge);
    }

    /** Writes what is left. */
    void close() {
        closeGroup();
        write();
    }

    Map<Unit, Tally> tallies() {
        return tallies;
    }

    String tagKey() {
        return tagKey;
    }

    /** Values of the tag that names teams. */
    Set<String> tagValues() {
        return tagValues;
    }

    Map<SliceKey, SliceSum> slices() {
        return slices;
    }

    private void closeGroup() {
        ready.addAll(ExportBilling.of(group));
        group.clear();
        if (ready.size() >= AT_ONCE) {
            write();
        }
    }

    private void write() {
        Map<Terms.Kind, Map<String, Integer>> numbers = numbers();
        Map<LocalDate, BinaryRows> months = new TreeMap<>();
        for (Billed one : ready) {
            BinaryRows rows = months.computeIfAbsent(
                    one.charge().day().withDayOfMonth(1), month -> new BinaryRows(ready.size() * 320));
            row(rows, one, numbers);
        }
        ready.clear();
        tagTexts.clear();
        months.forEach((month, rows) -> copy.into(partitions.of(month) + COLUMNS, Stream.of(rows)));
    }

    private Map<Terms.Kind, Map<String, Integer>> numbers() {
        Map<Terms.Kind, Set<String>> texts = new EnumMap<>(Terms.Kind.class);
        for (Billed one : ready) {
            for (Terms.Kind kind : Terms.Kind.values()) {
                texts.computeIfAbsent(kind, any -> new HashSet<>()).add(text(kind, one.charge()));
            }
        }
        Map<Terms.Kind, Map<String, Integer>> numbers = new EnumMap<>(Terms.Kind.class);
        tagValues.addAll(texts.getOrDefault(Terms.Kind.TAG_VALUE, Set.of()));
        texts.forEach((kind, some) -> numbers.put(kind, terms.ids(kind, some)));
        return numbers;
    }

    private String text(Terms.Kind kind, ExportCharge charge) {
        return switch (kind) {
            case ACCOUNT -> charge.account();
            case SERVICE -> service(charge);
            case RECORD_TYPE -> recordType(charge);
            case TAG_VALUE -> tagValue(charge);
            case REGION -> charge.region();
            case USAGE_TYPE -> charge.usageType();
            case PRICING_CATEGORY -> charge.pricingCategory();
            case CHARGE_CLASS -> charge.chargeClass();
            case COMMITMENT -> charge.commitment();
            case RESOURCE -> charge.resource();
            case TAGS -> tagTexts.computeIfAbsent(charge.tags(), TagsText::of);
        };
    }

    private static String service(ExportCharge charge) {
        return charge.serviceName().isEmpty() ? charge.service() : charge.serviceName();
    }

    /** AWS's where the export has it, else FOCUS's word for what it is. */
    private static String recordType(ExportCharge charge) {
        return charge.recordType().isEmpty() ? charge.chargeCategory() : charge.recordType();
    }

    private String tagValue(ExportCharge charge) {
        return tagKey.isEmpty() ? "" : charge.tags().getOrDefault(tagKey, "");
    }

    private void row(BinaryRows rows, Billed one, Map<Terms.Kind, Map<String, Integer>> numbers) {
        ExportCharge charge = one.charge();
        Tally tally = tallies.computeIfAbsent(
                new Unit(charge.provider(), charge.billingAccount(), charge.billingPeriod()),
                unit -> new Tally(number.apply(unit)));
        Owner owner = ownership.of(charge.day(), charge.account(), service(charge), tagValue(charge));
        int account = number(numbers, Terms.Kind.ACCOUNT, charge);
        rows.row(25);
        rows.date(charge.day());
        rows.integer(account);
        rows.integer(owner.team().value());
        rows.integer(owner.rule());
        int content = rows.length();
        rows.integer(number(numbers, Terms.Kind.SERVICE, charge));
        rows.integer(number(numbers, Terms.Kind.RECORD_TYPE, charge));
        int tagged = rows.length();
        rows.integer(number(numbers, Terms.Kind.TAG_VALUE, charge));
        int rest = rows.length();
        rows.text(charge.currency());
        rows.numeric(one.billedCost());
        rows.numeric(charge.costs().effective());
        rows.numeric(charge.costs().unblended());
        rows.numeric(charge.costs().amortized());
        rows.numeric(charge.costs().netUnblended());
        rows.numeric(charge.quantity());
        rows.text(charge.unit().isEmpty() ? null : charge.unit());
        for (Terms.Kind kind : List.of(
                Terms.Kind.REGION,
                Terms.Kind.USAGE_TYPE,
                Terms.Kind.PRICING_CATEGORY,
                Terms.Kind.CHARGE_CLASS,
                Terms.Kind.COMMITMENT,
                Terms.Kind.RESOURCE,
                Terms.Kind.TAGS)) {
            rows.integer(number(numbers, kind, charge));
        }
        rows.numeric(charge.costs().list());
        rows.numeric(charge.costs().contracted());
        SliceSum slice = slices.computeIfAbsent(new SliceKey(charge.day(), account, tally.id), any -> new SliceSum());
        // the value of the tag that names teams is among the tags
        slice.digest.update(rows.array(), content, tagged - content);
        slice.digest.update(rows.array(), rest, rows.length() - rest);
        slice.charges++;
        rows.integer(tally.id);
        count(tally, one);
    }

    private static void count(Tally tally, Billed one) {
        ExportCharge charge = one.charge();
        tally.accounts.add(charge.account());
        tally.first = charge.day().isBefore(tally.first) ? charge.day() : tally.first;
        tally.last = charge.day().isAfter(tally.last) ? charge.day() : tally.last;
        tally.tagKeys.addAll(charge.tags().keySet());
        tally.lines += charge.lines();
        tally.charges++;
        tally.sums.merge(
                charge.currency(),
                new Sum(one.billedCost(), charge.costs().effective()),
                (sum, more) -> sum.plus(more.billed(), more.effective()));
    }

    private int number(Map<Terms.Kind, Map<String, Integer>> numbers, Terms.Kind kind, ExportCharge charge) {
        Integer number = numbers.getOrDefault(kind, Map.of()).get(text(kind, charge));
        if (number == null) {
            throw new IllegalStateException("A text without a number");
        }
        return number;
    }
}
