package dev.bursar.aws.places;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.bursar.aws.AwsClients;
import dev.bursar.aws.AwsSettings;
import dev.bursar.aws.RetriedRequests;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.RequestMeter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * Sends free requests to an account and Region: with the credentials that open it, at a pace of its own for each API, metered with
 * account and Region. Clients and sessions are made when they are needed, and closed when they were not for a while.
 */
@Component
class PlaceClients {
    private static final int MOST_CLIENTS = 400;
    private static final int MOST_PACES = 20_000;
    private static final Duration UNUSED = Duration.ofMinutes(30);
    private static final int ELSEWHERE_PER_SECOND = 1_000;

    /** Whose request it is for which a session begins or is renewed. */
    private static final ScopedValue<RequestMeter> METER = ScopedValue.newInstance();

    private record ClientKey(PlaceApi<?> api, Place place) {}

    private record PaceKey(PlaceApi<?> api, String account, String region) {}

    private final AwsClients clients;
    private final AwsSettings settings;
    private final AwsCredentialsProvider own;
    private final StsClient sts;
    private final RoleSessions sessions;

    private final Cache<ClientKey, SdkClient> made = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(UNUSED)
            .scheduler(Scheduler.systemScheduler())
            .removalListener((@Nullable ClientKey key, @Nullable SdkClient client, RemovalCause cause) -> {
                if (client != null) {
                    client.close();
                }
            })
            .build();
    private final Cache<PaceKey, RetriedRequests> paces = Caffeine.newBuilder()
            .maximumSize(MOST_PACES)
            .expireAfterAccess(UNUSED)
            .build();

    PlaceClients(
            AwsClients clients,
            AwsSettings settings,
            AwsCredentialsProvider awsCredentials,
            StsClient stsClient,
            RoleSessions sessions) {
        this.clients = clients;
        this.settings = settings;
        this.own = awsCredentials;
        this.sts = stsClient;
        this.sessions = sessions;
    }

    /**
     * @param permission the IAM action that the request needs, such as {@code tag:GetResources}; it also names the API
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region
     */
    <C extends SdkClient, T> T send(
            PlaceApi<C> api, Place place, String permission, RequestMeter meter, Function<C, T> request) {
        AwsCredentialsProvider credentials = credentials(place);
        C client = api.type()
                .cast(made.get(
                        new ClientKey(api, place),
                        key -> api.maker().make(clients, credentials, Region.of(place.region()))));
        return ScopedValue.where(METER, meter).call(() -> {
            if (place.role() != null) {
                // before the request is counted, so that a refused role is no refused request
                credentials.resolveCredentials();
            }
            return paced(api, place, permission, meter, () -> request.apply(client));
        });
    }

    private <T> T paced(
            PlaceApi<?> api,
            Place place,
            String permission,
            RequestMeter meter,
            java.util.function.Supplier<T> request) {
        int perSecond = clients.isElsewhere() ? ELSEWHERE_PER_SECOND : api.perSecond();
        return paces.get(
                        new PaceKey(api, place.account(), place.region()),
                        key -> new RetriedRequests(settings, () -> perSecond))
                .send(
                        permission,
                        place.account(),
                        place.region(),
                        BigDecimal.ZERO,
                        meter,
                        (action, e) -> PlaceProblems.of(place, action, e),
                        request);
    }

    /** Looked up at each request: a client outlives the sessions that it uses. */
    private AwsCredentialsProvider credentials(Place place) {
        @Nullable MemberRole role = place.role();
        return role == null
                ? own
                : () -> sessions.of(
                                place.account(),
                                role,
                                real -> new MeteredSts(real, place.in(PlaceProblems.ALWAYS_ON)),
                                sts)
                        .resolveCredentials();
    }

    /** The next request to the account begins a new session. */
    void endSession(String account, MemberRole role) {
        sessions.end(account, role);
    }

    /** Meters and paces what a session asks when it begins or is renewed, in the request that needs it. */
    private final class MeteredSts implements StsClient {
        private final StsClient real;
        private final Place place;

        MeteredSts(StsClient real, Place place) {
            this.real = real;
            this.place = place;
        }

        @Override
        public AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
            return paced(PlaceApi.STS, place, PlaceProblems.ASSUME_ROLE, METER.get(), () -> real.assumeRole(request));
        }

        @Override
        public String serviceName() {
            return real.serviceName();
        }

        @Override
        public void close() {
            // the real client is everybody's
        }
    }
}
