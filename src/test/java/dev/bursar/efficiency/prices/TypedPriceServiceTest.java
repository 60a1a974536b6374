package dev.bursar.efficiency.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.efficiency.EfficiencyLinks;
import dev.bursar.efficiency.WorkloadRows;
import dev.bursar.efficiency.prices.PriceRefused.Why;
import dev.bursar.efficiency.prices.TypedPrice.Draft;
import dev.bursar.efficiency.prices.TypedPrice.Place;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

@BursarTest
class TypedPriceServiceTest {
    private static final String REGION = "eu-central-1";

    @Autowired
    TypedPriceService service;

    @Autowired
    Prices prices;

    @Autowired
    @Qualifier("priceNames")
    SubjectNames subjects;

    @Autowired
    TestDatabase database;

    private WorkloadRows rows;

    @BeforeEach
    void noPrices() {
        var owner = database.owner();
        WorkloadRows.clear(JdbcClient.create(owner));
        owner.destroy();
        rows = new WorkloadRows(database.jdbc());
    }

    private static Place place(String component, String type) {
        return new Place(REGION, component, type);
    }

    private static Draft draft(Place place, String usd) {
        return new Draft(place, new BigDecimal(usd), 4, 16, 1, 24, "NVIDIA A10G", "x86_64");
    }

