package dev.bursar.causes.read;

import dev.bursar.causes.ChangeClass;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What happened in an account of its own in two periods: uses of AWS whose levels are known at every moment, the records that CloudTrail
 * has of whoever changed them, and therefore the truth of the change.
 */
final class PlantedStory {
    /** Days with costs, from the first to before the last. */
    static final LocalDate FIRST = LocalDate.parse("2026-07-10");

    static final LocalDate LAST = LocalDate.parse("2026-11-26");
    static final String REGION = "eu-central-1";
    static final String OTHER_REGION = "us-east-1";

    private static final double HOURS = 24;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int QUIET_DAYS = 16;

    final String kind;
    final int number;
    final Random random;
    final String account;
    /** Whose story it is, and a team that only is there too. */
    final int team;

    final int other;
    DayRange now;
    DayRange before;
    boolean eventsRead = true;
    boolean oneRegionUnread;
    final List<Use> uses = new ArrayList<>();
    final List<Act> acts = new ArrayList<>();
    final List<Booking> bookings = new ArrayList<>();
    final Map<String, Integer> inventory = new LinkedHashMap<>();
    /** By viewer's team, 0 for who sees everything. */
    final Map<Integer, List<Expected>> expected = new HashMap<>();
    /** Events of which a viewer's team may or may not be told. */
    final Set<UUID> anybodys = new HashSet<>();

    PlantedStory(String kind, int number, long seed) {
        this.kind = kind;
        this.number = number;
        this.random = new Random(new SplittableRandom(seed * 31 + kind.hashCode()).nextLong());
        this.account = "%012d".formatted(700_000_000_000L + number);
        this.team = 10_000 + 2 * number;
        this.other = team + 1;
        window(1);
    }

    /**
     * A call that acted on resources.
     *
     * @param direction of the amount that it may be named with: 1 or -1, 0 if it did nothing, 2 if both may be
     * @param group what acts have in common whose amounts are judged together
     */
    record Act(
            UUID event,
            Instant time,
            String service,
            String name,
            String person,
            boolean byService,
            String region,
            List<String> arns,
            String request,
            String response,
            @Nullable String error,
            int direction,
            String group,
            boolean cut) {}

    /** What is booked on a day. */
    record Booking(String recordType, LocalDate day, double cost) {}

    /**
     * What a viewer has to be told of some parts of the change.
     *
     * @param team whose parts; 0 for all
     * @param resources as charges name them, by their end; empty for all parts
     * @param acts amounts by group of acts; empty where nobody did it
     * @param classes amounts by the classes in which they may stand
     * @param slack what charges' noise and the months' lengths make beside acts, in whichever class
     */
    record Expected(
            int team,
            Set<String> resources,
            Map<String, Double> acts,
            Map<Set<ChangeClass>, Double> classes,
            double slack) {}

    static final Set<ChangeClass> PROVED = EnumSet.of(ChangeClass.EXPLAINED);
    static final Set<ChangeClass> NAMED = EnumSet.of(ChangeClass.EXPLAINED, ChangeClass.CANDIDATE);
    static final Set<ChangeClass> POSSIBLE = EnumSet.of(ChangeClass.CANDIDATE);
    static final Set<ChangeClass> USED = EnumSet.of(ChangeClass.USAGE);
    static final Set<ChangeClass> UNKNOWN = EnumSet.of(ChangeClass.UNEXPLAINED);

    // --- time

