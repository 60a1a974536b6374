package dev.bursar.testing;

import dev.bursar.aws.AwsEndpoint;
import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.organisation.Organisation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The simulated AWS beside a portal. */
@Configuration(proxyBeanMethods = false)
public class SimulatedOrganisation {
    @Bean
    Simulator simulator(TestClock clock) {
        return Simulator.start(Organisation.seeded(7, clock), clock, 0);
    }

    @Bean
    AwsEndpoint awsEndpoint(Simulator simulator) {
        return simulator::endpoint;
    }
}
