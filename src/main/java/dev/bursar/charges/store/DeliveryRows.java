package dev.bursar.charges.store;

import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts.Sum;
import dev.bursar.charges.spi.Owners;
import dev.bursar.charges.spi.Owners.Owner;
import dev.bursar.charges.store.DeliveredBilling.Billed;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Sha256;
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
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes an export's charges as they come and keeps count of what they add up to. The database takes those that were sent while the
 * next are prepared: the COPY goes on until another month's charges come.
 */
final class DeliveryRows implements Consumer<DeliveredCharge>, AutoCloseable {
    /** How many charges wait at most for the numbers of new texts. */
    private static final int AT_ONCE = 10_000;

    private static final int SEND_BYTES = 1 << 19;
    private static final int MOST_KNOWN = 50_000;
    private static final int MOST_KNOWN_CHARACTERS = 4 << 20;
    private static final int LONGEST_KNOWN = 500;
    private static final TermDictionary.Kind[] KINDS = TermDictionary.Kind.values();
    private static final TermDictionary.Kind[] DETAILS = {
        TermDictionary.Kind.REGION,
        TermDictionary.Kind.USAGE_TYPE,
        TermDictionary.Kind.PRICING_CATEGORY,
        TermDictionary.Kind.CHARGE_CLASS,
        TermDictionary.Kind.COMMITMENT,
        TermDictionary.Kind.RESOURCE,
        TermDictionary.Kind.TAGS
    };
    private static final String COLUMNS = """
             (charge_day, account_id, team_id, rule_id, service_id, record_type_id, tag_value_id, currency, billed_cost,
             effective_cost, unblended_cost, amortized_cost, net_unblended_cost, usage_quantity, usage_unit, region_id,
             usage_type_id, pricing_category_id, charge_class_id, commitment_id, resource_id, tags_id, list_cost,
             contracted_cost, export_id)
            """;

    private final TermDictionary terms;
    private final BinaryCopy copy;
    private final Function<Unit, Integer> number;
    private final Partitions partitions;
    private final Owners owners;
    private final String tagKey;
    private final Map<Unit, Tally> tallies = new LinkedHashMap<>();
    private final Map<SliceKey, SliceSum> slices = new HashMap<>();
    private final Set<String> tagValues = new HashSet<>();
    private final List<DaySums.Ready> sums = new ArrayList<>();
    /** Of the account and day whose charges come. */
    private final DeliveredBilling billing = new DeliveredBilling(AT_ONCE, this::ready);

    private final List<Numbered> ready = new ArrayList<>();
    private final BinaryRows rows = new BinaryRows(SEND_BYTES + (SEND_BYTES >> 2));
    /** Texts that come again and again. */
    private final Map<TermDictionary.Kind, Map<String, Known>> known = new EnumMap<>(TermDictionary.Kind.class);

    private final int[] knownCharacters = new int[KINDS.length];
    /** The last charge's, by kind: the next one often has the same, or what followed it on the day before. */
    private final @Nullable Known[] last = new Known[KINDS.length];

    /** Texts of what is ready whose numbers have to be asked for. */
    private final Map<TermDictionary.Kind, Set<String>> unknown = new EnumMap<>(TermDictionary.Kind.class);
    /** Charges with the same tags share one map. */
    private final Map<Map<String, String>, String> tagTexts = new IdentityHashMap<>();

    private BinaryCopy.@Nullable Copying copying;
    private LocalDate month = LocalDate.MIN;
    private LocalDate day = LocalDate.MIN;
    private @Nullable DaySums ofDay;
    private @Nullable DeliveredCharge lastCharge;
    private @Nullable Unit lastUnit;
    private @Nullable Tally lastTally;

    /**
     * @param number gives what is replaced as a whole its number, or refuses it
     * @param tagKey the tag whose values name teams; "" while there is none
     */
    DeliveryRows(
            TermDictionary terms,
            BinaryCopy copy,
            Function<Unit, Integer> number,
            Partitions partitions,
            Owners owners,
            String tagKey) {
        this.terms = terms;
        this.copy = copy;
        this.number = number;
        this.partitions = partitions;
        this.owners = owners;
        this.tagKey = tagKey;
    }

    /** Makes a month's partition and names it. */
    interface Partitions {
        String of(LocalDate month);
    }

