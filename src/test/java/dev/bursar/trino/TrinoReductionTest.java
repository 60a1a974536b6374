package dev.bursar.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.billingdata.engine.EngineFailure;
import dev.bursar.billingdata.engine.EngineProofContract;
import dev.bursar.billingdata.engine.LineEngine;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Trino makes of a delivery's lines is what DuckDB makes of them. */
@Tag("engines")
class TrinoReductionTest extends EngineProofContract {
    @TempDir
    static Path home;

    private static TestTrino trino;

    @BeforeAll
    static void start() throws Exception {
        trino = TestTrino.start(home);
    }

    @AfterAll
    static void stop() {
        if (trino != null) {
            trino.close();
        }
    }

    @Override
    protected LineEngine engine() {
        return new TrinoEngine(trino.settings());
    }

    @Override
    protected int bytesChanged() {
        return 10;
    }

    @Test
    void whatTrinoRefusesIsOfAKind() {
        var engine = engine();
        var statement = new LineEngine.Statement("x".repeat(32), LineEngine.Watch.NONE);
        assertThatThrownBy(() -> engine.ask("select * from nowhere.nothing.there", statement))
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> assertThat(failure.fact().kind()).isEqualTo(EngineFailure.Kind.NO_PLACE));
        var cancelled = new LineEngine.Statement("x".repeat(32), new LineEngine.Watch() {
            @Override
            public boolean cancelled() {
                return true;
            }
        });
        assertThatThrownBy(() -> engine.ask(
                        "select count(*) from unnest(sequence(1, 10000)) a(x), unnest(sequence(1, 10000)) b(x),"
                                + " unnest(sequence(1, 10000)) c(x) where a.x * b.x = c.x",
                        cancelled))
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> assertThat(failure.fact().kind()).isEqualTo(EngineFailure.Kind.CANCELLED_THERE));
    }
}
