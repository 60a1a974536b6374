package dev.bursar.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.spend.Support.Cell;
import dev.bursar.spend.spi.CostDimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Another question before the plan is asked only where it may pay. */
class DiscoveryTest {

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatIsAskedIsUnknownAndItEnds(@ForAll("organisations") Set<Cell> cells) {
        var asked = new ArrayList<List<CostDimension>>();
        discovered(cells, asked);

        assertThat(asked).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(4);
        assertThat(asked)
                .doesNotContain(
                        List.of(CostDimension.ACCOUNT, CostDimension.RECORD_TYPE),
                        List.of(CostDimension.TAG, CostDimension.SERVICE));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void planAndDiscoveryTogetherCostNoMoreThanWithoutDiscoveryAndFourPages(@ForAll("organisations") Set<Cell> cells) {
        var asked = new ArrayList<List<CostDimension>>();
        Support probed = probed(cells);
        int without = RequestPlan.cheapest(probed, probed, true).queries().size();
        Support support = discovered(cells, asked);
        int with = RequestPlan.cheapest(support, support, true).queries().size();

        assertThat(with).isLessThanOrEqualTo(without);
        assertThat(with + asked.size()).isLessThanOrEqualTo(without + 4);
    }

    @Example
    void anOrganisationOfOneAccountNeedsNoFurtherQuestion() {
        Set<Cell> cells = new HashSet<>();
        for (String service : List.of("EC2", "S3", "Glue")) {
            for (String tag : List.of("", "a", "b", "c", "d")) {
                cells.add(new Cell("000000000001", service, "Usage", tag));
            }
        }
        var asked = new ArrayList<List<CostDimension>>();
        Support support = discovered(cells, asked);

        assertThat(asked).isEmpty();
        assertThat(RequestPlan.cheapest(support, support, true).queries()).hasSize(1);
    }

    /** What the probes know, then what is asked on their behalf. */
    static Support discovered(Collection<Cell> cells, List<List<CostDimension>> asked) {
        Support support = probed(cells);
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

    private static Support probed(Collection<Cell> cells) {
        var support = new Support();
        for (Probe probe : Probe.values()) {
            learn(support, probe.groupBy().getFirst(), probe.groupBy().getLast(), cells);
        }
        return support;
    }

    private static void learn(Support support, CostDimension one, CostDimension other, Collection<Cell> cells) {
        support.learn(one, other);
        cells.forEach(cell -> support.add(one, cell.get(one), other, cell.get(other)));
    }

    @Provide
    Arbitrary<Set<Cell>> organisations() {
        return RequestPlanTest.organisation();
    }
}
