package dev.bursar.simulator.organisation;

import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.organisation.ResourceUse.Run;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Which resources a day's usage of a cell is of, and how much is whose: the same for bills and for metrics. */
final class Split {
    private static final String SAGEMAKER = "Amazon SageMaker";
    private static final int MINUTES = 60;
    private static final int MIDDLE = 840;
    private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(1_000_000);

    /** Instance-hours of a notebook or app on a busy day. */
    private static final long BUSY_HOURS = 22;

    private static final long GROWTH_PERCENT = 155;

    private final Map<Cell, List<NamedUse>> named = new HashMap<>();
    private final Map<Cell, JobFamily> families = new HashMap<>();
    private final Map<Cell, Integer> counts = new HashMap<>();
    private final LocalDate story;

    Split(List<Workload> workloads, LocalDate story) {
        this.story = story;
        var uses = NamedUse.all(story);
        var jobs = JobFamily.all(story);
        for (var workload : workloads) {
            var cell = workload.cell();
            var of = uses.stream().filter(use -> use.isOf(workload)).toList();
            if (!of.isEmpty()) {
                named.put(cell, of);
            }
            jobs.stream().filter(job -> job.isOf(workload)).forEach(job -> families.put(cell, job));
            if (workload.kind().is("notebook") || workload.kind().is("studio")) {
                counts.put(cell, instances(workload));
            }
        }
    }

    private static int instances(Workload workload) {
        var price = workload.kind().price().movePointRight(6).longValueExact();
        var hours = workload.dailyMillionths() * GROWTH_PERCENT / 100 / price;
        return (int) Math.max(1, Math.ceilDiv(hours, BUSY_HOURS));
    }

    /** The parts of a day's usage; those of SageMaker add up to it. */
    List<ResourceUse> uses(Cell cell, LocalDate day, BigDecimal quantity) {
        if (!measured(cell)) {
            var node = Node.of(cell);
            return node == null ? weighted(cell, Resources.of(cell)) : List.of(node.use(cell, day, quantity));
        }
        if (quantity.signum() <= 0) {
            return weighted(cell, mains(cell, day));
        }
        var fixed = new ArrayList<ResourceUse>();
        var rest = quantity;
        for (var use : named.getOrDefault(cell, List.of())) {
            var runs = use.on(day);
            var hours = NamedUse.hours(runs);
            if (hours.signum() > 0 && hours.compareTo(rest) < 0) {
                fixed.add(new ResourceUse(use.id(cell), cell, hours, runs));
                rest = rest.subtract(hours);
            }
        }
        var uses = new ArrayList<ResourceUse>();
        var ids = mains(cell, day);
        var each = rest.divide(BigDecimal.valueOf(ids.size()), DayGenerator.DECIMALS, RoundingMode.DOWN);
        for (var id : ids.subList(1, ids.size())) {
            uses.add(new ResourceUse(id, cell, each, runs(cell, each)));
            rest = rest.subtract(each);
        }
        uses.addFirst(new ResourceUse(ids.getFirst(), cell, rest, runs(cell, rest)));
        uses.addAll(fixed);
        return uses;
    }

    /** Each resource that a workload is of, with when it starts and ends. */
    Stream<UsedResource> resources(Workload workload) {
        var cell = workload.cell();
        var node = Node.of(cell);
        if (node != null) {
            return node.instances(cell, story);
        }
        var usual = (measured(cell) ? usual(cell) : Resources.of(cell))
                .stream()
                        .filter(id -> !id.isEmpty())
                        .map(id -> new UsedResource(id, cell, workload.starts(), workload.ends()));
        var fixed = named.getOrDefault(cell, List.of()).stream()
                .map(use -> new UsedResource(
                        use.id(cell), cell, use.from().toLocalDate(), use.to().toLocalDate()));
        var family = families.get(cell);
        var jobs = family == null
                ? Stream.<UsedResource>of()
                : family.from()
                        .datesUntil(family.to())
                        .map(day -> new UsedResource(family.id(cell, day), cell, day, day.plusDays(1)));
        return Stream.of(usual, fixed, jobs).flatMap(each -> each);
    }

