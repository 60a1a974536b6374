package dev.bursar.charges.store;

import dev.bursar.charges.parts.ClusterChoices;
import dev.bursar.charges.parts.NodeParts;
import dev.bursar.charges.parts.NodeShare;
import dev.bursar.charges.spi.DeliveredCharge;
import dev.bursar.charges.spi.DeliveredCosts.SplitRows;
import dev.bursar.charges.spi.DeliveredCosts.Sum;
import dev.bursar.charges.spi.Owners;
import dev.bursar.charges.spi.Owners.Owner;
import dev.bursar.charges.store.DeliveredBilling.Billed;
import dev.bursar.charges.terms.TagsText;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Sha256;
import dev.bursar.kernel.TeamKeys;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Writes an export's charges as they come and keeps count of what they add up to. The database takes those that were sent while the
 * next are prepared: the COPY goes on until another month's charges come.
 */
final class DeliveryRows implements Consumer<DeliveredCharge>, AutoCloseable {
    /** How many charges wait at most for the numbers of new texts. */
    private static final int AT_ONCE = 10_000;

    private static final int SEND_BYTES = 1 << 19;
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
    private static final String COLUMNS = " (" + ChargeRow.COLUMNS + """
            , region_id, usage_type_id, pricing_category_id, charge_class_id, commitment_id, resource_id, tags_id, list_cost,
            contracted_cost, export_id, caller_id
            """;

    private static final String COLUMNS_OF_PARTS =
            ", part_id, node_tags_id, vcpu_hours, gb_hours, gpu_hours, gpu_cost, vcpu_spare, gb_spare, by_node";

    /** How many columns only exports fill. */
    private static final int OWN_COLUMNS = DETAILS.length + 4;

    private static final int OF_PARTS = 9;

    private static final String CLUSTER_HOURS = "AmazonEKS-Hours:perCluster";
    private static final String INSTANCE_HOURS = "BoxUsage:";
    private static final Set<TermDictionary.Kind> OPTIONAL =
            EnumSet.of(TermDictionary.Kind.CALLER, TermDictionary.Kind.PART);
    /** Where the number of the node's tags stands, behind those of the kinds. */
    private static final int NODE_TAGS = KINDS.length;

    private static final int SLOTS = NODE_TAGS + 1;

    private final TermDictionary terms;
    private final BinaryCopy copy;
    private final Function<Unit, Integer> number;
    private final Partitions partitions;
    private final Owners owners;
    private final TeamKeys teamKeys;
    private final ClusterChoices clusters;
    private final Map<Unit, Tally> tallies = new LinkedHashMap<>();
    private final Map<SliceKey, SliceSum> slices = new HashMap<>();
    private final Set<String> tagValues = new HashSet<>();
    private final List<DaySums.Ready> sums = new ArrayList<>();
    /** Of the account and day whose charges come. */
    private final DeliveredBilling billing = new DeliveredBilling(AT_ONCE, this::ready);

    private final NodeParts nodes = new NodeParts(this::flawed);
    private final NodeParts.Sink parts = this::ready;

    private final List<Numbered> ready = new ArrayList<>();
    private final BinaryRows rows = new BinaryRows(SEND_BYTES + (SEND_BYTES >> 2));
    private final KnownTexts known = new KnownTexts();

    /** Texts of what is ready whose numbers have to be asked for. */
    private final Map<TermDictionary.Kind, Set<String>> unknown = new EnumMap<>(TermDictionary.Kind.class);
    /** Charges with the same tags share one map. */
    private final Map<Map<String, String>, String> tagTexts = new IdentityHashMap<>();

    private BinaryCopy.@Nullable Copying copying;
    /** Whether a part has come: until then no row has columns of parts. */
    private boolean parted;

    private LocalDate month = LocalDate.MIN;
    private LocalDate day = LocalDate.MIN;
    private @Nullable DaySums ofDay;
    private @Nullable DeliveredCharge lastCharge;
    private @Nullable Unit lastUnit;
    private @Nullable Tally lastTally;

    /**
     * @param number gives what is replaced as a whole its number, or refuses it
     * @param teamKeys the tags whose values name teams
     * @param clusters whose tags they are of a node's parts
     */
    DeliveryRows(
            TermDictionary terms,
            BinaryCopy copy,
            Function<Unit, Integer> number,
            Partitions partitions,
            Owners owners,
            TeamKeys teamKeys,
            ClusterChoices clusters) {
        this.terms = terms;
        this.copy = copy;
        this.number = number;
        this.partitions = partitions;
        this.owners = owners;
        this.teamKeys = teamKeys;
        this.clusters = clusters;
    }

    /** Makes a month's partition and names it. */
    interface Partitions {
        String of(LocalDate month);
    }

    /** What a delivery replaces as a whole. */
    record Unit(String provider, String billingAccount, YearMonth period) {}

    /** A charge with the numbers of its texts in the order of the kinds, then of its node's tags; 0 is one to be asked for. */
    private record Numbered(
            DeliveredCharge charge,
            BigDecimal billed,
            @Nullable NodeShare share,
            int[] numbers) {}

