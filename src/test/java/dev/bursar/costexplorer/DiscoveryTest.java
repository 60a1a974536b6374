package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.spi.Combination;
import dev.bursar.costexplorer.spi.CostDimension;
import module java.base;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Another question before the plan is asked only where it may pay. */
class DiscoveryTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsAskedIsUnknownAndItEnds(@ForAll("organisations") Set<Combination> cells) {
        var asked = new ArrayList<List<CostDimension>>();
        discovered(cells, asked);

        assertThat(asked).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(4);
        assertThat(asked)
                .doesNotContain(
                        List.of(CostDimension.ACCOUNT, CostDimension.RECORD_TYPE),
                        List.of(CostDimension.TAG, CostDimension.SERVICE));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void planAndDiscoveryTogetherCostNoMoreThanWithoutDiscoveryAndFourPages(
            @ForAll("organisations") Set<Combination> cells) {
        var asked = new ArrayList<List<CostDimension>>();
        Cooccurrence probed = probed(cells);
        int without = QuestionPlan.cheapest(probed, probed, true).queries().size();
        Cooccurrence support = discovered(cells, asked);
        int with = QuestionPlan.cheapest(support, support, true).queries().size();

        assertThat(with).isLessThanOrEqualTo(without);
        assertThat(with + asked.size()).isLessThanOrEqualTo(without + 4);
    }

    @Example
    void anOrganisationOfOneAccountNeedsNoFurtherQuestion() {
        Set<Combination> cells = new HashSet<>();
        for (String service : List.of("EC2", "S3", "Glue")) {
            for (String tag : List.of("", "a", "b", "c", "d")) {
                cells.add(new Combination("000000000001", service, "Usage", tag));
            }
        }
        var asked = new ArrayList<List<CostDimension>>();
        Cooccurrence support = discovered(cells, asked);

        assertThat(asked).isEmpty();
        assertThat(QuestionPlan.cheapest(support, support, true).queries()).hasSize(1);
    }

    /** What the probes know, then what is asked on their behalf. */
    static Cooccurrence discovered(Collection<Combination> cells, List<List<CostDimension>> asked) {
        Cooccurrence support = probed(cells);
        for (Optional<List<CostDimension>> pair = Discovery.next(support);
                pair.isPresent();
                pair = Discovery.next(support)) {
            CostDimension one = pair.get().getFirst();
            CostDimension other = pair.get().getLast();
            assertThat(support.given(one, other)).as("is unknown").isEmpty();
            asked.add(pair.get());
            learn(support, one, other, cells);
        }
        return support;
    }

    private static Cooccurrence probed(Collection<Combination> cells) {
        var support = new Cooccurrence();
        for (Probe probe : Probe.values()) {
            learn(support, probe.groupBy().getFirst(), probe.groupBy().getLast(), cells);
        }
        return support;
    }

    private static void learn(
            Cooccurrence support, CostDimension one, CostDimension other, Collection<Combination> cells) {
        support.learn(one, other);
        cells.forEach(cell -> support.add(one, Cooccurrence.value(cell, one), other, Cooccurrence.value(cell, other)));
    }

    @Provide
    Arbitrary<Set<Combination>> organisations() {
        return QuestionPlanTest.organisation();
    }
}
