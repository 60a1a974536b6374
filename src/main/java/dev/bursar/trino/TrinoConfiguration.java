package dev.bursar.trino;

import dev.bursar.billingdata.engine.LineEngines;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Without an address there is no Trino. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${bursar.trino.url:}'.isEmpty()")
class TrinoConfiguration {
    @Bean
    LineEngines trinoEngines(Environment environment) {
        Optional<TrinoEngine> engine = TrinoSettings.of(environment).map(TrinoEngine::new);
        return () -> engine.map(one -> one);
    }
}