    private static boolean measured(Cell cell) {
        var recordType = cell.recordType();
        return cell.service().equals(SAGEMAKER)
                && (recordType.equals("Usage") || recordType.equals("SavingsPlanCoveredUsage"));
    }

    private List<String> usual(Cell cell) {
        return MlNames.of(cell, counts.getOrDefault(cell, 1));
    }

    private List<String> mains(Cell cell, LocalDate day) {
        var family = families.get(cell);
        return family != null && family.runsOn(day) ? List.of(family.id(cell, day)) : usual(cell);
    }

    /** The first weighs most. */
    private static List<ResourceUse> weighted(Cell cell, List<String> ids) {
        var uses = new ArrayList<ResourceUse>();
        for (var i = 0; i < ids.size(); i++) {
            uses.add(new ResourceUse(ids.get(i), cell, BigDecimal.valueOf(ids.size() - i), List.of()));
        }
        return uses;
    }

    /** Whole instances: some all day, and one more around the middle of the day for what is left, to the minute. */
    private static List<Run> runs(Cell cell, BigDecimal hours) {
        if (!cell.unit().equals("Hrs") || hours.compareTo(MOST_HOURS) > 0) {
            return List.of();
        }
        var minutes = hours.multiply(BigDecimal.valueOf(MINUTES))
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
        var all = minutes / Run.DAY;
        var left = minutes % Run.DAY;
        var start = Math.clamp(MIDDLE - left / 2, 0, Run.DAY - left) / MINUTES * MINUTES;
        return Stream.of(new Run(0, Run.DAY, all), new Run(start, start + left, 1))
                .filter(run -> run.minutes(0, Run.DAY) > 0)
                .toList();
    }

    /** Jobs of a cell that run once a night under names of their own, in the weeks around the stories. */
    record JobFamily(String prefix, String account, String team, Kind kind, int hour, LocalDate from, LocalDate to) {
        private static final int DAYS = 45;

        static List<JobFamily> all(LocalDate story) {
            var from = story.minusDays(DAYS);
            var to = story.plusDays(DAYS);
            return List.of(
                    new JobFamily(
                            "fraud-train",
                            OrganisationModel.FRAUD,
                            "fraud",
                            Kind.named("training-covered"),
                            3,
                            from,
                            to),
                    new JobFamily(
                            "search-embed",
                            OrganisationModel.SEARCH,
                            "search",
                            Kind.named("training-covered"),
                            1,
                            from,
                            to),
                    new JobFamily(
                            "research-features",
                            OrganisationModel.RESEARCH,
                            "research",
                            Kind.named("processing"),
                            2,
                            from,
                            to));
        }

        boolean isOf(Workload workload) {
            return workload.kind().equals(kind)
                    && workload.cell().account().equals(account)
                    && workload.cell()
                            .tags()
                            .getOrDefault(Organisation.TEAM_TAG, "")
                            .equals(team);
        }

        boolean runsOn(LocalDate day) {
            return !day.isBefore(from) && day.isBefore(to);
        }

        /** Such as fraud-train-2026-11-27-03-00-00-123. */
        String id(Cell cell, LocalDate day) {
            var type = kind.is("processing") ? "processing-job/" : "training-job/";
            return "arn:aws:sagemaker:" + cell.region() + ":" + account + ":" + type
                    + "%s-%s-%02d-00-00-%03d"
                            .formatted(prefix, day, hour, Math.floorMod(day.toEpochDay() * 37, 1_000L))
                            .toLowerCase(Locale.ROOT);
        }
    }

    /** The usual resources of SageMaker's cells, named after team, environment and what they are for. */
    static final class MlNames {
        private MlNames() {}

