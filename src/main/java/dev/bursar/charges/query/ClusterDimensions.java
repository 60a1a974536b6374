package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.sums.Condition;
import dev.bursar.charges.terms.TermDictionary;
import dev.bursar.charges.terms.TermDictionary.Kind;
import module java.base;
import org.springframework.stereotype.Component;

/** Clusters, namespaces and workloads as dimensions of costs: charges refer to parts, which have all three. */
@Component
public class ClusterDimensions {
    private static final Choice NONE = new Choice("", ChoiceText.ofClusters(""));

    private final TermDictionary terms;

    ClusterDimensions(TermDictionary terms) {
        this.terms = terms;
    }

    /** Whether any charge is a part of a node's. */
    boolean any() {
        return !parts().isEmpty();
    }

    /** The numbers of all parts. */
    Set<Integer> parts() {
        return terms.all(Kind.PART).keySet();
    }

    /** The names of parts' numbers; 0 is no part. */
    DimensionLabels.Labels labels(Dimension dimension, Collection<Long> numbers) {
        Map<Integer, Choice> choices = choices(
                dimension, terms.texts(numbers.stream().map(Long::intValue).collect(Collectors.toSet())));
        return number -> choices.getOrDefault((int) number, NONE);
    }

    /** What a filter keeps, in numbers of parts. */
    Condition condition(CostFilter filter) {
        return ModelDimensions.condition(
                filter, Dimension.WORKLOAD, choices(filter.dimension(), terms.all(Kind.PART)), NONE);
    }

    private static Map<Integer, Choice> choices(Dimension dimension, Map<Integer, String> texts) {
        Map<Integer, Choice> choices = new HashMap<>();
        texts.forEach((id, text) -> choices.put(id, choice(dimension, ClusterPart.of(text))));
        return choices;
    }

    /** A namespace is told from another cluster's by the cluster, a workload by its namespace. */
    private static Choice choice(Dimension dimension, ClusterPart part) {
        String key = dimension == Plain.CLUSTER
                ? part.cluster()
                : part.use() == ClusterPart.Use.NO_PODS
                        ? part.cluster() + "//"
                        : dimension == Plain.NAMESPACE
                                ? part.cluster() + "/" + part.namespace()
                                : part.cluster() + "/" + part.namespace() + "/" + part.workload();
        return new Choice(key, ChoiceText.ofClusters(key));
    }
}
