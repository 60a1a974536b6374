package dev.bursar.billingdata.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.read.ReadProgress.Step;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancelTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"1,csv", "2,csv", "3,csv", "4,csv", "1,parquet", "2,parquet", "5,parquet", "9,parquet"})
    void askedAtAnyMomentItLeavesNothing(int look, String container) throws IOException {
        var looks = new AtomicInteger();
        Path file = file(container);
        assertThatThrownBy(() -> read(file, charge -> {}, new ReadListener() {
                    @Override
                    public boolean cancelled() {
                        return looks.incrementAndGet() >= look;
                    }
                }))
                .isInstanceOf(ReadCancelled.class);
        assertNothingIsLeft();
    }

    @Test
    void anInterruptCancels() throws IOException {
        Path file = file("parquet");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> read(file, charge -> {}, ReadListener.NONE)).isInstanceOf(ReadCancelled.class);
        assertThat(Thread.interrupted()).isTrue();
        assertNothingIsLeft();
    }

    @Test
    void aLongStatementIsEndedWhileItRuns() throws Exception {
        var steps = new AtomicInteger();
        var watch = new ReadListener() {
            @Override
            public void progress(ReadProgress progress) {
                steps.incrementAndGet();
            }

            @Override
            public boolean cancelled() {
                return steps.get() > 2;
            }
        };
        try (var own = new PrivateFolder(folder.resolve("work"), 100);
                var engine =
                        new DuckDbEngine(own.path(), List.of(), Readings.LIMITS, 100, new ReadReporter(watch, 1))) {
            assertThatThrownBy(() -> engine.query(
                            "select sum(hash(a.range) % 7) from range(10000000) a, range(10000000) b",
                            Step.CHECKING, 0, 0, rows -> {}))
                    .isInstanceOf(ReadCancelled.class);
        }
        assertNothingIsLeft();
    }

    @Test
    void whatTheTakerThrowsEndsTheReadingAndLeavesNothing() throws IOException {
        var full = new IllegalStateException("full");
        Path file = file("parquet");
        assertThatThrownBy(() -> read(
                        file,
                        charge -> {
                            throw full;
                        },
                        ReadListener.NONE))
                .isSameAs(full);
        assertNothingIsLeft();
    }

    private Path file(String container) {
        var lines = ChargeLinesFile.random(LineFormat.FOCUS, 3, 100);
        return container.equals("csv") ? lines.csv(folder.resolve("lines")) : lines.parquet(folder.resolve("lines"));
    }

    private void read(Path file, ChargeSink sink, ReadListener watch) throws IOException {
        new ChargeFileReader(folder.resolve("work"), Readings.LIMITS)
                .read(Readings.delivery(file), Set.of(), sink, watch);
    }

    private void assertNothingIsLeft() throws IOException {
        if (Files.exists(folder.resolve("work"))) {
            assertThat(Readings.left(folder)).isEmpty();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("duckdb"));
    }
}