    /** What a delivered unit adds up to so far. */
    static final class Tally {
        final int id;
        final Set<String> accounts = new HashSet<>();
        final Set<String> tagKeys = new TreeSet<>();
        final TreeMap<String, Sum> sums = new TreeMap<>();
        private Map<String, String> lastTags = Map.of();
        /** Whether charges of nodes are parted. */
        boolean parted;

        long splitRows;
        long withoutNode;
        long ofAbsentNodes;
        long withoutWeights;
        final Set<String> nodesWithoutRows = new HashSet<>();
        private final Map<String, Set<String>> clusters = new HashMap<>();
        private final Set<String> instances = new HashSet<>();

        long lines;
        long charges;
        LocalDate first = LocalDate.MAX;
        LocalDate last = LocalDate.MIN;

        Tally(int id) {
            this.id = id;
        }

        SplitRows split() {
            return new SplitRows(
                    splitRows, withoutNode, ofAbsentNodes, withoutWeights, nodesWithoutRows.size(), clusters());
        }

        /** Those of Fargate alone, in accounts without instances, don't count. */
        private int clusters() {
            return clusters.entrySet().stream()
                    .filter(account -> instances.contains(account.getKey()))
                    .mapToInt(account -> account.getValue().size())
                    .sum();
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
        if (charge.split() != null) {
            Tally tally = tally(charge);
            tally.splitRows += charge.lines();
            nodes.add(charge);
            if (charge.free()) {
                tally.lines += charge.lines();
                return;
            }
        }
        billing.add(charge);
    }

    private void flawed(NodeParts.Flaw flaw, DeliveredCharge one, long lines) {
        Tally tally = tally(one);
        switch (flaw) {
            case NO_NODE_NAMED -> tally.withoutNode += lines;
            case NODE_ABSENT -> tally.ofAbsentNodes += lines;
            case NO_WEIGHTS -> tally.withoutWeights += lines;
            case NO_ROWS -> tally.nodesWithoutRows.add(one.resource());
        }
    }

    /** Writes what is left; nothing comes after it. */
    void finish() {
        closeGroup();
        write();
        endCopy();
        endDay();
        // rows of split cost allocation alone are no delivery of a month
        tallies.values().removeIf(tally -> tally.charges == 0);
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

    TeamKeys teamKeys() {
        return teamKeys;
    }

    ClusterChoices clusters() {
        return clusters;
    }

    /** Values that name teams. */
    Set<String> tagValues() {
        return tagValues;
    }

    Map<SliceKey, SliceSum> slices() {
        return slices;
    }

    private void closeGroup() {
        billing.end();
        nodes.end(parts);
        if (unknown.isEmpty()) {
            write();
        }
    }

    private void ready(Billed one) {
        nodes.charge(one.charge(), one.billedCost(), parts);
    }

    private void ready(DeliveredCharge charge, BigDecimal billed, @Nullable NodeShare share) {
        var one = new Numbered(charge, billed, share, new int[SLOTS]);
        number(one);
        ready.add(one);
        if (ready.size() >= AT_ONCE) {
            write();
        }
    }

    private void write() {
        if (!unknown.isEmpty()) {
            ask();
        }
        for (Numbered one : ready) {
            row(one);
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
            Map<String, Integer> asked = terms.ids(kind, texts);
            ready.forEach(one -> fill(one, kind.ordinal(), asked));
            if (kind == TermDictionary.Kind.TAGS) {
                ready.forEach(one -> fill(one, NODE_TAGS, asked));
            }
            known.keep(kind, asked);
        });
        unknown.clear();
    }

    private void fill(Numbered one, int slot, Map<String, Integer> asked) {
        if (one.numbers()[slot] == 0) {
            String text = text(slot, one);
            if (hasNumber(slot, text)) {
                one.numbers()[slot] = Objects.requireNonNull(asked.get(text));
            }
        }
    }

