package dev.bursar.causes.read;

import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.split.Line;
import dev.bursar.causes.split.SameResources;
import dev.bursar.causes.split.Side;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.query.PartQueries;
import dev.bursar.charges.query.QueryConditions;
import dev.bursar.charges.query.Stretches;
import dev.bursar.charges.query.Stretches.Stretch;
import dev.bursar.charges.sums.PartSum.Part;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Reads the charges of both periods of a change, summed by what tells them apart. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class ChangeLines {
    private static final String CORRECTION = "Correction";
    /** What a part takes of memory while a change is worked out. */
    private static final long PART_BYTES = 2_500;

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

    /**
     * Each part of both periods.
     *
     * @throws IllegalStateException where memory would not hold them
     */
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
        long most = Runtime.getRuntime().maxMemory() / PART_BYTES;
        for (Stretch stretch : stretches.of(days)) {
            queries.each(stretch, visibility, sum -> {
                all.merge(sum.part(), of.apply(new Side(sum.cost(), sum.quantity())), Sides::plus);
                if (all.size() > most) {
                    throw new IllegalStateException("The change has more than " + most + " parts");
                }
            });
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
        texts.replaceAll((id, text) -> ClusterPart.placeOf(text));
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
