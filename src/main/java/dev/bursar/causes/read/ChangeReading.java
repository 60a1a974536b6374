package dev.bursar.causes.read;

import dev.bursar.causes.Cause;
import dev.bursar.causes.Change;
import dev.bursar.causes.Change.EventsRead;
import dev.bursar.causes.Change.Names;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Commitment;
import dev.bursar.causes.Lengths;
import dev.bursar.causes.Move;
import dev.bursar.causes.PartKey;
import dev.bursar.causes.attribution.Attribution;
import dev.bursar.causes.attribution.Attribution.Told;
import dev.bursar.causes.evidence.Verdict;
import dev.bursar.causes.read.OwnerChanges.Known;
import dev.bursar.causes.read.ResourceVerdicts.Used;
import dev.bursar.causes.recurring.Families;
import dev.bursar.causes.split.ChangeSplit;
import dev.bursar.causes.split.Line;
import dev.bursar.causes.split.OneSide;
import dev.bursar.causes.split.SplitPart;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.CostQueries.Facts;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.charges.query.ProfileLabels;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import dev.bursar.trail.query.ReadPlaces;
import dev.bursar.trail.query.ResourceEvents;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Works a change out for a viewer: splits it, and puts what was used more or less down to events on the resources that changed most. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ChangeReading {
    private final ChangeLines lines;
    private final ResourceVerdicts resources;
    private final ResourceEvents events;
    private final Organisation organisation;
    private final NearbyActs nearby;
    private final Autoscaling autoscaling;
    private final CoveredUse covered;
    private final CostQueries costs;
    private final OwnerChanges owners;
    private final RunFamilies families;
    private final ProfileLabels profiles;

    ChangeReading(
            ChangeLines lines,
            ResourceVerdicts resources,
            ResourceEvents events,
            Organisation organisation,
            NearbyActs nearby,
            Autoscaling autoscaling,
            CoveredUse covered,
            CostQueries costs,
            OwnerChanges owners,
            RunFamilies families,
            ProfileLabels profiles) {
        this.lines = lines;
        this.resources = resources;
        this.events = events;
        this.organisation = organisation;
        this.nearby = nearby;
        this.autoscaling = autoscaling;
        this.covered = covered;
        this.costs = costs;
        this.owners = owners;
        this.families = families;
        this.profiles = profiles;
    }

    /** @param visible which events the viewer may see whole */
    public Change of(ChangeQuestion question, Visibility visibility, Visible visible) {
        List<Line> all = lines.of(question, visibility);
        Map<String, List<Line>> currencies =
                all.stream().collect(Collectors.groupingBy(Line::currency, TreeMap::new, Collectors.toList()));
        ReadPlaces read = read(question);
        var causes = new FoundCauses();
        var found = new ArrayList<OfCurrency>();
        Map<Place, Boolean> places = new HashMap<>();
        Map<Integer, String> teams = new HashMap<>();
        Map<String, LocalDate> arrived = resources.arrived(question);
        Lengths lengths = lengths(question, arrived.values());
        currencies.forEach((currency, its) -> {
            // who asks for everything has both sides of every move, and of those alone the day is looked for
            boolean unfiltered = visibility.everything() && question.filters().isEmpty();
            Known known = unfiltered ? line -> Optional.empty() : owners.of(question, visibility, its);
            List<SplitPart> parts =
                    ChangeSplit.of(its, lengths, new OneSide(question.before(), question.now(), lengths, known));
            Map<PartKey, Move> moves =
                    moves(parts, its, of -> unfiltered ? owners.of(question, visibility, of) : known);
            MovedUse moved = unfiltered ? new MovedUse(Map.of()) : MovedUse.of(its, known);
            Map<Used, Verdict> verdicts =
                    resources.of(question, visibility, visible, currency, its, parts, moved, arrived, causes);
            Map<PartKey, Verdict> unnamed = nearby.of(question, visibility, visible, parts, arrived, causes);
            Map<PartKey, List<Commitment>> commitments = covered.of(question, visibility, parts, arrived);
            Families recurring = families.of(question, visibility, its, parts, causes);
            var each = new ArrayList<ChangedPart>();
            Set<PartKey> missed = new HashSet<>();
            for (SplitPart part : parts) {
                if (part.change().signum() == 0 && part.moved().signum() == 0) {
                    continue;
                }
                PartKey key = part.key();
                boolean isUnread = places.computeIfAbsent(
                        new Place(key.account(), part.regions()), place -> !read.all(place.account(), place.regions()));
                if (isUnread) {
                    missed.add(key);
                }
                ChangedPart told = Attribution.of(part, told(part, verdicts, unnamed), isUnread);
                each.add(
                        commitments.containsKey(key) || moves.containsKey(key)
                                ? told.with(commitments.getOrDefault(key, List.of()))
                                        .with(moves.get(key))
                                : told);
            }
            List<ChangedPart> changed = RunFamilies.told(each, recurring, causes, missed::contains).stream()
                    .map(part -> new Sized(
                            part,
                            part.change().abs(),
                            teams.computeIfAbsent(part.key().team(), String::valueOf)))
                    .sorted(Comparator.comparing(Sized::size)
                            .reversed()
                            .thenComparing(Sized::team)
                            .thenComparing(sized -> sized.part().key(), PartKey.ORDER))
                    .map(Sized::part)
                    .toList();
            found.add(new OfCurrency(currency, sum(parts, false), sum(parts, true), changed));
        });
        Set<UUID> named = found.stream()
                .flatMap(currency -> currency.parts().stream())
                .flatMap(part -> part.acts().stream())
                .flatMap(act -> act.events().stream())
                .collect(Collectors.toSet());
        causes.keep(named);
        autoscaling.name(causes.causes(), causes.scaled(), visible);
        found.sort(Comparator.comparing(
                        (OfCurrency one) -> one.now().add(one.before()).abs())
                .reversed());
        return new Change(
                question, found, causes.causes(), eventsRead(places, read), names(found), covered.read(), lengths);
    }

    /** A part with what it is sorted by, and the text of its team's number by which the order goes on: there may be hundreds of thousands. */
    private record Sized(ChangedPart part, BigDecimal size, String team) {}

    /** Where a part is: parts are many, and places few. */
    private record Place(String account, Set<String> regions) {}

    /** @param places with changes, and whether not all events were read there */
    private static EventsRead eventsRead(Map<Place, Boolean> places, ReadPlaces read) {
        Map<String, Set<String>> unread = new TreeMap<>();
        places.forEach((place, isUnread) -> {
            if (isUnread) {
                Set<String> missing = unread.computeIfAbsent(place.account(), any -> new TreeSet<>());
                if (read.read().containsKey(place.account())) {
                    missing.addAll(read.missing(place.account(), place.regions()));
                }
            }
        });
        return new EventsRead(
                (int) places.keySet().stream().map(Place::account).distinct().count(), unread);
    }

    /** When what moved did, by part; without parts of which several things moved, not on one day or not to one owner. */
    private static Map<PartKey, Move> moves(
            List<SplitPart> parts, List<Line> lines, Function<List<Line>, Known> known) {
        Set<PartKey> moved = parts.stream()
                .filter(part -> part.moved().signum() != 0)
                .map(SplitPart::key)
                .collect(Collectors.toSet());
        if (moved.isEmpty()) {
            return Map.of();
        }
        List<Line> its =
                lines.stream().filter(line -> moved.contains(line.part())).toList();
        Known days = known.apply(its);
        Map<PartKey, Set<Move>> found = new HashMap<>();
        its.forEach(line -> days.apply(line)
                .ifPresent(move -> found.computeIfAbsent(line.part(), any -> new HashSet<>())
                        .add(move)));
        found.values().removeIf(of -> of.size() > 1);
        Map<PartKey, Move> moves = new HashMap<>();
        found.forEach((part, of) -> moves.put(part, of.iterator().next()));
        return moves;
    }

    /** What was worked out before, with the names of now. */
    public Change again(ChangeQuestion question, List<OfCurrency> found, Map<UUID, Cause> causes, EventsRead read) {
        return new Change(
                question,
                found,
                causes,
                read,
                names(found),
                covered.read(),
                lengths(question, resources.arrived(question).values()));
    }

    /** @param days the latest ones of accounts that have charges */
    private Lengths lengths(ChangeQuestion question, Collection<LocalDate> days) {
        return days.stream()
                .max(Comparator.naturalOrder())
                .filter(last -> !last.isBefore(question.now().from())
                        && last.isBefore(question.now().to()))
                .map(last -> Lengths.of(question, last.plusDays(1), isArriving(last)))
                .orElseGet(() -> Lengths.of(question, question.now().to(), false));
    }

    /** Whether no later day has costs, and its own still arrive. */
    private boolean isArriving(LocalDate day) {
        LocalDate next = day.plusDays(1);
        Facts facts = costs.facts(day, next, Visibility.EVERYTHING);
        return costs.extent(Visibility.EVERYTHING)
                        .filter(all -> all.to().equals(next))
                        .isPresent()
                && facts.observedAt()
                        .filter(at -> facts.finality().isArriving(day, next, LocalDate.ofInstant(at, ZoneOffset.UTC)))
                        .isPresent();
    }

    /** Where all events are read that may be a cause. */
    public ReadPlaces read(ChangeQuestion question) {
        return events.read(
                start(question.before().from().minusDays(1)),
                start(question.now().to().plusDays(1)));
    }

    private Names names(List<OfCurrency> found) {
        List<PartKey> keys = found.stream()
                .flatMap(currency -> currency.parts().stream())
                .map(ChangedPart::key)
                .toList();
        Map<TeamId, String> teams = DimensionLabels.markedTeamNames(organisation);
        Map<String, String> accounts = DimensionLabels.accountNames(organisation);
        Set<Integer> named = keys.stream().map(PartKey::team).collect(Collectors.toSet());
        found.stream()
                .flatMap(currency -> currency.parts().stream())
                .map(ChangedPart::move)
                .filter(Objects::nonNull)
                .map(Move::other)
                .filter(other -> other != null && other != 0)
                .forEach(named::add);
        teams.keySet().retainAll(named.stream().map(TeamId::new).collect(Collectors.toSet()));
        accounts.keySet().retainAll(keys.stream().map(PartKey::account).collect(Collectors.toSet()));
        Set<String> resources = keys.stream().map(PartKey::resource).collect(Collectors.toSet());
        Map<String, String> called = new HashMap<>(profiles.ofResources(resources));
        resources.forEach(resource -> ClusterPart.placeName(resource).ifPresent(name -> called.put(resource, name)));
        return new Names(teams, accounts, called);
    }

    private static Told told(SplitPart part, Map<Used, Verdict> verdicts, Map<PartKey, Verdict> unnamed) {
        String resource = part.key().resource();
        if (ClusterPart.placeName(resource).isPresent()) {
            // no event is on a workload of a cluster
            return Told.NO_RESOURCE;
        }
        if (resource.isEmpty()) {
            Verdict verdict = unnamed.get(part.key());
            return verdict == null ? Told.NO_RESOURCE : new Told(verdict, false);
        }
        Verdict verdict = verdicts.get(new Used(part.key().account(), resource));
        return verdict == null ? Told.NOT_LOOKED_AT : new Told(verdict);
    }

    private static BigDecimal sum(List<SplitPart> parts, boolean now) {
        return parts.stream().map(part -> now ? part.now() : part.before()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
