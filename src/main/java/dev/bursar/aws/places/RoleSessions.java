package dev.bursar.aws.places;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.bursar.setup.spi.MemberRole;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/**
 * Sessions of roles in member accounts. One serves all Regions of its account and is renewed shortly before it ends; which STS
 * answers is said by the caller, who meters it.
 */
@Component
class RoleSessions {
    private static final String NAME = "bursar";
    private static final int MOST = 500;
    private static final Duration UNUSED = Duration.ofHours(2);

    private record Key(String account, MemberRole role) {}

    private final Cache<Key, StsAssumeRoleCredentialsProvider> sessions = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterAccess(UNUSED)
            .scheduler(Scheduler.systemScheduler())
            .removalListener(
                    (@Nullable Key key, @Nullable StsAssumeRoleCredentialsProvider session, RemovalCause cause) -> {
                        if (session != null) {
                            session.close();
                        }
                    })
            .build();

    /**
     * The session of the role, begun when it is first asked for credentials.
     *
     * @param sts makes the client that a new session asks
     */
    AwsCredentialsProvider of(String account, MemberRole role, UnaryOperator<StsClient> sts, StsClient real) {
        return sessions.get(
                new Key(account, role),
                key -> StsAssumeRoleCredentialsProvider.builder()
                        .stsClient(sts.apply(real))
                        // without a duration: a role that was assumed by a role gets an hour at most
                        .refreshRequest(request -> request.roleArn("arn:aws:iam::" + account + ":role/" + role.name())
                                .roleSessionName(NAME)
                                .externalId(role.externalId()))
                        .build());
    }

    /** The next request begins a new session: whether the role still lets us in. */
    void end(String account, MemberRole role) {
        sessions.invalidate(new Key(account, role));
    }
}