    /** Two periods of at least so many days: months, weeks, days, or any. */
    void window(int least) {
        List<String> forms = new ArrayList<>(List.of("months", "so far", "custom", "apart"));
        if (least <= 7) {
            forms.add("weeks");
            forms.add("weeks");
        }
        if (least <= 1) {
            forms.add("days");
            forms.add("days");
        }
        LocalDate end = LAST.minusDays(random.nextInt(40));
        switch (forms.get(random.nextInt(forms.size()))) {
            case "months" -> {
                YearMonth month = YearMonth.of(2026, 9 + random.nextInt(2));
                now = new DayRange(month.atDay(1), month.plusMonths(1).atDay(1));
                before = new DayRange(month.minusMonths(1).atDay(1), month.atDay(1));
            }
            case "so far" -> {
                int days = Math.max(least, 8 + random.nextInt(18));
                now = days(LocalDate.parse("2026-11-01"), days);
                before = days(LocalDate.parse("2026-10-01"), days);
            }
            case "weeks" -> {
                LocalDate monday = end.minusDays(7L + end.getDayOfWeek().getValue() - 1);
                now = days(monday, 7);
                before = days(monday.minusDays(7), 7);
            }
            case "days" -> {
                now = days(end.minusDays(3), 1);
                before = days(end.minusDays(4), 1);
            }
            case "custom" -> {
                int days = Math.max(least, 6 + random.nextInt(26));
                now = days(end.minusDays(days), days);
                before = days(end.minusDays(2L * days), days);
            }
            default -> {
                int days = Math.max(least, 5 + random.nextInt(14));
                now = days(end.minusDays(days), days);
                before = days(now.from().minusDays(days + 1L + random.nextInt(12)), days);
            }
        }
    }

    private static DayRange days(LocalDate from, int days) {
        return new DayRange(from, from.plusDays(days));
    }

    static int length(DayRange range) {
        return (int) ChronoUnit.DAYS.between(range.from(), range.to());
    }

    boolean evenlyLong() {
        return length(now) == length(before);
    }

    /** When somebody does something that shows in the change: mostly in the later period, at least two days before its end. */
    Instant moment() {
        return moments(1).getFirst();
    }

    /** In their order, two days apart, where the periods have as many. */
    List<Instant> moments(int count) {
        if (length(now) == 1) {
            LocalDate day = random.nextInt(4) == 0 ? before.from() : now.from();
            return random.ints(5, 19)
                    .distinct()
                    .limit(count)
                    .sorted()
                    .mapToObj(hour -> at(day, hour))
                    .toList();
        }
        LocalDate first = random.nextInt(4) == 0 ? before.from().plusDays(length(before) / 2 + 1L) : now.from();
        int span = (int) ChronoUnit.DAYS.between(first, now.to()) - 3;
        while (true) {
            List<Integer> days =
                    random.ints(count, 0, Math.max(1, span)).boxed().sorted().toList();
            boolean apart = true;
            for (int i = 1; i < days.size(); i++) {
                apart &= days.get(i) - days.get(i - 1) >= 2;
            }
            if (apart) {
                return days.stream()
                        .map(day -> at(first.plusDays(day), random.nextInt(24)))
                        .toList();
            }
        }
    }

    Instant at(LocalDate day, int hour) {
        return day.atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plus(HOUR.multipliedBy(hour))
                .plusSeconds(random.nextInt(3600));
    }

