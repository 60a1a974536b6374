package dev.bursar.billingdata.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.read.ChargeLinesFile;
import dev.bursar.billingdata.read.LineFormat;
import dev.bursar.charges.spi.DeliveredCharge;
import module java.base;
import org.junit.jupiter.api.Test;

/** What is wrong with an engine's results is noticed, whichever engine it is: the reading proves them here. */
public abstract class EngineProofContract extends EngineReadingContract {
    /** In how many places a byte is changed, each in turn. */
    protected abstract int bytesChanged();

    @Test
    void aFileThatIsReplacedMeanwhileIsNoticed() throws IOException {
        Path file = ChargeLinesFile.random(LineFormat.FOCUS, 7, 100).parquet(delivery.resolve("a.parquet"));
        var engine = new Wrapped(engine()) {
            @Override
            void unloaded(Path folder) throws IOException {
                Files.delete(file);
                ChargeLinesFile.random(LineFormat.FOCUS, 9, 100).parquet(file);
            }
        };
        assertThatThrownBy(() -> byEngine(engine, Set.of())).isInstanceOf(DeliveryReplaced.class);
    }

    @Test
    void oneLineThatIsAddedUpOtherwiseBreaksTheProof() throws IOException {
        ChargeLinesFile.random(LineFormat.FOCUS, 7, 400).parquet(delivery.resolve("a.parquet"));
        for (Map.Entry<String, String> change : Map.of(
                        "sum(BilledCost) as",
                                "sum(BilledCost) + case when ResourceId is null then 0.0000000001 else 0 end as",
                        "from lines", "from (select * from lines union all (select * from lines limit 1))")
                .entrySet()) {
            var engine = new Wrapped(engine()) {
                @Override
                String changed(String query) {
                    return query.replace(change.getKey(), change.getValue());
                }
            };
            assertThatThrownBy(() -> byEngine(engine, Set.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("don't add up");
        }
    }

    @Test
    void aRowThatChangedInAResultIsRefused() throws IOException {
        ChargeLinesFile.random(LineFormat.FOCUS, 7, 400).parquet(delivery.resolve("a.parquet"));
        for (String column : List.of("account", "service_name", "x_UsageType")) {
            var engine = new Wrapped(engine()) {
                @Override
                void unloaded(Path folder) throws IOException {
                    for (Path file : files(folder)) {
                        rewrite(file, column);
                    }
                }
            };
            assertThatThrownBy(() -> byEngine(engine, Set.of()))
                    .as(column)
                    .isInstanceOfSatisfying(
                            EngineFailure.class,
                            failure -> assertThat(failure.fact().kind()).isEqualTo(EngineFailure.Kind.DAMAGED));
        }
    }

    /** A byte that decides nothing, as one of statistics that nobody reads, may change. */
    @Test
    void aByteThatChangedInAResultChangesNoCharge() throws IOException {
        ChargeLinesFile.random(LineFormat.FOCUS, 7, 60).parquet(delivery.resolve("a.parquet"));
        List<DeliveredCharge> right = byEngine(engine(), Set.of()).charges();
        Map<String, byte[]> kept = new HashMap<>();
        int refused = 0;
        int tried = 0;
        for (int place = 0; place < bytesChanged(); place++) {
            double at = (place + 0.5) / bytesChanged();
            var engine = new Wrapped(engine()) {
                @Override
                void unloaded(Path folder) throws IOException {
                    for (Path file : files(folder)) {
                        byte[] bytes = Files.readAllBytes(file);
                        kept.put(folder.toString(), bytes.clone());
                        bytes[(int) (bytes.length * at)] ^= 0x10;
                        Files.write(file, bytes);
                    }
                }
            };
            tried++;
            try {
                assertThat(byEngine(engine, Set.of()).charges()).isEqualTo(right);
            } catch (EngineFailure | IllegalStateException e) {
                refused++;
            }
        }
        assertThat(kept).isNotEmpty();
        assertThat(refused).isGreaterThan(tried / 2);
    }
}