        /**
         * Their ARNs.
         *
         * @param count how many instances the cell's usage needs at least, where each notebook or app runs on one
         */
        static List<String> of(Cell cell, int count) {
            var usage = cell.usageType();
            var component = usage.substring(usage.indexOf('-') + 1).split(":", 2)[0];
            var environment = cell.tags().getOrDefault(Organisation.ENVIRONMENT_TAG, "prod");
            var owner = Resources.slug(Resources.owner(cell)) + (environment.equals("prod") ? "" : "-" + environment);
            var arn = "arn:aws:sagemaker:" + cell.region() + ":" + cell.account() + ":";
            return switch (component) {
                case "Host" -> endpoints(cell, arn + "endpoint/" + owner + purpose(usage));
                case "AsyncInf" -> List.of(arn + "endpoint/" + owner + "-batch-scoring");
                case "Train" ->
                    List.of(arn + "training-job/" + owner
                            + (usage.endsWith("p4d.24xlarge") ? "-pretrain" : "-finetune"));
                case "Processing" -> List.of(arn + "processing-job/" + owner + "-features");
                case "Notebk" ->
                    numbers(usage.contains("Volume") ? 1 : count)
                            .mapToObj(number -> arn + "notebook-instance/%s-%02d".formatted(owner, number))
                            .toList();
                default ->
                    numbers(count)
                            .mapToObj(number ->
                                    arn + "app/d-%s/%s-%02d/jupyterlab/default".formatted(domain(cell), owner, number))
                            .toList();
            };
        }

        private static IntStream numbers(int count) {
            return IntStream.rangeClosed(1, count);
        }

        /** A project of its own has two endpoints. */
        private static List<String> endpoints(Cell cell, String arn) {
            return Resources.hasOwnProject(cell) ? List.of(arn + "-1", arn + "-2") : List.of(arn);
        }

        private static String purpose(String usage) {
            return switch (usage.substring(usage.indexOf(':') + 1)) {
                case "ml.m5.4xlarge" -> "-ranking";
                case "ml.g6.12xlarge" -> "-genai-g6";
                case "ml.g6e.48xlarge" -> "-assistant";
                default -> "-genai";
            };
        }

        /** The account's Studio domain. */
        private static String domain(Cell cell) {
            return Resources.id("domain" + cell.account() + cell.region()).substring(1, 13);
        }
    }

    /**
     * An endpoint that runs a fixed number of instances, so that its hours are known exactly; the rest of its cell's usage is of the
     * team's main endpoint.
     */
    record NamedUse(
            String name, String account, String team, Kind kind, int instances, LocalDateTime from, LocalDateTime to) {
        private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

        private static final List<Row> ROWS = Data.rows("endpoints.csv", Row.class);
        private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);
        private static final LocalDateTime NEVER = LocalDateTime.of(2100, 1, 1, 0, 0);

        /** A row of the file, in which moments are told by the days before the stories' and the time. */
        private record Row(
                String name,
                String account,
                String team,
                String kind,
                int instances,
                @Nullable String from,
                @Nullable String to) {
            NamedUse use(LocalDate story) {
                return new NamedUse(
                        name,
                        OrganisationModel.id(account),
                        team,
                        Kind.named(kind),
                        instances,
                        from == null ? ALWAYS : Data.moment(story, from),
                        to == null ? NEVER : Data.moment(story, to));
            }
        }

        /** The endpoints whose stories happen around that day. */
        static List<NamedUse> all(LocalDate story) {
            return ROWS.stream().map(row -> row.use(story)).toList();
        }

        boolean isOf(Workload workload) {
            var tags = workload.cell().tags();
            return workload.kind().equals(kind)
                    && workload.cell().account().equals(account)
                    && tags.getOrDefault(Organisation.TEAM_TAG, "").equals(team)
                    && tags.getOrDefault(Organisation.PROJECT_TAG, "").endsWith(Resources.MAIN_PROJECT)
                    && tags.getOrDefault(Organisation.ENVIRONMENT_TAG, "").equals("prod");
        }

        /** When it runs on a day; empty where it doesn't. */
        List<Run> on(LocalDate day) {
            var midnight = day.atStartOfDay();
            var start = Math.clamp(ChronoUnit.MINUTES.between(midnight, from), 0, Run.DAY);
            var end = Math.clamp(ChronoUnit.MINUTES.between(midnight, to), 0, Run.DAY);
            return start < end ? List.of(new Run(start, end, instances)) : List.of();
        }

        static BigDecimal hours(List<Run> runs) {
            var minutes = runs.stream().mapToInt(run -> run.minutes(0, Run.DAY)).sum();
            return BigDecimal.valueOf(minutes).divide(MINUTES, DayGenerator.DECIMALS, RoundingMode.DOWN);
        }

        String id(Cell cell) {
            return "arn:aws:sagemaker:" + cell.region() + ":" + account + ":endpoint/" + name;
        }
    }
}
