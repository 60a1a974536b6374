package dev.bursar.charges.query;

import dev.bursar.charges.Choice;
import dev.bursar.charges.ChoiceText;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Dimension.Plain;
import dev.bursar.charges.parts.ClusterChoices;
import dev.bursar.charges.parts.ClusterPart;
import dev.bursar.charges.store.ClusterStore;
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
    private final ClusterStore store;

    ClusterDimensions(TermDictionary terms, ClusterStore store) {
        this.terms = terms;
        this.store = store;
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

    private Map<Integer, Choice> choices(Dimension dimension, Map<Integer, String> texts) {
        ClusterChoices split = store.current();
        Map<Integer, Choice> choices = new HashMap<>();
        texts.forEach((id, text) -> {
            String key = key(dimension, ClusterPart.of(text), split);
            choices.put(id, new Choice(key, ChoiceText.ofClusters(key)));
        });
        return choices;
    }

    /**
     * A namespace is told from another cluster's by the cluster, a workload by its namespace. What is idle of a cluster is told together
     * where its nodes' owner pays for it: they needn't know whose pods ran there.
     */
    private static String key(Dimension dimension, ClusterPart part, ClusterChoices split) {
        if (dimension == Plain.CLUSTER) {
            return part.cluster();
        }
        if (part.use() == ClusterPart.Use.NO_PODS) {
            return part.cluster() + "//";
        }
        if (part.use() == ClusterPart.Use.IDLE && split.idleIsOwners(part.cluster())) {
            return part.cluster() + "///";
        }
        String namespace = part.cluster() + "/" + part.namespace();
        return dimension == Plain.NAMESPACE
                        || part.namespace().isEmpty() && part.workload().isEmpty()
                ? namespace
                : namespace + "/" + part.workload();
    }
}