    /** What a delivery replaces as a whole. */
    record Unit(String provider, String billingAccount, YearMonth period) {}

    /** A charge with the numbers of its texts in the order of the kinds; 0 is one to be asked for. */
    private record Numbered(Billed billed, int[] numbers) {}

    /** A text's number. */
    private static final class Known {
        private final String text;
        private final int number;
        /** What came after it the last time. */
        private @Nullable Known next;

        Known(String text, int number) {
            this.text = text;
            this.number = number;
        }
    }

    /** What a delivered unit adds up to so far. */
    static final class Tally {
        final int id;
        final Set<String> accounts = new HashSet<>();
        final Set<String> tagKeys = new TreeSet<>();
        final TreeMap<String, Sum> sums = new TreeMap<>();
        private Map<String, String> lastTags = Map.of();
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
    public void accept(DeliveredCharge charge) {
        if (lastCharge != null
                && (!lastCharge.day().equals(charge.day())
                        || !lastCharge.account().equals(charge.account()))) {
            closeGroup();
        }
        lastCharge = charge;
        billing.add(charge);
    }

    /** Writes what is left; nothing comes after it. */
    void finish() {
        closeGroup();
        write();
        endCopy();
        endDay();
    }

    /** Drops what is not written yet. */
    @Override
    public void close() {
        if (copying != null) {
            copying.close();
            copying = null;
        }
    }

    /** The sums of all charges by day. */
    List<DaySums.Ready> sums() {
        return sums;
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
        billing.end();
        if (unknown.isEmpty()) {
            write();
        }
    }

    private void ready(Billed one) {
        int[] numbers = new int[KINDS.length];
        number(one.charge(), numbers);
        ready.add(new Numbered(one, numbers));
        if (ready.size() >= AT_ONCE) {
            write();
        }
    }

    private void write() {
        if (!unknown.isEmpty()) {
            ask();
        }
        for (Numbered one : ready) {
            row(one.billed(), one.numbers());
            if (rows.length() >= SEND_BYTES) {
                send();
            }
        }
        ready.clear();
        if (tagTexts.size() > AT_ONCE) {
            tagTexts.clear();
        }
    }

    private void ask() {
        unknown.forEach((kind, texts) -> {
            Map<String, Known> some = known(kind);
            Map<String, Integer> asked = terms.ids(kind, texts);
            for (Numbered one : ready) {
                if (one.numbers()[kind.ordinal()] == 0) {
                    one.numbers()[kind.ordinal()] = Objects.requireNonNull(
                            asked.get(text(kind, one.billed().charge())));
                }
            }
            asked.forEach((text, id) -> {
                if (text.length() <= LONGEST_KNOWN) {
                    keep(kind, some, new Known(text, id));
                }
            });
        });
        unknown.clear();
    }

    private void keep(TermDictionary.Kind kind, Map<String, Known> some, Known one) {
        int characters = knownCharacters[kind.ordinal()] + one.text.length();
        if (some.size() >= MOST_KNOWN || characters > MOST_KNOWN_CHARACTERS) {
            some.clear();
            characters = one.text.length();
        }
        some.put(one.text, one);
        knownCharacters[kind.ordinal()] = characters;
    }

    private void send() {
        if (rows.count() > 0) {
            if (copying == null) {
                copying = copy.begin(partitions.of(month) + COLUMNS);
            }
            copying.add(rows);
            rows.clear();
        }
    }

    /** Until then nothing else can be asked in this transaction. */
    private void endCopy() {
        send();
        if (copying != null) {
            copying.end();
            copying.close();
            copying = null;
        }
    }

    private void begin(LocalDate next) {
        if (next.isBefore(day)) {
            throw new IllegalStateException("An export's charges come in the order of their days");
        }
        LocalDate nextMonth = next.withDayOfMonth(1);
        if (!nextMonth.equals(month)) {
            endCopy();
            month = nextMonth;
        }
        endDay();
        day = next;
        ofDay = new DaySums(next);
    }

    private void endDay() {
        if (ofDay != null) {
            sums.add(ofDay.ready());
            ofDay = null;
        }
    }

