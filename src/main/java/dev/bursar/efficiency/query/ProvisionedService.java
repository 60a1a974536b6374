package dev.bursar.efficiency.query;

import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.findings.FindingState;
import dev.bursar.efficiency.query.FindingQueries.Judged;
import dev.bursar.inventory.ResourceVisibility;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.WhyUnread;
import dev.bursar.kernel.rows.Params;
import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.Choices;
import dev.bursar.list.Dimension;
import dev.bursar.list.ListQueries;
import dev.bursar.list.ListQueries.Relation;
import dev.bursar.list.ListSource;
import dev.bursar.list.ListSource.Found;
import dev.bursar.list.ListState;
import dev.bursar.list.Listing;
import dev.bursar.list.Setting;
import dev.bursar.org.MarkedTeams;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.Reach;
import dev.bursar.sync.Problem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Models of Amazon Bedrock whose throughput is provisioned, with what they cost and how much they are called. Leads see those of teams that
 * they lead today, and nobody's in accounts that are wholly theirs; a cost that belongs to another team in part is not shown to them.
 */
@Service
@Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
@PreAuthorize("hasAnyRole('LEAD', 'FINANCE', 'ADMIN', 'AUDITOR')")
public class ProvisionedService {
    public static final Dimension TEAM = Dimension.number("team", "Team", "team");
    public static final Dimension ACCOUNT = Dimension.of("account", "Account");
    public static final Setting<Optional<FindingState>> STATE = Setting.optional("state", FindingState.class, "state");

    private static final int MOST_ROWS = 500;
    private static final int DAYS = 30;

    public static final Listing<ProvisionedRow> LISTING = Listing.of(
                    ProvisionedRow.class,
                    "provisioned-throughput",
                    "Provisioned throughput",
                    EfficiencyLinks.PROVISIONED)
            .called("provisioned model", "provisioned models")
            .counted(STATE, "h.state")
            .among(TEAM, "h.team", "(select " + MarkedTeams.NAME + " from team t where t.id = c.value)")
            .among(ACCOUNT, "h.account", "coalesce((select a.name from account a where a.id = c.value), c.value)")
            .sorted("cost", true)
            .rows(RecordMapper.of(ProvisionedRow.class), "lower(h.name), h.id")
            .text("name", "Provisioned model", ProvisionedRow::name)
            .by("lower(h.name)")
            .text("model", "Model", ProvisionedRow::model)
            .text("account", "Account", ProvisionedRow::account)
            .text("account-name", "Account name", ProvisionedRow::accountName)
            .text("region", "Region", ProvisionedRow::region)
            .text("team", "Team", ProvisionedRow::owner)
            .by("lower(h.owner)")
            .text("status", "Status", ProvisionedRow::status)
            .word("state", "State", ProvisionedRow::state, row -> row.state().label())
            .by("h.state")
            .number("model-units", "Model units", ProvisionedRow::modelUnits)
            .by("h.model_units")
            .number("hours", "Model-unit hours", row -> whole(row.hours()))
            .by("h.hours")
            .text("currency", "Currency", ProvisionedRow::currency)
            .money("cost", "Cost", ProvisionedRow::cost)
            .by("h.cost")
            .number("days", "Days of the cost", ProvisionedRow::days)
            .number("measured-days", "Days of the metrics", ProvisionedRow::measuredDays)
            .number("requests", "Requests", row -> whole(row.requests()))
            .by("h.requests")
            .number("input-tokens", "Input tokens", row -> whole(row.inputTokens()))
            .number("output-tokens", "Output tokens", row -> whole(row.outputTokens()))
            .number("per-million", "Cost per 1M tokens", ProvisionedRow::perMillion)
            .by("h.per_million")
            .text("commitment", "Commitment", ProvisionedRow::commitment)
            .moment("commitment-ends", "Commitment ends (UTC)", ProvisionedRow::commitmentEnds)
            .by("h.commitment_ends")
            .currency(row -> Objects.requireNonNullElse(row.currency(), "USD"))
            .build();

    private static final String HELD = """
        with known as (
          select w.id, w.name, w.account, coalesce(a.name, w.account) as account_name, w.region, f.team_id as team,
        """ + MarkedTeams.NAME + """
         as owner,
                 p.model, p.model_units, w.status, f.state, p.commitment, p.commitment_ends, f.team_id, f.several_teams,
                 v.id as variant, greatest(cast(:first as date), (w.created_at at time zone 'UTC')::date) as since,
                 case when m.complete
                      then greatest(cast(:first as date), (w.created_at at time zone 'UTC')::date,
                                    ((m.from_hour + interval '23 hours') at time zone 'UTC')::date) end as measured_from,
                 least(cast(:end as date), (m.to_hour at time zone 'UTC')::date) as measured_to
            from ml_finding f
            join ml_workload w on w.id = f.workload_id
            join ml_provisioned p on p.workload_id = w.id
            left join ml_variant v on v.workload_id = w.id and v.gone_at is null
            left join ml_measured m on m.variant_id = v.id
            left join account a on a.id = w.account
            left join team t on t.id = f.team_id
           where w.gone_at is null
             and (:everything or f.team_id = any(:own) or (f.team_id = 0 and w.account = any(:wholly)))
        ), held as (
          select k.*, c.currency, not :everything and k.several_teams as other_teams,
                 case when :everything or not k.several_teams then c.cost end as cost, cast(nullif(c.hours, 0) as double precision) as hours,
                 greatest(0, cast(:end as date) - k.since) as days,
                 case when k.measured_to > k.measured_from then k.measured_to - k.measured_from end as measured_days,
                 u.requests, u.input_tokens, u.output_tokens,
                 case when :everything or not k.several_teams
                      then c.measured * 1000000 / nullif(cast(u.input_tokens + u.output_tokens as numeric), 0) end as per_million
            from known k
            cross join lateral (
                 select case when count(distinct currency) = 1 then min(currency) end as currency,
                        case when count(distinct currency) = 1 then sum(effective_cost) end as cost,
                        case when count(distinct currency) = 1
                             then sum(effective_cost) filter (where day >= k.measured_from and day < k.measured_to) end as measured,
                        sum(hours) as hours
                   from ml_cost where workload_id = k.id and day >= :first and day < :end) c
            cross join lateral (
                 select case when k.measured_to > k.measured_from then coalesce(sum(invocations), 0) end as requests,
                        case when k.measured_to > k.measured_from then coalesce(sum(input_tokens), 0) end as input_tokens,
                        case when k.measured_to > k.measured_from then coalesce(sum(output_tokens), 0) end as output_tokens
                   from ml_point
                  where variant_id = k.variant and hour >= cast(k.measured_from as timestamp) at time zone 'UTC'
                    and hour < cast(k.measured_to as timestamp) at time zone 'UTC') u
        )
        """;

