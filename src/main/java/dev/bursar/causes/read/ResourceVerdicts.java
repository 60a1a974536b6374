package dev.bursar.causes.read;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.evidence.Evidence;
import dev.bursar.causes.evidence.UseByDay;
import dev.bursar.causes.evidence.UseByDay.Use;
import dev.bursar.causes.evidence.Verdict;
import dev.bursar.causes.read.ChargedArns.Charged;
import dev.bursar.causes.recurring.Definition;
import dev.bursar.causes.split.Line;
import dev.bursar.causes.split.SameResources;
import dev.bursar.causes.split.SplitPart;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.charges.query.PartQueries.ResourceDay;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.Visibility;
import dev.bursar.trail.query.ResourceEvents;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts what resources used more or less down to events on them. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class ResourceVerdicts {
    /** Of a currency; what is smaller is not looked at. */
    private static final int MOST_RESOURCES = 1_000;
    /** Of what recurs under a new name each time. */
    private static final int MOST_RUNS = 200;

    private final PartQueries queries;
    private final ChargedArns arns;
    private final ResourceActs acts;
    private final ResourceEvents events;
    private final TermDictionary terms;

    ResourceVerdicts(
            PartQueries queries, ChargedArns arns, ResourceActs acts, ResourceEvents events, TermDictionary terms) {
        this.queries = queries;
        this.arns = arns;
        this.acts = acts;
        this.events = events;
        this.terms = terms;
    }

    /** A resource as charges name it. */
    record Used(String account, String resource) {}

    /**
     * Verdicts on the resources that changed most.
     *
     * @param visible which events the viewer may see whole
     * @param moved what moved from or to an owner who isn't among the lines
     * @param arrived the day after the last one whose costs are there, by account
     * @param causes gets what the events are
     */
    Map<Used, Verdict> of(
            ChangeQuestion question,
            Visibility visibility,
            Visible visible,
            String currency,
            List<Line> lines,
            List<SplitPart> parts,
            MovedUse moved,
            Map<String, LocalDate> arrived,
            FoundCauses causes) {
        List<Used> used = largest(parts);
        Map<Used, List<String>> named = named(used, lines);
        Instant from = start(question.before().from().minusDays(1));
        Instant to = start(question.now().to().plusDays(1));
        ResourceActs.Acts acted =
                acts.on(named.values().stream().flatMap(List::stream).distinct().toList(), from, to);
        Map<Used, List<Use>> days = days(question, visibility, currency, used);
        Map<Used, Verdict> verdicts = new HashMap<>();
        LocalDate first = question.before().from().minusDays(Evidence.QUIET_DAYS);
        for (Used one : used) {
            LocalDate last = arrived.getOrDefault(one.account(), question.now().to());
            List<String> arnsOfOne = named.getOrDefault(one, List.of());
            var evidence = new Evidence(
                    arnsOfOne.isEmpty() ? one.resource() : arnsOfOne.getFirst(),
                    new UseByDay(moved.whole(one, days.getOrDefault(one, List.of()), first, last)),
                    arnsOfOne.stream()
                            .flatMap(arn -> acted.byArn().getOrDefault(arn, List.of()).stream())
                            .toList(),
                    question.before(),
                    question.now(),
                    last);
            verdicts.put(one, evidence.verdict());
        }
        causes.add(acted);
        return shown(verdicts, from, to, visible);
    }

    /** What an event made that the viewer may not see whole is unexplained for them; what others made stays. */
    private Map<Used, Verdict> shown(Map<Used, Verdict> verdicts, Instant from, Instant to, Visible visible) {
        Set<UUID> named = verdicts.values().stream()
                .flatMap(verdict -> verdict.events().stream())
                .collect(Collectors.toSet());
        Set<UUID> shown = events.shown(named, from, to, visible);
        Map<Used, Verdict> seen = new HashMap<>(verdicts);
        seen.replaceAll((one, verdict) -> verdict.shown(shown));
        return seen;
    }

    private static List<Used> largest(List<SplitPart> parts) {
        Map<Used, BigDecimal> used = new LinkedHashMap<>();
        for (SplitPart part : parts) {
            if (!part.key().resource().isEmpty()
                    && ClusterPart.placeName(part.key().resource()).isEmpty()) {
                used.merge(new Used(part.key().account(), part.key().resource()), part.used(), BigDecimal::add);
            }
        }
        Map<String, Integer> runs = new HashMap<>();
        used.values().removeIf(amount -> amount.signum() == 0);
        used.replaceAll((one, amount) -> amount.abs());
        return Ordered.of(
                        used.entrySet(),
                        Map.Entry.<Used, BigDecimal>comparingByValue()
                                .reversed()
                                .thenComparing(one -> one.getKey().resource()))
                .filter(one -> Definition.of(one.getKey().resource())
                        .map(of -> one.getKey().account() + " " + of.kind() + " " + of.name())
                        .map(family -> runs.merge(family, 1, Integer::sum) <= MOST_RUNS)
                        .orElse(true))
                .limit(MOST_RESOURCES)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<Used, List<String>> named(Collection<Used> used, List<Line> lines) {
        Map<Used, Charged> charged = new HashMap<>();
        used.forEach(one -> charged.put(one, new Charged(one.account(), "", "", one.resource())));
        for (Line line : lines.reversed()) {
            charged.computeIfPresent(
                    new Used(line.account(), line.resource()),
                    (one, any) -> new Charged(line.account(), line.region(), line.service(), line.resource()));
        }
        Map<Charged, List<String>> named = arns.of(charged.values());
        Map<Used, List<String>> all = new HashMap<>();
        charged.forEach((one, its) -> all.put(one, named.getOrDefault(its, List.of())));
        return all;
    }

    private Map<Used, List<Use>> days(
            ChangeQuestion question, Visibility visibility, String currency, List<Used> used) {
        Map<Used, Used> names = new HashMap<>();
        for (Used one : used) {
            names.put(one, one);
            names.put(new Used(one.account(), SameResources.id(one.resource())), one);
        }
        Map<String, Integer> ids = terms.find(
                TermDictionary.Kind.RESOURCE,
                names.keySet().stream().map(Used::resource).collect(Collectors.toSet()));
        List<ResourceDay> rows = queries.days(
                ids.values(),
                currency,
                question.before().from().minusDays(Evidence.QUIET_DAYS),
                question.now().to(),
                visibility);
        Set<Integer> numbers = new HashSet<>();
        rows.forEach(row -> {
            numbers.add(row.account());
            numbers.add(row.resource());
            numbers.add(row.usageType());
        });
        Map<Integer, String> texts = terms.texts(numbers);
        return rows.stream()
                .collect(Collectors.groupingBy(
                        row -> {
                            var named = new Used(
                                    texts.getOrDefault(row.account(), ""), texts.getOrDefault(row.resource(), ""));
                            return names.getOrDefault(named, named);
                        },
                        Collectors.mapping(
                                row -> new Use(
                                        texts.getOrDefault(row.usageType(), ""),
                                        row.unit(),
                                        row.day(),
                                        row.cost(),
                                        row.quantity()),
                                Collectors.toList())));
    }

    /** The day after the last one whose costs are there, by account: its latest day of all may be there in part only. */
    Map<String, LocalDate> arrived(ChangeQuestion question) {
        Map<Integer, LocalDate> days = queries.arriving(question.before().from());
        Map<Integer, String> texts = terms.texts(days.keySet());
        Map<String, LocalDate> arrived = new HashMap<>();
        days.forEach((account, day) -> arrived.put(texts.getOrDefault(account, ""), day));
        return arrived;
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
