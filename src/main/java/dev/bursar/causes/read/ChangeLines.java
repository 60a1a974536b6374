package dev.bursar.causes.read;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.split.Line;
import dev.bursar.causes.split.SameResources;
import dev.bursar.causes.split.Side;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.charges.query.PartQueries.Part;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.query.Stretches;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Visibility;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the charges of both periods of a change, summed by what tells them apart. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ChangeLines {
    private static final String CORRECTION = "Correction";

    private final PartQueries queries;
    private final QueryConditions conditions;
    private final TermDictionary terms;

    ChangeLines(PartQueries queries, QueryConditions conditions, TermDictionary terms) {
        this.queries = queries;
        this.conditions = conditions;
        this.terms = terms;
    }

    private record Sides(Side before, Side now) {}

    /** Only what differs between the periods, or has a quantity that does. */
    public List<Line> of(ChangeQuestion question, Visibility visibility) {
        Stretches stretches = conditions.of(question.costs());
        Map<Part, Side> before = sums(stretches, question.before(), visibility);
        Map<Part, Side> now = sums(stretches, question.now(), visibility);
        Map<Part, Sides> all = new LinkedHashMap<>();
        before.forEach((part, side) -> all.put(part, new Sides(side, now.getOrDefault(part, Side.NOTHING))));
        now.forEach((part, side) -> all.putIfAbsent(part, new Sides(Side.NOTHING, side)));
        Map<Integer, String> texts = texts(all.keySet());
        return SameResources.of(all.entrySet().stream()
                .map(one -> line(one.getKey(), one.getValue(), texts))
                .toList());
    }

    private Map<Part, Side> sums(Stretches stretches, DayRange days, Visibility visibility) {
        Map<Part, Side> sums = new LinkedHashMap<>();
        for (Stretch stretch : stretches.of(days)) {
            queries.each(
                    stretch,
                    visibility,
                    sum -> sums.merge(sum.part(), new Side(sum.cost(), sum.quantity()), Side::plus));
        }
        return sums;
    }

    private Map<Integer, String> texts(Set<Part> parts) {
        Set<Integer> ids = new HashSet<>();
        for (Part part : parts) {
            ids.addAll(List.of(
                    part.account(),
                    part.service(),
                    part.recordType(),
                    part.chargeClass(),
                    part.tagValue(),
                    part.region(),
                    part.usageType(),
                    part.resource()));
        }
        var texts = new HashMap<>(terms.texts(ids));
        texts.put(0, "");
        return texts;
    }

    private static Line line(Part part, Sides sides, Map<Integer, String> texts) {
        return new Line(
                part.team(),
                text(texts, part.account()),
                text(texts, part.service()),
                text(texts, part.recordType()),
                text(texts, part.chargeClass()).equals(CORRECTION),
                text(texts, part.tagValue()),
                text(texts, part.region()),
                text(texts, part.usageType()),
                text(texts, part.resource()),
                part.currency(),
                part.unit(),
                part.exported(),
                sides.before(),
                sides.now());
    }

    private static String text(Map<Integer, String> texts, int id) {
        return Objects.requireNonNullElse(texts.get(id), "");
    }
}