    private void send() {
        if (rows.count() > 0) {
            if (copying == null) {
                copying = copy.begin(partitions.of(month) + COLUMNS + (parted ? COLUMNS_OF_PARTS : "") + ")");
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

    private void number(Numbered one) {
        int slots = one.share() == null ? NODE_TAGS : SLOTS;
        for (int slot = 0; slot < slots; slot++) {
            String text = text(slot, one);
            if (!hasNumber(slot, text)) {
                continue;
            }
            int number = known.number(kind(slot), text);
            one.numbers()[slot] = number;
            if (number == 0) {
                unknown.computeIfAbsent(kind(slot), any -> new HashSet<>()).add(text);
            }
        }
        tagValues.add(tagValue(one));
    }

    private static TermDictionary.Kind kind(int slot) {
        return slot == NODE_TAGS ? TermDictionary.Kind.TAGS : KINDS[slot];
    }

    /** Most charges have no caller and are no parts; none of these texts is stored then. */
    private static boolean hasNumber(int slot, String text) {
        return !text.isEmpty() || slot != NODE_TAGS && !OPTIONAL.contains(KINDS[slot]);
    }

    private String text(int slot, Numbered one) {
        DeliveredCharge charge = one.charge();
        if (slot == NODE_TAGS) {
            return one.share() == null ? "" : tagText(one.share().nodeTags());
        }
        return switch (KINDS[slot]) {
            case ACCOUNT -> charge.account();
            case SERVICE -> charge.storedService();
            case RECORD_TYPE -> charge.storedRecordType();
            case TAG_VALUE -> tagValue(one);
            case REGION -> charge.region();
            case USAGE_TYPE -> charge.usageType();
            case PRICING_CATEGORY -> charge.pricingCategory();
            case CHARGE_CLASS -> charge.chargeClass();
            case COMMITMENT -> charge.commitment();
            case RESOURCE -> charge.resource();
            case CALLER -> charge.caller();
            case TAGS -> tagText(charge.tags());
            case PART -> one.share() == null ? "" : one.share().part().text();
        };
    }

    private String tagText(Map<String, String> tags) {
        return tagTexts.computeIfAbsent(tags, TagsText::of);
    }

    private String tagValue(Numbered one) {
        NodeShare share = one.share();
        return teamKeys.value(
                share != null && byNode(one) ? share.nodeTags() : one.charge().tags(),
                one.charge().day());
    }

    /** Whether the node's tags say whose a part is. */
    private boolean byNode(Numbered one) {
        return clusters.byNode(
                Objects.requireNonNull(one.share()).part(), one.charge().day());
    }

    private void row(Numbered one) {
        DeliveredCharge charge = one.charge();
        int[] numbers = one.numbers();
        NodeShare share = one.share();
        if (!charge.day().equals(day)) {
            begin(charge.day());
        }
        Tally tally = tally(charge);
        Owner owner = owners.of(
                charge.day(),
                charge.account(),
                charge.storedService(),
                tagValue(one),
                charge.caller(),
                charge.resource(),
                share == null ? "" : share.part().text());
        DeliveredCharge.Costs costs = charge.costs();
        var row = new ChargeRow(
                numbers[TermDictionary.Kind.ACCOUNT.ordinal()],
                numbers[TermDictionary.Kind.SERVICE.ordinal()],
                numbers[TermDictionary.Kind.RECORD_TYPE.ordinal()],
                numbers[TermDictionary.Kind.TAG_VALUE.ordinal()],
                charge.currency(),
                one.billed(),
                costs.effective(),
                costs.unblended(),
                costs.amortized(),
                costs.netUnblended(),
                charge.quantity(),
                charge.unit().isEmpty() ? null : charge.unit());
        if (share != null && !parted) {
            endCopy();
            parted = true;
        }
        int content = row.write(rows, parted ? OWN_COLUMNS + OF_PARTS : OWN_COLUMNS, charge.day(), owner);
        for (TermDictionary.Kind kind : DETAILS) {
            rows.integer(numbers[kind.ordinal()]);
        }
        rows.numeric(costs.list());
        rows.numeric(costs.contracted());
        SliceSum slice =
                slices.computeIfAbsent(new SliceKey(charge.day(), row.account(), tally.id), any -> new SliceSum());
        ChargeRow.digestWithoutTagValue(slice.digest, rows, content);
        int caller = numbers[TermDictionary.Kind.CALLER.ordinal()];
        if (caller != 0) {
            // a charge without one has the digest that it had before callers were read
            slice.digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(caller).flip());
        }
        slice.charges++;
        rows.integer(tally.id);
        if (caller == 0) {
            rows.none();
        } else {
            rows.integer(caller);
        }
        if (share == null) {
            for (int i = 0; parted && i < OF_PARTS; i++) {
                rows.none();
            }
        } else {
            int begins = rows.length();
            rows.integer(numbers[TermDictionary.Kind.PART.ordinal()]);
            rows.integer(numbers[NODE_TAGS]);
            rows.numeric(share.vcpuHours());
            rows.numeric(share.gbHours());
            rows.numeric(share.gpuHours());
            rows.numeric(share.gpuCost());
            rows.numeric(share.vcpuSpare());
            rows.numeric(share.gbSpare());
            slice.digest.update(rows.array(), begins, rows.length() - begins);
            rows.bool(byNode(one));
            tally.parted = true;
        }
        count(tally, one);
        row.addTo(Objects.requireNonNull(ofDay), owner);
    }

    private Tally tally(DeliveredCharge charge) {
        var unit = new Unit(charge.provider(), charge.billingAccount(), charge.billingPeriod());
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

    private static void count(Tally tally, Numbered one) {
        DeliveredCharge charge = one.charge();
        if (charge.usageType().endsWith(CLUSTER_HOURS)) {
            tally.clusters
                    .computeIfAbsent(charge.account(), any -> new HashSet<>())
                    .add(charge.resource());
        } else if (charge.usageType().contains(INSTANCE_HOURS)) {
            tally.instances.add(charge.account());
        }
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
                new Sum(one.billed(), charge.costs().effective()),
                (sum, more) -> sum.plus(more.billed(), more.effective()));
    }
}
