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
import dev.bursar.causes.PartKey;
import dev.bursar.causes.attribution.Attribution;
import dev.bursar.causes.attribution.Attribution.Told;
import dev.bursar.causes.evidence.Evidence.Verdict;
import dev.bursar.causes.read.ResourceVerdicts.Used;
import dev.bursar.causes.recurring.Families;
import dev.bursar.causes.split.ChangeSplit;
import dev.bursar.causes.split.Line;
import dev.bursar.causes.split.SplitPart;
import dev.bursar.charges.query.CostQueries;
import dev.bursar.charges.query.CostQueries.Facts;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.org.Organisation;
import dev.bursar.trail.query.ResourceEvents;
import dev.bursar.trail.query.ResourceEvents.Unread;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
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
    private final RunFamilies families;

    ChangeReading(
            ChangeLines lines,
            ResourceVerdicts resources,
            ResourceEvents events,
            Organisation organisation,
            NearbyActs nearby,
            Autoscaling autoscaling,
            CoveredUse covered,
            CostQueries costs,
            RunFamilies families) {
        this.lines = lines;
        this.resources = resources;
        this.events = events;
        this.organisation = organisation;
        this.nearby = nearby;
        this.autoscaling = autoscaling;
        this.covered = covered;
        this.costs = costs;
        this.families = families;
    }

    /** @param visible which events the viewer may see whole */
    public Change of(ChangeQuestion question, Visibility visibility, Visible visible) {
        List<Line> all = lines.of(question, visibility);
        Map<String, List<Line>> currencies =
                all.stream().collect(Collectors.groupingBy(Line::currency, TreeMap::new, Collectors.toList()));
        Unread unread = unread(question);
        var causes = new FoundCauses();
        var found = new ArrayList<OfCurrency>();
        Set<String> accounts = new HashSet<>();
        Map<String, LocalDate> arrived = resources.arrived(question);
        Lengths lengths = lengths(question, arrived.values());
        currencies.forEach((currency, its) -> {
            List<SplitPart> parts = ChangeSplit.of(its, lengths);
            Map<Used, Verdict> verdicts =
                    resources.of(question, visibility, visible, currency, its, parts, arrived, causes);
            Map<PartKey, Verdict> unnamed = nearby.of(question, visibility, visible, parts, arrived, causes);
            Map<PartKey, List<Commitment>> commitments = covered.of(question, visibility, parts, arrived);
            Families recurring = families.of(question, visibility, its, parts, causes);
            List<ChangedPart> each = parts.stream()
                    .filter(part -> part.change().signum() != 0 || part.moved().signum() != 0)
                    .map(part -> Attribution.of(
                                    part,
                                    told(part, verdicts, unnamed),
                                    unread.of(part.key().account()))
                            .with(commitments.getOrDefault(part.key(), List.of())))
                    .toList();
            List<ChangedPart> changed = RunFamilies.told(each, recurring, causes, unread).stream()
                    .sorted(Comparator.comparing(
                                    (ChangedPart part) -> part.change().abs())
                            .reversed()
                            .thenComparing(part -> part.key().toString()))
                    .toList();
            changed.forEach(part -> accounts.add(part.key().account()));
            found.add(new OfCurrency(currency, sum(parts, false), sum(parts, true), changed));
        });
        Set<UUID> named = found.stream()
                .flatMap(currency -> currency.parts().stream())
                .flatMap(part -> part.events().stream())
                .collect(Collectors.toSet());
        causes.keep(named);
        autoscaling.name(causes.causes(), causes.scaled(), visible);
        found.sort(Comparator.comparing(
                        (OfCurrency one) -> one.now().add(one.before()).abs())
                .reversed());
        return new Change(
                question,
                found,
                causes.causes(),
                new EventsRead(
                        accounts.size(), accounts.stream().filter(unread::of).collect(Collectors.toSet())),
                names(found),
                covered.read(),
                lengths);
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

    /** @param days the last ones of accounts that have charges */
    private Lengths lengths(ChangeQuestion question, Collection<LocalDate> days) {
        return days.stream()
                .max(Comparator.naturalOrder())
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

    /** Of which accounts not all events are read that may be a cause. */
    public Unread unread(ChangeQuestion question) {
        return events.unread(
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
        teams.keySet()
                .retainAll(keys.stream().map(key -> new TeamId(key.team())).collect(Collectors.toSet()));
        accounts.keySet().retainAll(keys.stream().map(PartKey::account).collect(Collectors.toSet()));
        return new Names(teams, accounts);
    }

    private static Told told(SplitPart part, Map<Used, Verdict> verdicts, Map<PartKey, Verdict> unnamed) {
        String resource = part.key().resource();
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
