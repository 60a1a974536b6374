package dev.bursar.aws;

import dev.bursar.aws.AwsClients.OwnCredentials.Missing;
import dev.bursar.aws.AwsClients.UnreadableAnswers.Unreadable;
import dev.bursar.aws.AwsProblem.Credentials;
import dev.bursar.aws.AwsProblem.CredentialsRejected;
import dev.bursar.aws.AwsProblem.InternalError;
import dev.bursar.aws.AwsProblem.ListChanging;
import dev.bursar.aws.AwsProblem.NoLonger;
import dev.bursar.aws.AwsProblem.NotAws;
import dev.bursar.aws.AwsProblem.NotReached;
import dev.bursar.aws.AwsProblem.NotYet;
import dev.bursar.aws.AwsProblem.Refused;
import dev.bursar.aws.AwsProblem.RequestRejected;
import dev.bursar.aws.AwsProblem.Throttled;
import dev.bursar.aws.AwsProblem.UnexpectedFormat;
import dev.bursar.kernel.CancellableCall;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.model.InvalidInputException;

/**
 * Sends a request at a bounded pace and tries it again with jitter when AWS is busy. The SDK would not: it makes one attempt on
 * Cost Explorer's LimitExceededException. What can't be helped by waiting becomes a {@link SourceProblem} with what to do.
 */
