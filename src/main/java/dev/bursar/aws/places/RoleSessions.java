package dev.bursar.aws.places;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Sessions of roles in member accounts. One serves all Regions of its account. The SDK's own provider would ask STS without the
 * meter of the run whose request needs the session.
 */
@Component
class RoleSessions {
    private static final String NAME = "bursar";
    private static final int MOST = 5_000;
    private static final Duration UNUSED = Duration.ofHours(2);
    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);

    private record Key(String account, MemberRole role) {}

    private final Clock clock;
    private final Cache<Key, Session> sessions =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(UNUSED).build();

    RoleSessions(Clock clock) {
        this.clock = clock;
    }

    Session of(String account, MemberRole role) {
        return sessions.get(new Key(account, role), key -> new Session(account, role, clock));
    }

    /** The credentials of one role, as long as they are good. */
    static final class Session implements AwsCredentialsProvider {
        private final String account;
        private final MemberRole role;
        private final Clock clock;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable AwsCredentials credentials;
        private volatile Instant renewedFrom = Instant.MIN;

        Session(String account, MemberRole role, Clock clock) {
            this.account = account;
            this.role = role;
            this.clock = clock;
        }

        /** Begins it, or renews it shortly before its end; of several who need that, one asks and the others wait. */
        void renew(Function<AssumeRoleRequest, Credentials> sts) {
            if (clock.instant().isBefore(renewedFrom)) {
                return;
            }
            lock.lock();
            try {
                if (clock.instant().isBefore(renewedFrom)) {
                    return;
                }
                Credentials answer = asked(sts);
                credentials = AwsSessionCredentials.create(
                        answer.accessKeyId(), answer.secretAccessKey(), answer.sessionToken());
                renewedFrom = answer.expiration().minus(BEFORE_ITS_END);
            } finally {
                lock.unlock();
            }
        }

        private Credentials asked(Function<AssumeRoleRequest, Credentials> sts) {
            // without a duration: a role that was assumed by a role gets an hour at most
            AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                    .roleArn("arn:aws:iam::" + account + ":role/" + role.name())
                    .roleSessionName(NAME)
                    .externalId(role.externalId());
            MemberRole.@Nullable Use use = role.use();
            if (use == null) {
                return sts.apply(request.build());
            }
            request.roleSessionName(use.session()).policy(use.policy());
            try {
                return sts.apply(request.sourceIdentity(use.sourceIdentity()).build());
            } catch (SourceProblem e) {
                if (e.kind() != SourceProblem.Kind.ACCESS_DENIED) {
                    throw e;
                }
                // AWS doesn't say what of the request it refuses: the trust policy may lack sts:SetSourceIdentity
                return sts.apply(request.sourceIdentity(null).build());
            }
        }

        /** Has the next request begin a new one, unless another request has done so already. */
        void drop(AwsCredentials rejected) {
            lock.lock();
            try {
                if (credentials == rejected) {
                    end();
                }
            } finally {
                lock.unlock();
            }
        }

        /** Has the next request begin a new one: whether the role still lets us in. */
        void end() {
            renewedFrom = Instant.MIN;
        }

        @Override
        public AwsCredentials resolveCredentials() {
            AwsCredentials known = credentials;
            if (known == null) {
                throw new IllegalStateException("No session in account " + account);
            }
            return known;
        }
    }
}
