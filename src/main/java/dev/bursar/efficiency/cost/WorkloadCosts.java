package dev.bursar.efficiency.cost;

import dev.bursar.efficiency.cost.ChargedDays.Origin;
import dev.bursar.efficiency.prices.UsageType;
import dev.bursar.inventory.Inventory;
import dev.bursar.kernel.JobFamily;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Joins charges to workloads by day. What is billed as a resource of SageMaker but is no known workload is kept apart. Where no export
 * names resources, what Cost Explorer says of them stands in; the two are never added.
 */
@Component
@Transactional(propagation = Propagation.SUPPORTS)
public class WorkloadCosts {
    /** Days of costs that are kept, for trends. */
    public static final int DAYS = 93;

    private static final int ELSEWHERE_DAYS = 30;

    /** Days that are joined at a time. */
    private static final int SLICE_DAYS = 7;

    private static final Pattern EC2_TYPE = Pattern.compile(".*Usage:([a-z0-9-]+\\.[a-z0-9]+)");

    /** An export that is older than Cost Explorer's days by more than this has ended. */
    private static final int STALE_DAYS = 7;

    private final JdbcClient jdbc;
    private final ResourceCostStore read;
    private final Inventory inventory;

    WorkloadCosts(JdbcClient jdbc, ResourceCostStore read, Inventory inventory) {
        this.jdbc = jdbc;
        this.read = read;
        this.inventory = inventory;
    }

    /** The days with charges by resource; empty while no export has any and Cost Explorer was not asked. */
    public Optional<ChargedDays> charged() {
        Optional<LocalDate> export = exportDay();
        Optional<ChargedDays> costExplorer = read.charged();
        return export.isPresent()
                        && costExplorer
                                .filter(one -> export.get().isBefore(one.last().minusDays(STALE_DAYS)))
                                .isEmpty()
                ? export.map(last -> new ChargedDays(Origin.EXPORT, last.minusDays(DAYS - 1L), last))
                : costExplorer;
    }

    /** Whether charges of an export name resources and are recent, so that there is nothing to ask Cost Explorer for. */
    boolean exportNamesResources(LocalDate today) {
        return exportDay()
                .filter(last -> !last.isBefore(today.minusDays(STALE_DAYS)))
                .isPresent();
    }

    /** The latest day on which a charge of an export names a resource; empty while none does. */
    private Optional<LocalDate> exportDay() {
        return jdbc.sql("""
                        select max(charge_day) as day from charge
                         where charge_day >= (select max(billing_month) - 1 from cost_export)
                           and export_id > 0 and resource_id is not null
                        """)
                .query((row, number) -> Optional.ofNullable(row.getObject("day", LocalDate.class)))
                .single();
    }

    /** Changes whenever charges, or who owns them, have changed. */
    public String fingerprint() {
        return jdbc.sql("""
                        select concat_ws('/',
                                 (select string_agg(version::text, ',' order by charge_month) from
                                   (select charge_month, version from charge_month order by charge_month desc limit 5) m),
                                 (select encode(fingerprint, 'hex') from ownership_applied))
                        """).query(String.class).single() + "/" + read.fingerprint();
    }

    private record Usage(int term, String type, String component) {}

    /** What a usage type says of instances; empty texts where it says nothing. */
    private static UsageType usage(String text) {
        var ec2 = EC2_TYPE.matcher(text);
        return UsageType.of(text).orElseGet(() -> new UsageType("", ec2.matches() ? ec2.group(1) : ""));
    }

    /** Joins anew what the charges of the latest {@link #DAYS} days say, at once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void refresh() {
        refresh(Runnable::run);
    }

    /**
     * Joins anew what the charges of the latest {@link #DAYS} days say, some days at a time. Each step stands by itself: until the last
     * one is done, the other days are as they were.
     *
     * @param step runs one in a transaction of its own
     */
    public void refresh(Consumer<Runnable> step) {
        Optional<ChargedDays> charged = charged();
        LocalDate to = charged.map(days -> days.last().plusDays(1)).orElse(LocalDate.EPOCH);
        LocalDate from = to.minusDays(DAYS);
        step.accept(() -> {
            jdbc.sql("delete from ml_cost where day < :from or day >= :to")
                    .param("from", from)
                    .param("to", to)
                    .update();
            if (charged.isEmpty()) {
                jdbc.sql("delete from ml_cost_elsewhere").update();
            }
        });
        charged.ifPresent(days -> {
            switch (days.origin()) {
                case EXPORT -> joinExport(step, from, to);
                case COST_EXPLORER -> joinCostExplorer(step, days, from, to);
            }
        });
    }

