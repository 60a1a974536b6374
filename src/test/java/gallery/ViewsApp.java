package gallery;

import dev.bursar.Bursar;
import dev.bursar.aws.AwsEndpoint;
import dev.bursar.simulator.Organisation;
import dev.bursar.simulator.Simulator;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The portal on a simulated AWS, to be looked at: with the profile demo and a folder under /tmp. */
public final class ViewsApp {
    private ViewsApp() {}

    public static void main(String[] args) {
        SpringApplication.run(new Class<?>[] {Bursar.class, Simulated.class}, args);
    }

    @Configuration(proxyBeanMethods = false)
    static class Simulated {
        @Bean
        Simulator simulator(Clock clock) {
            return Simulator.start(Organisation.seeded(7, clock), clock, 0);
        }

        @Bean
        AwsEndpoint awsEndpoint(Simulator simulator) {
            return simulator::endpoint;
        }
    }
}
