package dev.bursar.causes.read;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.split.Line;
import dev.bursar.causes.split.SameResources;
import dev.bursar.causes.split.Side;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.query.Stretches;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.PartSum.Part;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Visibility;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
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

    private record Sides(Side before, Side now) {
        Sides plus(Sides other) {
            return new Sides(before.plus(other.before), now.plus(other.now));
        }
    }

    /** Only what differs between the periods, or has a quantity that does. */
    public List<Line> of(ChangeQuestion question, Visibility visibility) {
        Stretches stretches = conditions.of(question.costs());
        Map<Part, Sides> all = new LinkedHashMap<>();
        read(stretches, question.before(), visibility, all, side -> new Sides(side, Side.NOTHING));
        read(stretches, question.now(), visibility, all, side -> new Sides(Side.NOTHING, side));
        Map<Integer, String> texts = texts(all.keySet());
        return SameResources.of(all.entrySet().stream()
                .map(one -> line(one.getKey(), one.getValue(), texts))
                .toList());
    }

    private void read(
            Stretches stretches, DayRange days, Visibility visibility, Map<Part, Sides> all, Function<Side, Sides> of) {
        for (Stretch stretch : stretches.of(days)) {
            queries.each(
                    stretch,
                    visibility,
                    sum -> all.merge(sum.part(), of.apply(new Side(sum.cost(), sum.quantity())), Sides::plus));
        }
    }

    private Map<Integer, String> texts(Set<Part> parts) {
        var ids = new BitSet();
        for (Part part : parts) {
            ids.set(part.account());
            ids.set(part.service());
            ids.set(part.recordType());
            ids.set(part.chargeClass());
            ids.set(part.tagValue());
            ids.set(part.region());
            ids.set(part.usageType());
            ids.set(part.resource());
        }
        Map<Integer, String> texts = terms.texts(ids.stream().boxed().toList());
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