    private void refused(Draft draft, Why why) {
        assertThatExceptionOfType(PriceRefused.class)
                .isThrownBy(() -> service.save(0, draft))
                .satisfies(problem -> assertThat(problem.why()).isEqualTo(why));
        assertThat(service.all()).isEmpty();
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aPriceIsBoundedAndSaysOfWhatItIs() {
        Place good = place("Hosting", "ml.g5.xlarge");
        refused(draft(new Place("Frankfurt", "Hosting", "ml.g5.xlarge"), "1"), Why.NO_REGION);
        refused(draft(place("Hosts", "ml.g5.xlarge"), "1"), Why.NO_COMPONENT);
        refused(draft(place("Hosting", "g5.xlarge"), "1"), Why.NO_SAGEMAKER_TYPE);
        refused(draft(place("Hosting", "ml.g5.xlarge'--"), "1"), Why.NO_SAGEMAKER_TYPE);
        refused(draft(place("EC2", "ml.g5.xlarge.x"), "1"), Why.NO_EC2_TYPE);
        refused(draft(good, "0"), Why.NOTHING_TO_PAY);
        refused(draft(good, "100000.01"), Why.TOO_DEAR);
        refused(draft(good, "0.00000000001"), Why.TOO_MANY_DECIMALS);
        BigDecimal one = BigDecimal.ONE;
        refused(new Draft(good, one, 0, 16, 0, 0, "", "x86_64"), Why.VCPUS);
        refused(new Draft(good, one, Double.NaN, 16, 0, 0, "", "x86_64"), Why.VCPUS);
        refused(new Draft(good, one, 4, Double.POSITIVE_INFINITY, 0, 0, "", "x86_64"), Why.MEMORY);
        refused(new Draft(good, one, 4, 16, -1, 0, "", "x86_64"), Why.GPUS);
        refused(new Draft(good, one, 4, 16, 1, 0, "NVIDIA T4", "x86_64"), Why.NO_GPU_MEMORY);
        refused(new Draft(good, one, 4, 16, 0, 16, "", "x86_64"), Why.GPU_MEMORY);
        refused(new Draft(good, one, 4, 16, 1, 16, " ", "x86_64"), Why.NO_MODEL);
        refused(new Draft(good, one, 4, 16, 0, 0, "NVIDIA T4", "x86_64"), Why.MODEL);
        refused(new Draft(good, one, 4, 16, 0, 0, "", "sparc"), Why.NO_ARCHITECTURE);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aTypedPriceStandsInUntilTheListHasOne() {
        Place place = place("Hosting", "ml.g5.xlarge");
        int id = service.save(0, draft(place, "1.408"));
        Prices.Table table = prices.of(REGION);
        assertThat(table.isTyped("Hosting", "ml.g5.xlarge")).isTrue();
        assertThat(table.offer("Hosting", "ml.g5.xlarge").orElseThrow().usdPerHour())
                .isEqualByComparingTo("1.408");
        assertThat(table.spec("ml.g5.xlarge").orElseThrow().gpuMemoryGibEach()).isEqualTo(24);
        assertThatExceptionOfType(PriceRefused.class)
                .isThrownBy(() -> service.save(0, draft(place, "2")))
                .satisfies(problem -> assertThat(problem.why()).isEqualTo(Why.TYPED_ALREADY));

        int changed = service.save(id, draft(place, "1.5"));
        assertThat(changed).isNotEqualTo(id);
        assertThat(service.find(place).orElseThrow().what().usdPerHour()).isEqualByComparingTo("1.5");
        assertThat(database.jdbc()
                        .sql("select count(*) from ml_price_typed")
                        .query(Integer.class)
                        .single())
                .as("what findings rested on stays")
                .isEqualTo(2);
        // somebody else still looks at the first one
        assertThatThrownBy(() -> service.save(id, draft(place, "3"))).isInstanceOf(StaleEdit.class);
        assertThatThrownBy(() -> service.remove(id)).isInstanceOf(StaleEdit.class);
        assertThatExceptionOfType(PriceRefused.class)
                .isThrownBy(() -> service.save(changed, draft(place("Notebook", "ml.g5.xlarge"), "3")))
                .satisfies(problem -> assertThat(problem.why()).isEqualTo(Why.OF_ANOTHER_TYPE));
        assertThat(service.find(place)).isPresent();

        rows.prices();
        database.jdbc()
                .sql(
                        "insert into ml_price select 7, 'Hosting', 'ml.g5.xlarge', 1.4, null, 4, 16, 1, 24, 'NVIDIA A10G', 'x86_64'")
                .update();
        assertThat(service.all())
                .singleElement()
                .satisfies(one -> assertThat(one.inList()).isTrue());
        assertThat(prices.of(REGION).isTyped("Hosting", "ml.g5.xlarge")).isFalse();

        service.remove(changed);
        assertThat(service.all()).isEmpty();
        assertThat(database.jdbc().sql("""
                                select action from journal where subject = 'price:eu-central-1/Hosting/ml.g5.xlarge'
                                   and id > (select max(id) - 3 from journal) order by id
                                """).query(String.class).list())
                .isEqualTo(List.of("price-typed", "price-changed", "price-removed"));
        assertThat(subjects.names(Set.of("eu-central-1/Hosting/ml.g5.xlarge", "7")))
                .containsExactly(java.util.Map.entry(
                        "eu-central-1/Hosting/ml.g5.xlarge", "Price of ml.g5.xlarge, Hosting, eu-central-1"));
        assertThat(subjects.address("x")).contains(EfficiencyLinks.PRICES);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void whatWorkloadsUseAtNoKnownPriceIsMissing() {
        rows.endpoint("tide").add();
        rows.endpoint("reef").add();
        long gone = rows.endpoint("gone").add();
        database.jdbc()
                .sql("update ml_workload set gone_at = now() where id = :id")
                .param("id", gone)
                .update();
        assertThat(service.missing()).containsExactly(new MissingPrice(place("Hosting", "ml.m5.4xlarge"), 2, null));
        rows.prices();
        assertThat(service.missing()).isEmpty();
        database.jdbc().sql("update ml_price set component = 'Notebook'").update();
        assertThat(service.missing()).singleElement().satisfies(one -> {
            assertThat(one.place().component()).isEqualTo("Hosting");
            assertThat(one.spec()).isNotNull();
            assertThat(one.spec().vcpus()).isEqualTo(16);
        });
    }
}