    private void number(DeliveredCharge charge, int[] numbers) {
        for (TermDictionary.Kind kind : KINDS) {
            String text = text(kind, charge);
            Known one = known(kind, text);
            if (one == null) {
                unknown.computeIfAbsent(kind, any -> new HashSet<>()).add(text);
            } else {
                numbers[kind.ordinal()] = one.number;
            }
        }
        tagValues.add(tagValue(charge));
    }

    private @Nullable Known known(TermDictionary.Kind kind, String text) {
        Known before = last[kind.ordinal()];
        if (before != null && before.text.equals(text)) {
            return before;
        }
        Known next = before == null ? null : before.next;
        Known found =
                next != null && next.text.equals(text) ? next : known(kind).get(text);
        if (found != null) {
            last[kind.ordinal()] = found;
            if (before != null) {
                before.next = found;
            }
        }
        return found;
    }

    private Map<String, Known> known(TermDictionary.Kind kind) {
        return known.computeIfAbsent(kind, any -> new HashMap<>());
    }

    private String text(TermDictionary.Kind kind, DeliveredCharge charge) {
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

    private static String service(DeliveredCharge charge) {
        return charge.serviceName().isEmpty() ? charge.service() : charge.serviceName();
    }

    /** AWS's where the export has it, else FOCUS's word for what it is. */
    private static String recordType(DeliveredCharge charge) {
        return charge.recordType().isEmpty() ? charge.chargeCategory() : charge.recordType();
    }

    private String tagValue(DeliveredCharge charge) {
        return tagKey.isEmpty() ? "" : charge.tags().getOrDefault(tagKey, "");
    }

    private void row(Billed one, int[] numbers) {
        DeliveredCharge charge = one.charge();
        if (!charge.day().equals(day)) {
            begin(charge.day());
        }
        Tally tally = tally(new Unit(charge.provider(), charge.billingAccount(), charge.billingPeriod()));
        Owner owner = owners.of(charge.day(), charge.account(), service(charge), tagValue(charge));
        int account = numbers[TermDictionary.Kind.ACCOUNT.ordinal()];
        int service = numbers[TermDictionary.Kind.SERVICE.ordinal()];
        int recordType = numbers[TermDictionary.Kind.RECORD_TYPE.ordinal()];
        rows.row(25);
        rows.date(charge.day());
        rows.integer(account);
        rows.integer(owner.team().value());
        rows.integer(owner.rule());
        int content = rows.length();
        rows.integer(service);
        rows.integer(recordType);
        int tagged = rows.length();
        rows.integer(numbers[TermDictionary.Kind.TAG_VALUE.ordinal()]);
        int rest = rows.length();
        rows.text(charge.currency());
        rows.numeric(one.billedCost());
        rows.numeric(charge.costs().effective());
        rows.numeric(charge.costs().unblended());
        rows.numeric(charge.costs().amortized());
        rows.numeric(charge.costs().netUnblended());
        rows.numeric(charge.quantity());
        rows.text(charge.unit().isEmpty() ? null : charge.unit());
        for (TermDictionary.Kind kind : DETAILS) {
            rows.integer(numbers[kind.ordinal()]);
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
        Objects.requireNonNull(ofDay)
                .add(
                        owner.team().value(),
                        account,
                        service,
                        recordType,
                        charge.currency(),
                        one.billedCost(),
                        charge.costs().effective());
    }

    private Tally tally(Unit unit) {
        if (lastTally == null || !unit.equals(lastUnit)) {
            lastUnit = unit;
            lastTally = tallies.computeIfAbsent(unit, other -> {
                // it is asked in this transaction
                endCopy();
                return new Tally(number.apply(other));
            });
        }
        return lastTally;
    }

    private static void count(Tally tally, Billed one) {
        DeliveredCharge charge = one.charge();
        tally.accounts.add(charge.account());
        tally.first = charge.day().isBefore(tally.first) ? charge.day() : tally.first;
        tally.last = charge.day().isAfter(tally.last) ? charge.day() : tally.last;
        if (tally.lastTags != charge.tags()) {
            tally.lastTags = charge.tags();
            tally.tagKeys.addAll(charge.tags().keySet());
        }
        tally.lines += charge.lines();
        tally.charges++;
        tally.sums.merge(
                charge.currency(),
                new Sum(one.billedCost(), charge.costs().effective()),
                (sum, more) -> sum.plus(more.billed(), more.effective()));
    }
}
