package dev.bursar.aws.athena;

import dev.bursar.aws.AwsClients;
import dev.bursar.aws.AwsSettings;
import dev.bursar.aws.Payer;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.billingdata.engine.LineEngines;
import dev.bursar.billingdata.engine.MeteredQueries;
import dev.bursar.files.ObjectStores;
import dev.bursar.sync.run.ManualRequests;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Without a place for results there is no Athena, and nothing of it is written in AWS. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${bursar.athena.results:}'.isEmpty()")
@EnableConfigurationProperties(AthenaSettings.class)
class AthenaConfiguration {
    /** AWS allows 20 new queries a second and more questions about them. */
    private static final int REQUESTS_PER_SECOND = 10;

    private static final int SIMULATED_PER_SECOND = 1_000;

    /** The simulated AWS's queries go on whenever they are looked at. */
    private static final int SIMULATED_IS_FASTER = 10;

    @Bean
    AthenaClient athenaClient(AwsClients clients, AwsCredentialsProvider credentials, AthenaSettings settings) {
        return clients.client(AthenaClient.builder(), credentials, Region.of(settings.region()));
    }

    @Bean
    LineEngines athenaEngines(
            AthenaClient client,
            AthenaSettings settings,
            AwsClients clients,
            AwsSettings aws,
            Payer payer,
            List<ObjectStores> stores,
            ManualRequests requests,
            MeteredQueries queries,
            Clock clock) {
        boolean simulated = clients.isSimulated();
        int perSecond = simulated ? SIMULATED_PER_SECOND : REQUESTS_PER_SECOND;
        var attempts = new RetriedRequests(aws, () -> perSecond);
        var engine = new AthenaEngine(
                new AthenaRequests(client, settings, attempts, payer, stores, requests, queries),
                settings,
                clock,
                millis -> Thread.sleep(simulated ? millis / SIMULATED_IS_FASTER : millis));
        return () -> Optional.of(engine);
    }
}