    static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }

    <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    String id(int digits) {
        var text = new StringBuilder();
        while (text.length() < digits) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    /** Nobody in another story has it. */
    String person(String name) {
        return "%s.s%05d".formatted(name, number);
    }

    String name(String stem) {
        return "%s-s%05d".formatted(stem, number);
    }

    String arn(String service, String rest) {
        return "arn:aws:" + service + ":" + REGION + ":" + account + ":" + rest;
    }

    // --- telling

    /** A use of AWS: at each moment a level, of which each hour counts. */
    final class Use {
        final String resource;
        final String service;
        final String usageType;
        final String unit;
        /** Of a unit; of a whole month of one where it is paid by the month. */
        final double price;

        final boolean monthly;
        String region = REGION;
        double noise;
        /** Whether charges name the resource: not in Cost Explorer's. */
        boolean exported = true;
        /** Hours a day that count, of what doesn't run all day. */
        double share = 1;

        private final TreeMap<Instant, Step> steps = new TreeMap<>();
        final TreeMap<LocalDate, Integer> owners = new TreeMap<>();
        final TreeMap<LocalDate, Double> prices = new TreeMap<>();
        final TreeMap<LocalDate, String> tags = new TreeMap<>();
        private final Map<LocalDate, Double> factors = new HashMap<>();

        private record Step(double by, @Nullable String group) {}

        Use(String resource, String service, String usageType, String unit, double price) {
            this.resource = resource;
            this.service = service;
            this.usageType = usageType;
            this.unit = unit;
            this.price = price;
            this.monthly = unit.equals("GB-Mo");
            owners.put(FIRST, team);
            prices.put(FIRST, 1.0);
            uses.add(this);
        }

        Use level(double level) {
            steps.put(FIRST.atStartOfDay(ZoneOffset.UTC).toInstant(), new Step(level, null));
            return this;
        }

        /** More or less from then on, by somebody's act or by none. */
        Use by(Instant moment, double more, @Nullable String group) {
            steps.put(moment, new Step(more, group));
            return this;
        }

        Use noisy(double sd) {
            noise = sd;
            return this;
        }

        Use owned(int by) {
            owners.put(FIRST, by);
            return this;
        }

        double quantity(LocalDate day) {
            double hours = 0;
            for (Map.Entry<Instant, Step> step : steps.entrySet()) {
                hours += step.getValue().by() * after(step.getKey(), day);
            }
            return hours * scale(day) * factor(day);
        }

        double cost(LocalDate day) {
            return quantity(day) * price * prices.floorEntry(day).getValue();
        }

        int owner(LocalDate day) {
            return owners.floorEntry(day).getValue();
        }

        private double after(Instant moment, LocalDate day) {
            Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            double gone = Duration.between(start, moment).toMillis() / (double) HOUR.toMillis();
            return Math.clamp(HOURS - gone, 0, HOURS) * share;
        }

        private double scale(LocalDate day) {
            return monthly ? 1 / (HOURS * YearMonth.from(day).lengthOfMonth()) : 1;
        }

        private double factor(LocalDate day) {
            return noise == 0 ? 1 : factors.computeIfAbsent(day, any -> Math.exp(noise * random.nextGaussian()));
        }

        double cost(DayRange days, int of) {
            return days.from()
                    .datesUntil(days.to())
                    .filter(day -> of == 0 || owner(day) == of)
                    .mapToDouble(this::cost)
                    .sum();
        }

        /** What the longer or shorter period makes of what goes on. */
        double days() {
            double then = cost(before, 0);
            return then * (stretched(then) - 1);
        }

        private double stretched(double then) {
            boolean months = now.from().getDayOfMonth() == 1 && now.to().getDayOfMonth() == 1;
            return evenlyLong() || monthly && months || then == 0 || cost(now, 0) == 0
                    ? 1
                    : length(now) / (double) length(before);
        }

        /** The amounts of steps that somebody's acts made. */
        Map<String, Double> made() {
            Map<String, Double> made = new LinkedHashMap<>();
            double stretched = stretched(cost(before, 0));
            steps.forEach((moment, step) -> {
                if (step.group() != null) {
                    made.merge(
                            step.group(),
                            step.by() * (sum(now, moment) - stretched * sum(before, moment)),
                            Double::sum);
                }
            });
            return made;
        }

        private double sum(DayRange days, Instant after) {
            return days.from()
                    .datesUntil(days.to())
                    .mapToDouble(day -> after(after, day)
                            * scale(day)
                            * factor(day)
                            * price
                            * prices.floorEntry(day).getValue())
                    .sum();
        }

        double change() {
            return cost(now, 0) - cost(before, 0);
        }
    }

    /** Days whose costs are stored. */
    DayRange stored() {
        LocalDate first = before.from().minusDays(QUIET_DAYS);
        LocalDate last = now.to().plusDays(2);
        return new DayRange(first.isBefore(FIRST) ? FIRST : first, last.isAfter(LAST) ? LAST : last);
    }

    /** Puts a resource into the inventory as a team's. */
    String known(int owner, String arn) {
        inventory.put(arn, owner);
        return arn;
    }

    /** An act that is told step by step. */
    final class Call {
        private final String service;
        private final String name;
        private final Instant time;
        private final String person;
        private boolean byService;
        private String region = REGION;
        private List<String> arns = List.of();
        private String request = "{}";
        private String response = "null";
        private @Nullable String error;
        private int direction;
        private @Nullable String group;
        private boolean cut;

        private Call(String service, String name, Instant time, String person) {
            this.service = service;
            this.name = name;
            this.time = time;
            this.person = person;
        }

        /** What it asks for, with single quotes. */
        Call asks(String json, Object... values) {
            request = json.formatted(values).replace('\'', '"');
            return this;
        }

        Call answers(String json, Object... values) {
            response = json.formatted(values).replace('\'', '"');
            return this;
        }

        /** Told of those who may see it by these resources. */
        Call on(String... some) {
            arns = List.of(some);
            return this;
        }

        Call up() {
            direction = 1;
            return this;
        }

        Call down() {
            direction = -1;
            return this;
        }

        Call towards(int more) {
            direction = Integer.signum(more);
            return this;
        }

        Call eitherWay() {
            direction = 2;
            return this;
        }

        Call byService() {
            byService = true;
            return this;
        }

        Call group(String with) {
            group = with;
            return this;
        }

        Call failed() {
            error = "AccessDenied";
            return this;
        }

        /** Its record doesn't end. */
        Call cut() {
            cut = true;
            return this;
        }

        /** Returns its group. */
        String done() {
            var event =
                    new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & ~(0b11L << 62) | 0b10L << 62);
            String its = group == null ? event.toString() : group;
            acts.add(new Act(
                    event, time, service, name, person, byService, region, arns, request, response, error, direction,
                    its, cut));
            return its;
        }
    }

    Call call(String service, String name, Instant time, String person) {
        return new Call(service, name, time, person);
    }

    Optional<Act> act(UUID event) {
        return acts.stream().filter(act -> act.event().equals(event)).findFirst();
    }

    /** Whether a lead of the team may see the event whole. */
    boolean shown(Act act, int viewer) {
        return viewer == 0
                || !act.arns().isEmpty()
                        && act.arns().stream().allMatch(arn -> inventory.getOrDefault(arn, -1) == viewer);
    }

    // --- truth

    /** The same for everybody who sees the team's costs. */
    void expect(Set<ChangeClass> classes, Use... of) {
        expect(0, classes, of);
        expect(team, classes, of);
    }

    /** That acts made what the uses cost more or less, in one of the classes, as this viewer is to be told. */
    void expect(int viewer, Set<ChangeClass> classes, Use... of) {
        var made = new LinkedHashMap<String, Double>();
        double days = 0;
        double change = 0;
        var resources = new HashSet<String>();
        for (Use use : of) {
            use.made().forEach((group, amount) -> made.merge(group, amount, Double::sum));
            days += use.days();
            change += use.change();
            resources.add(use.exported ? use.resource : "");
        }
        double acted = made.values().stream().mapToDouble(Double::doubleValue).sum();
        var amounts = new LinkedHashMap<Set<ChangeClass>, Double>();
        boolean nobody = made.isEmpty();
        amounts.merge(classes, nobody ? change - days : acted, Double::sum);
        amounts.merge(EnumSet.of(ChangeClass.DAYS), days, Double::sum);
        expected.computeIfAbsent(viewer, any -> new ArrayList<>())
                .add(new Expected(
                        0,
                        resources,
                        classes.stream().anyMatch(NAMED::contains) ? made : Map.of(),
                        amounts,
                        nobody ? 0 : Math.abs(change - days - acted)));
    }

    /** Amounts of a team's parts, which nobody's act made. */
    void expect(int viewer, int of, Set<String> resources, Map<Set<ChangeClass>, Double> amounts) {
        expected.computeIfAbsent(viewer, any -> new ArrayList<>())
                .add(new Expected(of, resources, Map.of(), amounts, 0));
    }

    @Override
    public String toString() {
        return "%s #%d, %s to %s against %s to %s"
                .formatted(kind.toLowerCase(Locale.ROOT), number, now.from(), now.to(), before.from(), before.to());
    }
}
