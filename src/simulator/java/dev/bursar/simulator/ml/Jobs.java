package dev.bursar.simulator.ml;

import dev.bursar.simulator.ml.Ml.Fleet;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.organisation.ResourceUse;
import dev.bursar.simulator.organisation.UsedResource;
import module java.base;

/** The organisation's jobs: nightly ones, whose seconds are those of the night's charges, and long ones that go on running. */
public final class Jobs {
    private static final Pattern NIGHTLY = Pattern.compile("(.+)-\\d{4}-\\d{2}-\\d{2}-(\\d{2})-00-00-\\d{3}");
    private static final int LONG_RUN_DAYS = 20;
    private static final int FAILED_EVERY = 9;
    private static final int STOPPED_EVERY = 13;
    private static final int SECONDS = 3_600;
    private static final int MINUTES_A_DAY = 1_440;
    private static final double RETAINED = 0.2;
    private static final int TRANSFORMS = 12;
    private static final Duration TRANSFORM_TIME = Duration.ofMinutes(47);

    private final Organisation organisation;
    private final Fleet fleet;
    private final Clock clock;
    private final Map<String, UsedResource> charged = new LinkedHashMap<>();

    Jobs(Organisation organisation, Fleet fleet, Clock clock) {
        this.organisation = organisation;
        organisation.resources().stream()
                .filter(used -> used.id().contains("-job/"))
                .forEach(used -> charged.putIfAbsent(used.id(), used));
        this.fleet = fleet;
        this.clock = clock;
    }

    /** The jobs of a place that were created by now, newest first as AWS lists them. */
    public List<Job> of(Job.Kind kind, String account, String region) {
        var now = clock.instant();
        var arns = arns(kind, account, region);
        var jobs = new ArrayList<Job>();
        for (var used : charged.values()) {
            if (used.id().startsWith(arns) && !used.starts().isAfter(organisation.today())) {
                jobs.add(job(kind, used, used.id().substring(arns.length()), now));
            }
        }
        if (kind == Job.Kind.TRANSFORM) {
            jobs.addAll(transforms(account, region));
        }
        return jobs.stream()
                .filter(job -> !job.created().isAfter(now))
                .sorted(Comparator.comparing(Job::created).reversed().thenComparing(Job::name))
                .toList();
    }

    public Optional<Job> named(Job.Kind kind, String account, String region, String name) {
        var used = charged.get(arns(kind, account, region) + name);
        if (used == null) {
            return transforms(account, region).stream()
                    .filter(job -> kind == Job.Kind.TRANSFORM && job.name().equals(name))
                    .findFirst();
        }
        var job = job(kind, used, name, clock.instant());
        return job.created().isAfter(clock.instant()) ? Optional.empty() : Optional.of(job);
    }

    /** The minutes of a day, from midnight on, that each instance of a job is charged for; a job of one night is charged for all of its time. */
    public int minutes(Job job, LocalDate day) {
        return NIGHTLY.matcher(job.name()).matches() || job.kind() == Job.Kind.TRANSFORM
                ? MINUTES_A_DAY
                : Math.min(MINUTES_A_DAY, seconds(job.arn(), day) / job.instances() / 60);
    }

    private static String arns(Job.Kind kind, String account, String region) {
        return "arn:aws:sagemaker:" + region + ":" + account + ":" + kind.resource + "/";
    }

    private Job job(Job.Kind kind, UsedResource used, String name, Instant now) {
        var nightly = NIGHTLY.matcher(name);
        return nightly.matches()
                ? night(kind, used, name, Integer.parseInt(nightly.group(2)), now)
                : running(kind, used, name);
    }

    private Job running(Job.Kind kind, UsedResource used, String name) {
        var cell = used.cell();
        var created =
                organisation.toldOn().minusDays(LONG_RUN_DAYS).atTime(8, 12).toInstant(ZoneOffset.UTC);
        return new Job(
                kind,
                cell.account(),
                cell.region(),
                name,
                cell.instanceType(),
                1,
                "InProgress",
                created,
                null,
                null,
                0,
                -1,
                true);
    }

    private Job night(Job.Kind kind, UsedResource used, String name, int hour, Instant now) {
        var cell = used.cell();
        var day = used.starts();
        var created = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
        var instances = kind == Job.Kind.PROCESSING ? 4 : 1;
        var seconds = seconds(used.id(), day) / instances;
        var warm = name.startsWith("fraud-");
        var retained = warm ? (int) (seconds * RETAINED) : 0;
        var billable = seconds - retained;
        var spot = name.startsWith("search-");
        var number = Math.floorMod(day.toEpochDay(), FAILED_EVERY * STOPPED_EVERY);
        var status = number % FAILED_EVERY == 0 && !spot
                ? "Failed"
                : number % STOPPED_EVERY == 0 && !spot ? "Stopped" : "Completed";
        return new Job(
                        kind,
                        cell.account(),
                        cell.region(),
                        name,
                        cell.instanceType(),
                        instances,
                        status,
                        created,
                        created,
                        billable,
                        retained,
                        spot ? number % 3 : -1,
                        spot)
                .at(now);
    }

    private int seconds(String arn, LocalDate day) {
        return fleet.uses(arn, day).stream()
                .map(ResourceUse::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .multiply(BigDecimal.valueOf(SECONDS))
                .intValue();
    }

    /** One each Sunday, too short for a line of its own in the bill. */
    private List<Job> transforms(String account, String region) {
        if (!account.equals(OrganisationModel.SEARCH) || !region.equals("us-east-1")) {
            return List.of();
        }
        var sunday = organisation.toldOn().with(DayOfWeek.SUNDAY);
        var jobs = new ArrayList<Job>();
        for (var week = 0; week < TRANSFORMS; week++) {
            var day = sunday.minusWeeks(week);
            var created = day.atTime(4, 30).toInstant(ZoneOffset.UTC);
            jobs.add(new Job(
                    Job.Kind.TRANSFORM,
                    account,
                    region,
                    "search-rerank-" + day,
                    "ml.m5.xlarge",
                    2,
                    week == 3 ? "Failed" : "Completed",
                    created,
                    created.plus(TRANSFORM_TIME),
                    null,
                    0,
                    -1,
                    false));
        }
        return jobs;
    }
}
