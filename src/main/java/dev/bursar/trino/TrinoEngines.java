package dev.bursar.trino;

import dev.bursar.billingdata.engine.LineEngine;
import dev.bursar.billingdata.engine.LineEngines;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Gives Trino where the environment says where it is. */
@Component
class TrinoEngines implements LineEngines {
    private final Environment environment;

    TrinoEngines(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<LineEngine> engine() {
        return TrinoSettings.of(environment).map(TrinoEngine::new);
    }
}
