package dev.bursar.forecast;

import module java.base;
import org.jspecify.annotations.Nullable;

/** Forecasts what a period will have cost: usage by {@link UsageModel}, what is booked by {@link LumpModel}. */
public final class Forecaster {
    private static final int WEEK = 7;
    private static final int REPLAYED_MONTHS = 6;
    /** Lumps of so many months say how far off lumps are. */
    private static final int LUMP_MONTHS = 12;
    /** A lump is known to come again after so many months. */
    private static final int KNOWN_MONTHS = 3;

    /** Of 80 %: ways are weighted by the same errors, so those to come are a little larger. */
    private static final double COVERED = 0.815;
    /** Errors that are known say too little of those to come: the fewer they are, the wider is the range. */
    private static final double WIDER = 0.1;

    /** Older errors are of other times. */
    private static final int RECENT_DAYS = 200;

    private static final int MOST_ERRORS = 60;
    private static final int LEAST_SEPARATE = 4;
    /** By which power of the days ahead errors grow. */
    private static final double LONGER = 0.85;

    /** Further ahead the same counts as a month ahead. */
    private static final int MONTH = 31;

    private static final double HALF_A_CENT = 0.005;

    private final DailySeries series;
    private final double[] used;
    private final double[] lumps;
    /** Lumps, and what runs on certain days of each month. */
    private final double[] single;

    private final MonthlyRuns runs;
    private final UsageModel model;
    private final Map<Integer, UsageModel.Ahead> asked = new HashMap<>();
    private final Map<YearMonth, Optional<Replay>> replays = new HashMap<>();

    private Forecaster(DailySeries series) {
        this.series = series;
        double[] booked = doubles(series.lumps());
        double[] plain = doubles(series.usage());
        int last = Math.min(booked.length, Forecast.LEAST_DAYS);
        long days = IntStream.range(booked.length - last, booked.length)
                .filter(i -> booked[i] != 0)
                .count();
        // what is booked on most days is no lump, whatever it is called
        if (days * 2 > last) {
            for (int i = 0; i < plain.length; i++) {
                plain[i] += booked[i];
            }
            Arrays.fill(booked, 0);
        }
        used = plain;
        lumps = booked;
        runs = new MonthlyRuns(series.from(), used);
        single = IntStream.range(0, used.length)
                .mapToDouble(i -> lumps[i] + runs.of(i))
                .toArray();
        model = new UsageModel(series.from(), runs.others());
    }

    /**
     * Where a period is heading.
     *
     * @param from the period's first day
     * @param to the first day after it
     * @return empty before there are seven whole days
     */
    public static Optional<Forecast> of(DailySeries series, LocalDate from, LocalDate to) {
        LocalDate next = series.to().isBefore(from) ? from : series.to();
        if (series.usage().size() < WEEK || !from.isBefore(to)) {
            return Optional.empty();
        }
        BigDecimal spent = series.spent(from, to);
        if (!next.isBefore(to)) {
            return Optional.of(new Forecast(to, spent, List.of(), Optional.empty(), null, false));
        }
        int ahead = (int) ChronoUnit.DAYS.between(series.to(), to);
        int skipped = (int) ChronoUnit.DAYS.between(series.to(), next);
        if (series.usage().size() < Forecast.LEAST_DAYS) {
            BigDecimal mean = lastWeek(series);
            return Optional.of(new Forecast(
                    next, spent, Collections.nCopies(ahead - skipped, mean), Optional.empty(), null, true));
        }
        return Optional.of(new Forecaster(series).forecast(from, to, next, spent));
    }

    /**
     * What a month that is over was expected to cost after each of its days, from what was known then.
     *
     * @return by number of whole days, from none to all but one; empty where too little was known at its start
     */
    public static List<BigDecimal> evenings(DailySeries series, YearMonth month) {
        if (ChronoUnit.DAYS.between(series.from(), month.atDay(1)) < Forecast.LEAST_DAYS
                || series.to().isBefore(month.plusMonths(1).atDay(1))) {
            return List.of();
        }
        var forecaster = new Forecaster(series);
        return IntStream.range(0, month.lengthOfMonth())
                .mapToObj(day -> forecaster
                        .replay(month, day, month.lengthOfMonth() - day)
                        .orElseThrow()
                        .toCome()
                        .add(series.spent(month.atDay(1), month.atDay(day + 1))))
                .toList();
    }