public class RetriedRequests {
    private static final Logger log = LoggerFactory.getLogger(RetriedRequests.class);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final int ATTEMPTS_AT_FAULTS = 5;
    private static final Set<String> BUSY = Set.of(
            "LimitExceededException",
            "ThrottlingException",
            "Throttling",
            "ThrottledException",
            "TooManyRequestsException",
            "RequestLimitExceeded",
            "SlowDown");
    private static final Set<String> EXPIRED = Set.of(
            "ExpiredTokenException",
            "ExpiredToken",
            "RequestExpired",
            "UnrecognizedClientException",
            "InvalidClientTokenId",
            "InvalidAccessKeyId",
            "InvalidToken",
            "InvalidSignatureException",
            "SignatureDoesNotMatch",
            "IncompleteSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationTokenException",
            "MissingAuthenticationToken");
    private static final Set<String> DENIED =
            Set.of("AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "UnauthorizedException");
    private static final Set<String> STALE_PAGE = Set.of(
            "InvalidNextTokenException",
            "InvalidNextToken",
            "ExpiredNextTokenException",
            "PaginationTokenExpiredException",
            "RequestChangedException");
    private static final Pattern PAGE_TOKEN = Pattern.compile("(?i)(next|pagination) ?token");
    private static final int STARTS = 4;

    private final AwsSettings settings;
    private final Pace pace;

    /** @param perSecond how many requests a second, asked before each of them: it may change at any time */
    public RetriedRequests(AwsSettings settings, IntSupplier perSecond) {
        this.settings = settings;
        this.pace = new Pace(perSecond);
    }

    /**
     * @param permission the IAM action that the request needs, such as {@code ce:GetCostAndUsage}; it also names the API
     * @param account who is asked, for the meter
     */
    public <T> T send(String permission, String account, BigDecimal priceUsd, RequestMeter meter, Supplier<T> request) {
        return send(permission, account, "", priceUsd, meter, RetriedRequests::problem, request);
    }

    /**
     * @param region that is asked, for the meter; empty for an API without Regions
     * @param problem says what AWS refused, in place of the sentences about Bursar's own credentials
     */
    public <T> T send(
            String permission,
            String account,
            String region,
            BigDecimal priceUsd,
            RequestMeter meter,
            BiFunction<String, SdkException, SourceProblem> problem,
            Supplier<T> request) {
        return send(
                permission,
                account,
                region,
                priceUsd,
                meter,
                problem,
                () -> awaited(meter, () -> sent(request)),
                ATTEMPTS_AT_FAULTS);
    }

    /**
     * Sends a request that changes something in AWS, free of charge: again only where AWS says that it was too busy to do it, never
     * where nobody knows whether it was done. Its answer is waited for, whoever asks the run to stop.
     */
    public <T> T write(
            String permission,
            String account,
            String region,
            RequestMeter meter,
            BiFunction<String, SdkException, SourceProblem> problem,
            Supplier<T> request) {
        return send(permission, account, region, BigDecimal.ZERO, meter, problem, () -> sent(request), 1);
    }

    private <T> T send(
            String permission,
            String account,
            String region,
            BigDecimal priceUsd,
            RequestMeter meter,
            BiFunction<String, SdkException, SourceProblem> problem,
            Supplier<T> request,
            int atFaults) {
        for (int attempt = 1; ; attempt++) {
            awaited(meter, () -> {
                pace.await();
                return true;
            });
            try {
                return meter.send(permission, account, region, priceUsd, RetriedRequests::refused, request);
            } catch (SdkException e) {
                int most = busy(e) ? settings.attempts() : fault(e) ? atFaults : 1;
                if (attempt >= most) {
                    throw problem.apply(permission, e);
                }
                log.debug("{} attempt {}: {}", permission, attempt, e.getMessage());
                long pause = pause(attempt);
                awaited(meter, () -> {
                    Thread.sleep(pause);
                    return true;
                });
            }
        }
    }

    /** The SDK lets pass what the JDK's client throws where an answer is not even HTTP. */
    private static <T> T sent(Supplier<T> request) {
        try {
            return request.get();
        } catch (UncheckedIOException e) {
            throw SdkClientException.create("The answer is not HTTP", e);
        }
    }

    public static boolean is(SdkException e, String... codes) {
        return e instanceof AwsServiceException service && Set.of(codes).contains(code(service));
    }

    /** Whether the token of a list's next page has become invalid, so that the list has to be asked for from its start. */
    static boolean isStalePage(SourceProblem e) {
        return e.getCause() instanceof SdkException cause && isStalePage(cause);
    }

    public static boolean isStalePage(SdkException e) {
        return e instanceof AwsServiceException service
                        && (STALE_PAGE.contains(code(service)) || isTokenRejected(service))
                || e instanceof InvalidInputException input && "INVALID_NEXT_TOKEN".equals(input.reasonAsString());
    }

    /** SageMaker has no error of its own for a token that is no good. */
    private static boolean isTokenRejected(AwsServiceException e) {
        return code(e).equals("ValidationException")
                && e.awsErrorDetails().errorMessage() instanceof String message
                && PAGE_TOKEN.matcher(message).find();
    }

    /** Reads a list page by page, from its start again where a token went stale; a few times, for tokens live long enough. */
    public static <T> T fromFirstPage(Supplier<T> pages) {
        for (int start = 1; ; start++) {
            try {
                return pages.get();
            } catch (SourceProblem e) {
                if (start == STARTS || !isStalePage(e)) {
                    throw e;
                }
            }
        }
    }

    private long pause(int attempt) {
        long longest = Math.min(LONGEST.toMillis(), settings.backoff().toMillis() << Math.min(attempt - 1, 10));
        return longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
    }

    /** What may take long, as long as the meter's run goes on. */
    private static <T> T awaited(RequestMeter meter, Callable<T> call) {
        try {
            return CancellableCall.of(call, meter::look);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for AWS", e);
        }
    }

    /** AWS said no, or never heard the question. */
    private static boolean refused(RuntimeException e) {
        return e instanceof AwsServiceException
                || among(e, Missing.class).isPresent()
                || among(e, ConnectException.class).isPresent()
                || among(e, UnknownHostException.class).isPresent();
    }

    public static boolean busy(SdkException e) {
        return e instanceof AwsServiceException service
                && (BUSY.contains(code(service)) || service.statusCode() == 429);
    }

    /** AWS's own fault, or an answer that didn't arrive or can't be read. */
    public static boolean fault(SdkException e) {
        return e instanceof AwsServiceException service
                ? ownFault(service)
                : e instanceof ApiCallTimeoutException
                        || among(e, IOException.class).isPresent()
                        || unreadable(e);
    }

    private static boolean ownFault(AwsServiceException e) {
        return e.statusCode() >= 500 && e.statusCode() != HttpURLConnection.HTTP_NOT_IMPLEMENTED;
    }

    public static <T extends Throwable> Optional<T> among(Throwable e, Class<T> causes) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (causes.isInstance(cause)) {
                return Optional.of(causes.cast(cause));
            }
        }
        return Optional.empty();
    }

    /** Whether AWS may have done what a request asked for: no answer says that it hasn't. */
    public static boolean mayBeDone(SdkException e) {
        return !busy(e) && !refused(e) || e instanceof AwsServiceException service && ownFault(service);
    }

    public static boolean unreadable(SdkException e) {
        return e instanceof Unreadable;
    }

    /** About Bursar's own credentials. */
    public static SourceProblem problem(String permission, SdkException e) {
        if (e instanceof AwsServiceException service) {
            String code = code(service);
            if (busy(service)) {
                return new SourceProblem(Kind.LIMITED, new Throttled(permission), e);
            }
            if (EXPIRED.contains(code)) {
                return new SourceProblem(Kind.CREDENTIALS, new CredentialsRejected(code), e);
            }
            if (isStalePage(service)) {
                return new SourceProblem(Kind.UNAVAILABLE, new ListChanging(permission), e);
            }
            if (denied(service)) {
                return new SourceProblem(Kind.ACCESS_DENIED, new Refused(permission), e);
            }
            if (code.equals("DataUnavailableException")) {
                return new SourceProblem(Kind.UNAVAILABLE, new NotYet(permission), e);
            }
            if (code.equals("BillExpirationException")) {
                return new SourceProblem(Kind.BAD_QUESTION, new NoLonger(permission), e);
            }
            if (ownFault(service)) {
                return new SourceProblem(Kind.UNAVAILABLE, new InternalError(permission, service.statusCode()), e);
            }
            if (code.isEmpty()) {
                return new SourceProblem(Kind.BAD_ANSWER, new NotAws(permission, service.statusCode()), e);
            }
            return new SourceProblem(Kind.BAD_QUESTION, new RequestRejected(permission, code), e);
        }
        Optional<Missing> missing = among(e, Missing.class);
        if (missing.isPresent()) {
            return new SourceProblem(
                    Kind.CREDENTIALS, missing.get().haveExpired() ? Credentials.EXPIRED : Credentials.MISSING, e);
        }
        if (unreadable(e)) {
            return new SourceProblem(Kind.BAD_ANSWER, new UnexpectedFormat(permission), e);
        }
        return new SourceProblem(Kind.UNAVAILABLE, new NotReached(permission), e);
    }

    /** Whether AWS takes the credentials for expired, unknown or wrongly used. */
    public static boolean credentialsRejected(SdkException e) {
        return e instanceof AwsServiceException service && EXPIRED.contains(code(service));
    }

    /** Whether it is a permission that is missing. */
    public static boolean denied(SdkException e) {
        return e instanceof AwsServiceException service
                && (DENIED.contains(code(service)) || isRefused(service.statusCode()));
    }

    private static boolean isRefused(int status) {
        return status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN;
    }

    private static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }

    /**
     * Lets so many requests start in any window of a second, whenever it begins: AWS counts by its own clock. They start evenly, because a
     * pause that is saved up would let two follow each other at once.
     */
    static final class Pace {
        /** A little more than a second: requests take different times to AWS. */
        private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(1_050);

        private final IntSupplier perSecond;
        private final LongSupplier nanos;
        private final Pause pause;
        private final ReentrantLock lock = new ReentrantLock(true);
        private long last;

        /** Waits so long. */
        interface Pause {
            void nanos(long nanos) throws InterruptedException;
        }

        /** @param perSecond asked before each start: it may change at any time */
        Pace(IntSupplier perSecond) {
            this(perSecond, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
        }

        Pace(IntSupplier perSecond, LongSupplier nanos, Pause pause) {
            this.perSecond = perSecond;
            this.nanos = nanos;
            this.pause = pause;
            last = nanos.getAsLong() - WINDOW;
        }

        /** Returns when the next request may start; of several that wait, in their order. */
        void await() throws InterruptedException {
            lock.lockInterruptibly();
            try {
                long apart = WINDOW / Math.max(1, perSecond.getAsInt());
                for (long left; (left = last + apart - nanos.getAsLong()) > 0; ) {
                    pause.nanos(left);
                }
                last = nanos.getAsLong();
            } finally {
                lock.unlock();
            }
        }
    }
}