    private void eachSlice(
            Consumer<Runnable> step, LocalDate from, LocalDate to, BiConsumer<LocalDate, LocalDate> join) {
        for (LocalDate day = from; day.isBefore(to); day = day.plusDays(SLICE_DAYS)) {
            LocalDate first = day;
            LocalDate next = day.plusDays(SLICE_DAYS);
            LocalDate end = next.isBefore(to) ? next : to;
            step.accept(() -> {
                jdbc.sql("delete from ml_cost where day >= :from and day < :to")
                        .param("from", first)
                        .param("to", end)
                        .update();
                join.accept(first, end);
            });
        }
    }

    private void joinExport(Consumer<Runnable> step, LocalDate first, LocalDate last) {
        Map<Integer, Long> workloads = new HashMap<>();
        List<Integer> unknown = new ArrayList<>();
        match(workloads, unknown);
        List<Usage> usages = usages();
        List<Map.Entry<Integer, Long>> matched = List.copyOf(workloads.entrySet());
        eachSlice(
                step,
                first,
                last,
                (from, to) -> jdbc.sql("""
                        insert into ml_cost (workload_id, day, team_id, currency, instance_type, component, effective_cost, list_cost, hours)
                        select m.workload, c.charge_day, c.team_id, c.currency, coalesce(u.type, ''), coalesce(u.component, ''),
                               sum(c.effective_cost), sum(c.list_cost),
                               coalesce(sum(c.usage_quantity) filter (where lower(c.usage_unit) in ('hrs', 'hours', 'hour') and u.type <> ''
                                                                        or w.id is not null and c.usage_unit ~* 'hr|hour'), 0)
                          from charge c
                          join unnest(:terms, :workloads) as m (term, workload) on m.term = c.resource_id
                          left join unnest(:usages, :types, :components) as u (term, type, component) on u.term = c.usage_type_id
                          left join ml_workload w on w.id = m.workload and w.kind = 'provisioned'
                         where c.charge_day >= :from and c.charge_day < :to
                         group by 1, 2, 3, 4, 5, 6
                        """)
                        .param("terms", matched.stream().map(Map.Entry::getKey).toArray(Integer[]::new))
                        .param(
                                "workloads",
                                matched.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                        .param("usages", usages.stream().map(Usage::term).toArray(Integer[]::new))
                        .param("types", usages.stream().map(Usage::type).toArray(String[]::new))
                        .param(
                                "components",
                                usages.stream().map(Usage::component).toArray(String[]::new))
                        .param("from", from)
                        .param("to", to)
                        .update());
        elsewhere(
                step,
                () -> jdbc.sql("""
                        insert into ml_cost_elsewhere (account, resource, team_id, currency, effective_cost)
                        select a.value, r.value, c.team_id, c.currency, sum(c.effective_cost)
                          from charge c
                          join term a on a.id = c.account_id
                          join term r on r.id = c.resource_id
                         where c.charge_day >= :from and c.charge_day < :to and c.resource_id = any(:unknown)
                         group by 1, 2, 3, 4
                        """)
                        .param("from", last.minusDays(ELSEWHERE_DAYS))
                        .param("to", last)
                        .param("unknown", unknown.toArray(Integer[]::new))
                        .update());
    }

    private void elsewhere(Consumer<Runnable> step, Runnable join) {
        step.accept(() -> {
            jdbc.sql("delete from ml_cost_elsewhere").update();
            join.run();
        });
    }

    /**
     * A resource with the workload that it is, null for one of SageMaker that is none, and the team that the inventory gives it: Cost
     * Explorer tells resources without tags.
     */
    private record Owned(String resource, @Nullable Long workload, int team) {}

    private void joinCostExplorer(Consumer<Runnable> step, ChargedDays days, LocalDate first, LocalDate end) {
        List<Owned> owned = owned();
        List<Owned> resources =
                owned.stream().filter(one -> one.workload() != null).toList();
        List<String> usages = read.usageTypes();
        List<UsageType> types = usages.stream().map(WorkloadCosts::usage).toList();
        eachSlice(
                step,
                first,
                end,
                (from, to) -> jdbc.sql("""
                        insert into ml_cost (workload_id, day, team_id, currency, instance_type, component, effective_cost, list_cost, hours)
                        select m.workload, c.day, m.team, c.currency, coalesce(u.type, ''), coalesce(u.component, ''),
                               sum(c.effective_cost), null,
                               coalesce(sum(c.usage) filter (where lower(c.usage_unit) in ('hrs', 'hours', 'hour') and u.type <> ''), 0)
                          from ml_resource_cost c
                          join unnest(:resources, :workloads, :teams) as m (resource, workload, team) on m.resource = c.resource
                          left join unnest(:usages, :types, :components) as u (usage_type, type, component) on u.usage_type = c.usage_type
                         where c.day >= :from and c.day < :to
                         group by 1, 2, 3, 4, 5, 6
                        """)
                        .param(
                                "resources",
                                resources.stream().map(Owned::resource).toArray(String[]::new))
                        .param(
                                "workloads",
                                resources.stream().map(Owned::workload).toArray(Long[]::new))
                        .param("teams", resources.stream().map(Owned::team).toArray(Integer[]::new))
                        .param("usages", usages.toArray(String[]::new))
                        .param(
                                "types",
                                types.stream().map(UsageType::instanceType).toArray(String[]::new))
                        .param(
                                "components",
                                types.stream().map(UsageType::component).toArray(String[]::new))
                        .param("from", from)
                        .param("to", to)
                        .update());
        List<Owned> unknown =
                owned.stream().filter(one -> one.workload() == null).toList();
        elsewhere(
                step,
                () -> jdbc.sql("""
                        insert into ml_cost_elsewhere (account, resource, team_id, currency, effective_cost)
                        select split_part(c.resource, ':', 5), c.resource, m.team, c.currency, sum(c.effective_cost)
                          from ml_resource_cost c
                          join unnest(:resources, :teams) as m (resource, team) on m.resource = c.resource
                         where c.day > :before and c.day <= :last
                         group by 1, 2, 3, 4
                        """)
                        .param(
                                "resources",
                                unknown.stream().map(Owned::resource).toArray(String[]::new))
                        .param("teams", unknown.stream().map(Owned::team).toArray(Integer[]::new))
                        .param("before", days.last().minusDays(days.among(ELSEWHERE_DAYS)))
                        .param("last", days.last())
                        .update());
    }

    private List<Owned> owned() {
        WorkloadNames names = WorkloadNames.read(jdbc);
        Map<String, Optional<Long>> workloads = new TreeMap<>();
        for (String resource : read.resources()) {
            Optional<Long> workload = Optional.ofNullable(names.workload(resource));
            if (workload.isPresent() || resource.contains(":sagemaker:")) {
                workloads.put(resource, workload);
            }
        }
        Set<String> arns = new HashSet<>(workloads.keySet());
        workloads.values().forEach(workload -> workload.ifPresent(one -> arns.add(names.arn(one))));
        Map<String, TeamId> teams = inventory.teams(arns);
        return workloads.entrySet().stream()
                .map(one -> new Owned(
                        one.getKey(),
                        one.getValue().orElse(null),
                        teams.getOrDefault(
                                        one.getKey(),
                                        one.getValue()
                                                .map(workload ->
                                                        teams.getOrDefault(names.arn(workload), TeamId.UNALLOCATED))
                                                .orElse(TeamId.UNALLOCATED))
                                .value()))
                .toList();
    }

    /** Resources that charges name, with the workload of each; those of SageMaker without one are unknown. */
    private void match(Map<Integer, Long> workloads, List<Integer> unknown) {
        WorkloadNames names = WorkloadNames.read(jdbc);
        jdbc.sql("""
                        select id, value from term
                         where kind = 10 and (value like 'arn:aws%:sagemaker:%' or value like 'arn:aws%:provisioned-model/%' or value like 'i-%' or value like 'arn:aws%:instance/i-%')
                        """).query(row -> {
            String resource = row.getString("value");
            @Nullable Long workload = names.workload(resource);
            if (workload != null) {
                workloads.put(row.getInt("id"), workload);
            } else if (resource.contains(":sagemaker:")) {
                unknown.add(row.getInt("id"));
            }
        });
    }

    private List<Usage> usages() {
        return jdbc.sql(
                        "select id, value from term where kind = 6 and (value like '%:ml.%' or value like '%-ml.%' or value like '%Usage:%')")
                .query((row, number) -> {
                    UsageType usage = usage(row.getString("value"));
                    return new Usage(term(row), usage.instanceType(), usage.component());
                })
                .list();
    }

    private static int term(java.sql.ResultSet row) {
        try {
            return row.getInt("id");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A workload's costs of a day; one for each team, currency, instance type and component.
     *
     * @param instanceType "" for what is not billed by the hour of an instance
     * @param list null where the source doesn't say
     * @param hours billed
     */
    public record DayCost(
            LocalDate day,
            int team,
            String currency,
            String instanceType,
            String component,
            BigDecimal effective,
            @Nullable BigDecimal list,
            double hours) {}

    /** From a day on (included), of some workloads, oldest first. */
    public Map<Long, List<DayCost>> since(LocalDate from, Collection<Long> workloads) {
        Map<Long, List<DayCost>> costs = new HashMap<>();
        jdbc.sql("""
                        select workload_id, day, team_id, currency, instance_type, component, effective_cost, list_cost, hours
                          from ml_cost where day >= :from and workload_id = any(:workloads)
                         order by workload_id, day, currency, team_id, instance_type, component
                        """)
                .param("from", from)
                .param("workloads", workloads.toArray(Long[]::new))
                .withFetchSize(5_000)
                .query(row -> {
                    costs.computeIfAbsent(row.getLong("workload_id"), any -> new ArrayList<>())
                            .add(new DayCost(
                                    row.getObject("day", LocalDate.class),
                                    row.getInt("team_id"),
                                    row.getString("currency"),
                                    row.getString("instance_type"),
                                    row.getString("component"),
                                    row.getBigDecimal("effective_cost"),
                                    row.getBigDecimal("list_cost"),
                                    row.getDouble("hours")));
                });
        return costs;
    }

    /** What each workload cost in the stored days, whatever the currency: to put the dearest first. */
    public Map<Long, BigDecimal> totals() {
        Map<Long, BigDecimal> totals = new HashMap<>();
        jdbc.sql("select workload_id, sum(effective_cost) as cost from ml_cost group by 1")
                .query(row -> {
                    totals.put(row.getLong("workload_id"), row.getBigDecimal("cost"));
                });
        return totals;
    }

    /** Finds the workload that a charge's resource is: by ARN, of EC2 instances by id too, and of jobs by their family. */
    static final class WorkloadNames {
        private final Map<String, Long> byName = new HashMap<>();
        private final Map<Long, String> arns = new HashMap<>();

        private WorkloadNames() {}

        static WorkloadNames read(JdbcClient jdbc) {
            var names = new WorkloadNames();
            jdbc.sql("select id, kind, arn, name from ml_workload").query(row -> {
                long id = row.getLong("id");
                names.byName.put(row.getString("arn"), id);
                names.arns.put(id, row.getString("arn"));
                if (row.getString("kind").equals("ec2")) {
                    names.byName.put(row.getString("name"), id);
                }
            });
            return names;
        }

        @Nullable
        Long workload(String resource) {
            @Nullable Long workload = byName.get(resource);
            return workload == null && resource.contains("-job/")
                    ? byName.get(JobFamily.of(resource).name() + "*")
                    : workload;
        }

        /** A workload's ARN; of a family of jobs it is no real one. */
        String arn(long workload) {
            return arns.getOrDefault(workload, "");
        }
    }
}