    private final ListQueries lists;
    private final FindingQueries findings;
    private final ResourceVisibility visibility;
    private final Reach reach;
    private final Clock clock;

    ProvisionedService(
            ListQueries lists, FindingQueries findings, ResourceVisibility visibility, Reach reach, Clock clock) {
        this.lists = lists;
        this.findings = findings;
        this.visibility = visibility;
        this.reach = reach;
        this.clock = clock;
    }

    @Bean
    static ListSource<ProvisionedRow> provisionedList(ProvisionedService service) {
        return LISTING.source(service::found, service::each);
    }

    /**
     * What the page says before its rows.
     *
     * @param first of the days that costs are of
     * @param end the day after the last one
     * @param charged whether charges name resources on these days
     * @param accounts that Bedrock was asked of, of those that the person may know of
     * @param unread why, of each of them that did not answer in each Region where AWS offers it
     * @param inPart whether any did not, be its account known to the person or not
     * @param problem of one of them; null where there is none
     * @param readAt when the last place answered; empty where none ever did
     * @param judgedAt empty while nothing has been evaluated
     */
    public record Page(
            long rows,
            LocalDate first,
            LocalDate end,
            boolean charged,
            int accounts,
            List<WhyUnread> unread,
            boolean inPart,
            @Nullable Problem problem,
            Optional<Instant> readAt,
            Optional<Instant> judgedAt,
            Choices choices) {}

    private record Days(LocalDate first, LocalDate end, boolean charged, Optional<Instant> judgedAt) {}

    public Page page(ListState state) {
        Visible visible = visibility.now();
        Days days = days();
        Choices choices = lists.choices(LISTING, state, held(visible, days));
        List<PlaceState> places = reach.states().stream()
                .filter(one -> one.api().equals(PlaceState.BEDROCK))
                .toList();
        List<PlaceState> asked = places.stream()
                .filter(one -> one.state() != PlaceState.State.OFF)
                .filter(one -> visible.everything() || visible.accounts().contains(one.account()))
                .toList();
        List<PlaceState> refused = asked.stream().filter(one -> !one.answers()).toList();
        return new Page(
                choices.count(STATE, state.get(STATE)),
                days.first(),
                days.end(),
                days.charged(),
                (int) asked.stream().map(PlaceState::account).distinct().count(),
                unread(asked),
                places.stream().anyMatch(one -> !one.answers() && one.state() != PlaceState.State.OFF),
                refused.stream()
                        .map(PlaceState::problem)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                places.stream()
                        .map(PlaceState::answeredAt)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder()),
                days.judgedAt(),
                choices);
    }

    private static List<WhyUnread> unread(List<PlaceState> asked) {
        Map<String, Set<Boolean>> answers = asked.stream()
                .collect(Collectors.groupingBy(
                        PlaceState::account, Collectors.mapping(PlaceState::answers, Collectors.toSet())));
        return answers.values().stream()
                .filter(some -> some.contains(false))
                .map(some -> some.contains(true) ? WhyUnread.IN_PART : WhyUnread.REFUSED)
                .toList();
    }

    public Found found(ListState state) {
        Days days = days();
        return Found.of(lists.count(LISTING, state, held(visibility.now(), days)), "Judged", days.judgedAt());
    }

    /** At most 500 rows from {@code offset} on, in the question's order. */
    public List<ProvisionedRow> rows(ListState state, int offset, int limit) {
        return lists.rows(
                LISTING, state, held(visibility.now(), days()), Math.max(0, offset), Math.clamp(limit, 1, MOST_ROWS));
    }

    /** All rows, in the question's order, for a file. */
    public void each(ListState state, Consumer<ProvisionedRow> each) {
        lists.each(LISTING, state, held(visibility.now(), days()), each);
    }

    /** Those of the workloads' costs, else the latest 30 whole days. */
    private Days days() {
        Optional<Judged> judged = findings.judged();
        LocalDate first = judged.map(Judged::firstDay).orElse(null);
        LocalDate last = judged.map(Judged::lastDay).orElse(null);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean charged = first != null && last != null;
        return new Days(
                first == null || last == null ? today.minusDays(DAYS) : first,
                first == null || last == null ? today : last.plusDays(1),
                charged,
                judged.map(Judged::at));
    }

    private static Relation held(Visible visible, Days days) {
        return new Relation(
                HELD,
                "held h",
                Params.of("everything", visible.everything())
                        .and("own", visible.teamNumbers())
                        .and("wholly", visible.accountIds())
                        .and("first", days.first())
                        .and("end", days.end()));
    }

    private static @Nullable Number whole(@Nullable Double number) {
        return number == null ? null : BigDecimal.valueOf(number).setScale(0, RoundingMode.HALF_UP);
    }
}
