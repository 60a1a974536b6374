package dev.bursar.billingdata.engine;

import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The reading by an engine, with DuckDB in the engine's place. */
class EngineReadingTest extends EngineProofContract {
    private DuckDbLineEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = new DuckDbLineEngine(Files.createDirectories(work.resolve("results")));
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Override
    protected LineEngine engine() {
        return engine;
    }

    @Override
    protected int bytesChanged() {
        return 12;
    }
}
