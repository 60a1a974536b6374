package dev.bursar.causes.read;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.evidence.Act;
import dev.bursar.causes.evidence.Act.Asked;
import dev.bursar.causes.evidence.Nearby;
import dev.bursar.causes.evidence.Nearby.Near;
import dev.bursar.causes.evidence.Steps;
import dev.bursar.causes.evidence.Verdict;
import dev.bursar.causes.split.SplitPart;
import dev.bursar.charges.ChargeCategory;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.RecordType;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.charges.query.PartQueries.ServiceDay;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.inventory.Inventory;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.trail.query.ResourceEvents;
import dev.bursar.trail.query.ResourceEvents.ResourceEvent;
import dev.bursar.trail.query.ResourceEvents.Window;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds candidates for what charges name no resource of: events on the team's resources of that service and account. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class NearbyActs {
    /** Of a currency; what is smaller is not looked at. */
    private static final int MOST_PARTS = 200;

    private final PartQueries queries;
    private final QueryConditions conditions;
    private final TermDictionary terms;
    private final ResourceEvents events;
    private final ResourceActs acts;
    private final Inventory inventory;
    private final KnownPrices prices;

    NearbyActs(
            PartQueries queries,
            QueryConditions conditions,
            TermDictionary terms,
            ResourceEvents events,
            ResourceActs acts,
            Inventory inventory,
            KnownPrices prices) {
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
        this.events = events;
        this.acts = acts;
        this.inventory = inventory;
        this.prices = prices;
    }

    /**
     * Verdicts by part. An event that the viewer may not see whole is left out before any is ranked.
     *
     * @param arrived the day after the last one whose costs are there, by account
     * @param causes gets what the events are
     */
    Map<PartKey, Verdict> of(
            ChangeQuestion question,
            Visibility visibility,
            Visible visible,
            List<SplitPart> parts,
            Map<String, LocalDate> arrived,
            FoundCauses causes) {
        List<SplitPart> unnamed = largest(parts);
        if (unnamed.isEmpty()) {
            return Map.of();
        }
        Map<PartKey, TreeMap<LocalDate, BigDecimal>> costs = costs(question, visibility, unnamed);
        Map<PartKey, Steps> steps = new LinkedHashMap<>();
        for (SplitPart part : unnamed) {
            steps.put(
                    part.key(),
                    new Steps(
                            costs.getOrDefault(part.key(), new TreeMap<>()),
                            question.before(),
                            question.now(),
                            arrived.getOrDefault(
                                    part.key().account(), question.now().to()),
                            part.used().signum() > 0));
        }
        Instant from = start(question.before().from().minusDays(1));
        Instant to = start(question.now().to().plusDays(1));
        List<ResourceEvent> found = shown(events.within(windows(steps), Act.NAMES), from, to, visible);
        if (found.isEmpty()) {
            return Map.of();
        }
        ResourceActs.Acts acted = acts.of(found, from, to);
        causes.add(acted);
        Map<PartKey, Verdict> verdicts = new HashMap<>();
        Map<PartKey, List<ResourceEvent>> own = own(found, steps.keySet(), parts);
        String currency = unnamed.getFirst().key().currency();
        Map<UUID, BigDecimal> known = prices.aDay(found, acted, currency);
        Map<String, List<Act>> sized = sized(acted, from, to);
        steps.forEach((key, its) -> Nearby.verdict(its, near(own.getOrDefault(key, List.of()), acted, sized, known))
                .ifPresent(verdict -> verdicts.put(key, verdict)));
        return verdicts;
    }

    /** What changed hands is not asked about: its days say nothing of its use. */
    private static List<SplitPart> largest(List<SplitPart> parts) {
        return parts.stream()
                .filter(part -> part.key().resource().isEmpty()
                        && !part.exported()
                        && part.moved().signum() == 0
                        && part.used().signum() != 0)
                .sorted(Comparator.comparing((SplitPart part) -> part.used().abs())
                        .reversed()
                        .thenComparing(SplitPart::key, PartKey.ORDER))
                .limit(MOST_PARTS)
                .toList();
    }

    private Map<PartKey, TreeMap<LocalDate, BigDecimal>> costs(
            ChangeQuestion question, Visibility visibility, List<SplitPart> parts) {
        Map<String, Integer> accounts = terms.find(
                TermDictionary.Kind.ACCOUNT,
                parts.stream().map(part -> part.key().account()).collect(Collectors.toSet()));
        var days = new DayRange(
                question.before().from().minusDays(Steps.DAYS_BEFORE),
                question.now().to());
        var rows = new ArrayList<ServiceDay>();
        for (Stretch stretch : conditions.of(question.costs()).of(days)) {
            rows.addAll(queries.serviceDays(stretch, accounts.values(), visibility));
        }
        Set<Integer> numbers = new HashSet<>();
        rows.forEach(row -> numbers.addAll(List.of(row.account(), row.service(), row.recordType())));
        Map<Integer, String> texts = terms.texts(numbers);
        Map<PartKey, TreeMap<LocalDate, BigDecimal>> costs = new HashMap<>();
        for (ServiceDay row : rows) {
            if (RecordType.category(texts.getOrDefault(row.recordType(), "")) == ChargeCategory.USAGE) {
                var key = new PartKey(
                        row.team(),
                        texts.getOrDefault(row.account(), ""),
                        texts.getOrDefault(row.service(), ""),
                        "",
                        "",
                        row.currency());
                costs.computeIfAbsent(key, any -> new TreeMap<>()).merge(row.day(), row.cost(), BigDecimal::add);
            }
        }
        return costs;
    }

    private static Set<Window> windows(Map<PartKey, Steps> steps) {
        Set<Window> windows = new HashSet<>();
        steps.forEach((key, its) -> its.days()
                .forEach(day -> EventServices.of(key.service())
                        .forEach(service -> windows.add(
                                new Window(key.account(), service, start(day.minusDays(1)), start(day.plusDays(1)))))));
        return windows;
    }

    private List<ResourceEvent> shown(List<ResourceEvent> found, Instant from, Instant to, Visible visible) {
        Set<UUID> shown =
                events.shown(found.stream().map(ResourceEvent::id).collect(Collectors.toSet()), from, to, visible);
        return found.stream().filter(event -> shown.contains(event.id())).toList();
    }

    /**
     * A resource that the inventory doesn't know is the team's that alone has costs in the account; one that was ended, which the inventory
     * may never have seen, the team's that alone has costs of its service there.
     */
    private Map<PartKey, List<ResourceEvent>> own(List<ResourceEvent> found, Set<PartKey> keys, List<SplitPart> parts) {
        Map<String, TeamId> teams =
                inventory.teams(found.stream().map(ResourceEvent::arn).collect(Collectors.toSet()));
        Map<String, Set<Integer>> owners = parts.stream()
                .map(SplitPart::key)
                .collect(
                        Collectors.groupingBy(PartKey::account, Collectors.mapping(PartKey::team, Collectors.toSet())));
        Map<Used, Set<Integer>> users = users(parts);
        Map<PartKey, List<ResourceEvent>> own = new HashMap<>();
        for (PartKey key : keys) {
            Set<String> services = EventServices.of(key.service());
            boolean alone = owners.getOrDefault(key.account(), Set.of()).size() == 1;
            boolean aloneInService = services.stream()
                    .allMatch(service -> users.getOrDefault(new Used(key.account(), service), Set.of())
                            .equals(Set.of(key.team())));
            own.put(
                    key,
                    found.stream()
                            .filter(event ->
                                    event.account().equals(key.account()) && services.contains(event.service()))
                            .filter(event -> {
                                TeamId team = teams.get(event.arn());
                                return team == null
                                        ? alone || aloneInService && Act.ends(event.name())
                                        : team.value() == key.team();
                            })
                            .toList());
        }
        return own;
    }

    private record Used(String account, String service) {}

    /** The teams that have costs of an event's service in an account. */
    private static Map<Used, Set<Integer>> users(List<SplitPart> parts) {
        Map<String, Set<String>> services = new HashMap<>();
        Map<Used, Set<Integer>> users = new HashMap<>();
        for (SplitPart part : parts) {
            PartKey key = part.key();
            services.computeIfAbsent(key.service(), EventServices::of)
                    .forEach(service -> users.computeIfAbsent(new Used(key.account(), service), any -> new HashSet<>())
                            .add(key.team()));
        }
        return users;
    }

    /** All that asked for a number of instances, by resource, of those of which some did that was found. */
    private Map<String, List<Act>> sized(ResourceActs.Acts acted, Instant from, Instant to) {
        List<String> resized = acted.byArn().entrySet().stream()
                .filter(one -> one.getValue().stream()
                        .anyMatch(act -> !act.made() && act.asked().count() > 0))
                .map(Map.Entry::getKey)
                .toList();
        return resized.isEmpty()
                ? Map.of()
                : acts.on(resized, from.minus(ResourceActs.CONFIGURED_BEFORE), to)
                        .byArn();
    }

    /** What was last asked for before an act. */
    private static @Nullable Asked before(Act act, List<Act> sized) {
        return sized.stream()
                .filter(one -> one.asked().count() > 0 && one.time().isBefore(act.time()))
                .max(Comparator.comparing(Act::time))
                .map(Act::asked)
                .orElse(null);
    }

    private static List<Near> near(
            List<ResourceEvent> found,
            ResourceActs.Acts acted,
            Map<String, List<Act>> sized,
            Map<UUID, BigDecimal> prices) {
        Map<UUID, Near> near = new LinkedHashMap<>();
        for (ResourceEvent event : found) {
            acted.byArn().getOrDefault(event.arn(), List.of()).stream()
                    .filter(act -> act.event().equals(event.id()))
                    .forEach(act -> near.merge(
                            event.id(),
                            new Near(
                                    act,
                                    before(act, sized.getOrDefault(event.arn(), List.of())),
                                    prices.get(event.id())),
                            (one, other) -> one.act().made() ? one : other));
        }
        return List.copyOf(near.values());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
