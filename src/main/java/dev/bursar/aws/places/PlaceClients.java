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
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Sends requests to an account and Region: with the credentials that open it, at a pace of its own for each API, metered with
 * account and Region. Clients and sessions are made when they are needed, and closed when they were not for a while.
 */
@Component
class PlaceClients {
    private static final int MOST_CLIENTS = 400;
    private static final int MOST_PACES = 20_000;
    private static final Duration UNUSED = Duration.ofMinutes(30);
    private static final int SIMULATED_PER_SECOND = 1_000;

    private record ClientKey(PlaceApi<?> api, Place place) {}

    private record PaceKey(PlaceApi<?> api, String account, String region) {}

    private final AwsClients clients;
    private final AwsSettings settings;
    private final AwsCredentialsProvider own;
    private final StsClient sts;
    private final RoleSessions sessions;

    private final Cache<ClientKey, CountedClient> made = Caffeine.newBuilder()
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(UNUSED)
            .scheduler(Scheduler.systemScheduler())
            .removalListener((@Nullable ClientKey key, @Nullable CountedClient client, RemovalCause cause) -> {
                if (client != null) {
                    client.drop();
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

    /** @param permission the IAM action that the list needs, such as {@code sagemaker:ListApps} */
    <C extends SdkClient> PlaceList<C> list(PlaceApi<C> api, Place place, String permission, RequestMeter meter) {
        return new PlaceList<>(this, api, place, permission, meter);
    }

    /**
     * Sends a request that is free.
     *
     * @param permission the IAM action that the request needs, such as {@code tag:GetResources}; it also names the API
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region
     */
    <C extends SdkClient, T> T send(
            PlaceApi<C> api, Place place, String permission, RequestMeter meter, Function<C, T> request) {
        return send(api, place, permission, BigDecimal.ZERO, meter, request);
    }

    /**
     * @param permission the IAM action that the request needs, such as {@code cloudwatch:GetMetricData}; it also names the API
     * @param priceUsd what AWS charges for the answer
     * @throws dev.bursar.sync.SourceProblem whose sentences name the account and the Region
     * @throws dev.bursar.sync.CapReached when the price would pass a cap; the request was not sent
     */
    <C extends SdkClient, T> T send(
            PlaceApi<C> api,
            Place place,
            String permission,
            BigDecimal priceUsd,
            RequestMeter meter,
            Function<C, T> request) {
        return with(
                api,
                place,
                client -> entered(
                        place,
                        meter,
                        () -> paced(api, place, permission, priceUsd, meter, () -> request.apply(client))));
    }

    /**
     * Sends a request that changes something: again only where AWS says that it didn't do it.
     *
     * @throws dev.bursar.sync.SourceProblem whose cause says whether AWS may have done it ({@link RetriedRequests#mayBeDone})
     */
    <C extends SdkClient, T> T write(
            PlaceApi<C> api, Place place, String permission, RequestMeter meter, Function<C, T> request) {
        return with(
                api,
                place,
                client -> entered(
                        place,
                        meter,
                        () -> pace(api, place)
                                .write(
                                        permission,
                                        place.account(),
                                        place.region(),
                                        meter,
                                        (action, e) -> PlaceProblems.of(place, action, e),
                                        () -> request.apply(client))));
    }

    /** With a client that nobody closes meanwhile, however many others are made. */
    private <C extends SdkClient, T> T with(PlaceApi<C> api, Place place, Function<C, T> work) {
        while (true) {
            CountedClient client = made.get(
                    new ClientKey(api, place),
                    key -> new CountedClient(api.maker().make(clients, credentials(place), Region.of(place.region()))));
            if (client.enter()) {
                return client.use(entered -> work.apply(api.type().cast(entered)));
            }
        }
    }

    private <T> T entered(Place place, RequestMeter meter, Supplier<T> request) {
        @Nullable MemberRole role = place.role();
        return role == null ? request.get() : inSession(place, role, meter, request);
    }

    /** A session that AWS rejects, whatever the clock says of its end, is dropped, and the request is sent once more in a new one. */
    private <T> T inSession(Place place, MemberRole role, RequestMeter meter, Supplier<T> request) {
        RoleSessions.Session session = sessions.of(place.account(), role);
        for (boolean again = false; ; again = true) {
            // before the request is counted: a role that was refused is no refused request
            session.renew(asked -> assume(place.in(PlaceProblems.ALWAYS_ON), asked, meter));
            AwsCredentials used = session.resolveCredentials();
            try {
                return request.get();
            } catch (SourceProblem e) {
                if (!PlaceProblems.isSessionRejected(place, e)) {
                    throw e;
                }
                session.drop(used);
                if (again) {
                    throw e;
                }
            }
        }
    }

    private Credentials assume(Place place, AssumeRoleRequest request, RequestMeter meter) {
        Credentials answer = paced(
                PlaceApi.STS,
                place,
                PlaceProblems.ASSUME_ROLE,
                BigDecimal.ZERO,
                meter,
                () -> sts.assumeRole(request).credentials());
        if (answer == null
                || answer.accessKeyId() == null
                || answer.secretAccessKey() == null
                || answer.sessionToken() == null
                || answer.expiration() == null) {
            throw PlaceProblems.bad(place, PlaceProblems.ASSUME_ROLE, "it has no credentials");
        }
        return answer;
    }

    private <T> T paced(
            PlaceApi<?> api,
            Place place,
            String permission,
            BigDecimal priceUsd,
            RequestMeter meter,
            Supplier<T> request) {
        return pace(api, place)
                .send(
                        permission,
                        place.account(),
                        place.region(),
                        priceUsd,
                        meter,
                        (action, e) -> PlaceProblems.of(place, action, e),
                        request);
    }

    private RetriedRequests pace(PlaceApi<?> api, Place place) {
        int perSecond = clients.isSimulated() ? SIMULATED_PER_SECOND : api.perSecond();
        return paces.get(
                new PaceKey(api, place.account(), place.region()),
                key -> new RetriedRequests(settings, () -> perSecond));
    }

    /** Looked up at each request: a client may outlive the session that it uses. */
    private AwsCredentialsProvider credentials(Place place) {
        @Nullable MemberRole role = place.role();
        // a client that is closed closes its credentials, where they can be closed
        return role == null
                ? own::resolveCredentials
                : () -> sessions.of(place.account(), role).resolveCredentials();
    }

    /** The next request to the account begins a new session. */
    void endSession(String account, MemberRole role) {
        sessions.of(account, role).end();
    }

    /** A client that is closed when nobody uses it any more: the SDK's fails all that is under way. */
    static final class CountedClient {
        private final SdkClient client;
        private int users;
        private boolean unwanted;

        CountedClient(SdkClient client) {
            this.client = client;
        }

        /** False where it is closed, or about to be. */
        synchronized boolean enter() {
            if (unwanted) {
                return false;
            }
            users++;
            return true;
        }

        /** Does what its user, who has entered, wants of it, and lets it go. */
        <T> T use(Function<SdkClient, T> work) {
            try {
                return work.apply(client);
            } finally {
                leave();
            }
        }

        private synchronized void leave() {
            users--;
            closeUnused();
        }

        /** Nobody gets it any more. */
        synchronized void drop() {
            unwanted = true;
            closeUnused();
        }

        private void closeUnused() {
            if (unwanted && users == 0) {
                client.close();
            }
        }
    }
}