    private static BigDecimal lastWeek(DailySeries series) {
        int days = series.usage().size();
        return series.usage().subList(days - WEEK, days).stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(WEEK), 10, RoundingMode.HALF_UP);
    }

    private Forecast forecast(LocalDate from, LocalDate to, LocalDate next, BigDecimal spent) {
        int ahead = (int) ChronoUnit.DAYS.between(series.to(), to);
        double[] days = model.days(ahead(Math.min(ahead, MONTH)), ahead);
        List<YearMonth> months = Stream.iterate(YearMonth.from(series.to()), month -> month.plusMonths(1))
                .takeWhile(month -> month.atDay(1).isBefore(to))
                .toList();
        months.forEach(month -> add(days, runs.toCome(used.length, month)));
        double[] usage = days.clone();
        var booked = new LumpModel(series.from(), lumps, used);
        months.forEach(month -> add(days, booked.toCome(month, of -> used(of, usage))));
        List<BigDecimal> toCome = IntStream.range(index(next) - used.length, ahead)
                .mapToObj(day -> decimal(days[day]))
                .toList();
        var plain = new Forecast(next, spent, toCome, Optional.empty(), null, false);
        YearMonth month = YearMonth.from(next);
        if (index(next) - used.length > WEEK || !to.equals(month.plusMonths(1).atDay(1))) {
            return plain;
        }
        int day = next.getDayOfMonth() - 1;
        BigDecimal off = decimal(off(month, day));
        BigDecimal low = plain.mean().subtract(off);
        var range = new Forecast.Range(
                hasNegativeDays() ? low : low.max(spent), plain.mean().add(off));
        boolean whole = from.equals(month.atDay(1));
        return new Forecast(next, spent, toCome, Optional.of(range), whole ? past(month, day) : null, false);
    }

    private void add(double[] days, List<LumpModel.Lump> lumps) {
        for (LumpModel.Lump lump : lumps) {
            int at = index(lump.day()) - used.length;
            if (at >= 0 && at < days.length) {
                days[at] += lump.size();
            }
        }
    }

    private boolean hasNegativeDays() {
        return Stream.concat(series.usage().stream(), series.lumps().stream()).anyMatch(one -> one.signum() < 0);
    }

    /** What a month uses: its known days, and what the others are expected to. */
    private double used(YearMonth month, double[] toCome) {
        double sum = 0;
        for (int i = Math.max(0, index(month.atDay(1)));
                i < index(month.plusMonths(1).atDay(1));
                i++) {
            sum += i < used.length ? used[i] : i - used.length < toCome.length ? toCome[i - used.length] : 0;
        }
        return sum;
    }

    /** The days that the present month has left, of which past months had about as many. */
    private int distance() {
        return series.to().lengthOfMonth() - series.to().getDayOfMonth() + 1;
    }

    private UsageModel.Ahead ahead(int days) {
        return asked.computeIfAbsent(days, model::ahead);
    }

    private int index(LocalDate day) {
        return (int) ChronoUnit.DAYS.between(series.from(), day);
    }

    /** What was forecast for the rest of a month that is over, and what came. */
    private record Replay(double usage, double actualUsage, double lumps, double actualLumps) {
        BigDecimal toCome() {
            return decimal(usage + lumps);
        }

        double off() {
            return actualUsage + actualLumps - usage - lumps;
        }
    }

    private Optional<Replay> replay(YearMonth month, int day) {
        return replays.computeIfAbsent(month, any -> replay(month, day, distance()));
    }

    /**
     * Empty where too little was known then.
     *
     * @param like the days ahead whose errors weigh the ways, about as many as the month had left
     */
    private Optional<Replay> replay(YearMonth month, int day, int like) {
        int origin = index(month.atDay(1)) + Math.min(day, month.lengthOfMonth() - 1);
        int end = index(month.plusMonths(1).atDay(1));
        if (origin < UsageModel.FIRST || end > used.length) {
            return Optional.empty();
        }
        double usage = model.again(ahead(like), origin, end - origin);
        double run = sum(runs.toCome(origin, month));
        double soFar =
                Arrays.stream(used, Math.max(0, index(month.atDay(1))), origin).sum();
        var known = new LumpModel(series.from(), Arrays.copyOf(lumps, origin), Arrays.copyOf(used, origin));
        double booked = run + sum(known.toCome(month, of -> of.equals(month) ? soFar + usage + run : 0));
        double actual = Arrays.stream(single, origin, end).sum();
        return Optional.of(new Replay(usage, model.sum(origin, end), booked, actual));
    }

    private static double sum(List<LumpModel.Lump> lumps) {
        return lumps.stream().mapToDouble(LumpModel.Lump::size).sum();
    }

    /** How far off the forecast of a month's rest is at most, four times in five, by errors that were known on its day. */
    private double off(YearMonth month, int day) {
        int origin = Math.min(used.length, index(month.atDay(1)) + Math.min(day, month.lengthOfMonth() - 1));
        int ahead = index(month.plusMonths(1).atDay(1)) - origin;
        double[] usage = usageErrors(origin, ahead);
        double[] booked = lumpErrors(month, day);
        if (booked.length == 0) {
            booked = new double[1];
        }
        double[] both = new double[usage.length * booked.length];
        for (int i = 0; i < usage.length; i++) {
            for (int j = 0; j < booked.length; j++) {
                both[i * booked.length + j] = Math.abs(usage[i] + booked[j]);
            }
        }
        Arrays.sort(both);
        double separate = (origin - UsageModel.FIRST) / (double) ahead;
        double share = Math.min(1, COVERED * (1 + WIDER / Math.max(1, separate)));
        return both[(int) Math.min(both.length - 1, Math.ceil(share * both.length))];
    }

    /** Errors of lumps at the same day of former months. Those of the first months, which knew no others, count if no others do. */
    private double[] lumpErrors(YearMonth month, int day) {
        List<YearMonth> months = IntStream.rangeClosed(1, LUMP_MONTHS)
                .mapToObj(month::minusMonths)
                .filter(past -> replay(past, day).isPresent())
                .toList();
        List<YearMonth> knowing = months.stream()
                .filter(past -> index(past.minusMonths(KNOWN_MONTHS).atDay(1)) >= 0)
                .toList();
        return (knowing.size() < KNOWN_MONTHS ? months.subList(0, Math.min(months.size(), KNOWN_MONTHS)) : knowing)
                .stream()
                        .map(past -> replay(past, day))
                        .flatMap(Optional::stream)
                        .mapToDouble(one -> one.actualLumps() - one.lumps())
                        .toArray();
    }

    /** Errors of usage so many days ahead that were known at an origin; where there are few, errors of fewer days. */
    private double[] usageErrors(int origin, int ahead) {
        int shorter = distance();
        while (shorter > WEEK && (origin - UsageModel.FIRST) / shorter < LEAST_SEPARATE) {
            shorter = Math.max(WEEK, shorter - 3);
        }
        double scale = model.size(origin) * ahead * Math.pow(shorter / (double) ahead, 1 - LONGER);
        double[] forecasts = ahead(shorter).sums();
        int first = Math.max(UsageModel.FIRST, Math.min(3 * UsageModel.FIRST, origin - LEAST_SEPARATE * shorter));
        first = Math.max(first, origin - RECENT_DAYS);
        int last = origin - shorter;
        int step = Math.max(1, (last - first + 1) / MOST_ERRORS);
        double[] errors = new double[Math.max(1, (last - first) / step + 1)];
        for (int i = 0; i < errors.length; i++) {
            int at = Math.max(UsageModel.FIRST, last - i * step);
            double size = model.size(at) * shorter;
            errors[i] = size == 0 || at + shorter > origin
                    ? 0
                    : (model.sum(at, at + shorter) - forecasts[at]) / size * scale;
        }
        return errors;
    }

    private Forecast.@Nullable PastMonths past(YearMonth present, int day) {
        var errors = new ArrayList<Double>();
        int within = 0;
        for (int back = 1; back <= REPLAYED_MONTHS; back++) {
            YearMonth month = present.minusMonths(back);
            int origin = index(month.atDay(1)) + Math.min(day, month.lengthOfMonth() - 1);
            Optional<Replay> replay = origin < Forecast.LEAST_DAYS ? Optional.empty() : replay(month, day);
            if (replay.isPresent()) {
                double actual = model.sum(
                                index(month.atDay(1)), index(month.plusMonths(1).atDay(1)))
                        + Arrays.stream(
                                        single,
                                        index(month.atDay(1)),
                                        index(month.plusMonths(1).atDay(1)))
                                .sum();
                double off = Math.abs(replay.get().off());
                errors.add(actual == 0 ? (off == 0 ? 0 : 100) : 100 * off / Math.abs(actual));
                within += off <= off(month, day) + HALF_A_CENT ? 1 : 0;
            }
        }
        if (errors.isEmpty()) {
            return null;
        }
        double median = DayPattern.median(
                errors.stream().mapToDouble(Double::doubleValue).toArray());
        return new Forecast.PastMonths(
                day,
                errors.size(),
                BigDecimal.valueOf(median).setScale(1, RoundingMode.HALF_UP),
                BigDecimal.valueOf(100.0 * within / errors.size()).setScale(0, RoundingMode.HALF_UP));
    }

    private static double[] doubles(List<BigDecimal> days) {
        return days.stream().mapToDouble(BigDecimal::doubleValue).toArray();
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
    }
}
