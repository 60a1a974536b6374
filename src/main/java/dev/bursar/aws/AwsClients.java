package dev.bursar.aws;

import dev.bursar.sync.settings.RequestPace;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.invoicing.InvoicingClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.pricing.PricingClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.savingsplans.SavingsplansClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.DateUtils;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the SDK's clients. They sign for us-east-1, where these services live (S3 finds its buckets' Regions by itself), and never retry by themselves: each attempt
 * goes through the request meter. AWS_ENDPOINT_URL and its kin are read by the SDK.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AwsSettings.class)
public class AwsClients {
    private final Optional<URI> endpoint;
    private final AwsSettings settings;

    AwsClients(ObjectProvider<AwsEndpoint> endpoint, AwsSettings settings) {
        // the JDK would silently send a request again whose connection broke: paid twice and metered once
        System.setProperty("sun.net.http.retryPost", "false");
        this.endpoint = Optional.ofNullable(endpoint.getIfAvailable()).map(AwsEndpoint::uri);
        this.settings = settings;
    }

    @Bean
    AwsCredentialsProvider awsCredentials() {
        return endpoint.isPresent()
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("simulated", "simulated"))
                : new OwnCredentials(DefaultCredentialsProvider.builder().build());
    }

    @Bean
    CostExplorerClient costExplorerClient(AwsCredentialsProvider credentials) {
        return client(CostExplorerClient.builder(), credentials);
    }

    @Bean
    BudgetsClient budgetsClient(AwsCredentialsProvider credentials) {
        return client(BudgetsClient.builder(), credentials);
    }

    @Bean
    InvoicingClient invoicingClient(AwsCredentialsProvider credentials) {
        return client(InvoicingClient.builder(), credentials);
    }

    @Bean
    OrganizationsClient organizationsClient(AwsCredentialsProvider credentials) {
        return client(OrganizationsClient.builder(), credentials);
    }

    @Bean
    PricingClient pricingClient(AwsCredentialsProvider credentials) {
        return client(PricingClient.builder(), credentials);
    }

    @Bean
    SavingsplansClient savingsplansClient(AwsCredentialsProvider credentials) {
        return client(SavingsplansClient.builder(), credentials);
    }

    @Bean
    StsClient stsClient(AwsCredentialsProvider credentials) {
        return client(StsClient.builder(), credentials);
    }

    /** Made only where something is read from S3. A bucket may lie in any Region; other endpoints address it by path. */
    @Bean
    @Lazy
    S3Client s3Client(AwsCredentialsProvider credentials) {
        return client(
                S3Client.builder()
                        .forcePathStyle(endpoint.isPresent()
                                || System.getenv("AWS_ENDPOINT_URL") != null
                                || System.getenv("AWS_ENDPOINT_URL_S3") != null)
                        .crossRegionAccessEnabled(true),
                credentials);
    }

    @Bean
    RetriedRequests attempts(RequestPace pace) {
        return new RetriedRequests(settings, pace::requestsPerSecond);
    }

    @Bean
    RequestPace.Default defaultPace() {
        Integer configured = settings.requestsPerSecond();
        if (configured != null) {
            return new RequestPace.Default(configured, "BURSAR_AWS_REQUESTS_PER_SECOND");
        }
        return new RequestPace.Default(isSimulated() ? 20 : 2, "Bursar\u2019s default");
    }

    /** Whether AWS's limits needn't be kept. An endpoint that the environment names may be a private one of AWS. */
    public boolean isSimulated() {
        return endpoint.isPresent();
    }

    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, AwsCredentialsProvider credentials) {
        return client(builder, credentials, Region.US_EAST_1, new RawAnswers());
    }

    /** A client that asks an API in that Region and reads what can be read of an answer. */
    public <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, AwsCredentialsProvider credentials, Region region) {
        return client(builder, credentials, region, new UnreadableTimes());
    }

    /** A client in that Region whose requests may keep the text of an answer, or say what is sent: {@link RawAnswers}. */
    public <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C rawClient(
            B builder, AwsCredentialsProvider credentials, Region region) {
        return client(builder, credentials, region, new RawAnswers());
    }

    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, AwsCredentialsProvider credentials, Region region, ExecutionInterceptor interceptor) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.region(region)
                .credentialsProvider(credentials)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallTimeout(settings.timeout())
                        .addExecutionInterceptor(interceptor)
                        .addExecutionInterceptor(new UnreadableAnswers())
                        .build())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .socketTimeout(settings.timeout())
                        .connectionTimeout(java.time.Duration.ofSeconds(10)))
                .build();
    }

    /** Bursar's credentials from wherever the SDK finds them. That it finds none has a type here, in place of the SDK's general one. */
    record OwnCredentials(AwsCredentialsProvider found) implements AwsCredentialsProvider, SdkAutoCloseable {
        @Override
        public AwsCredentials resolveCredentials() {
            try {
                return found.resolveCredentials();
            } catch (SdkClientException e) {
                throw new Missing(e);
            }
        }

        @Override
        public void close() {
            IoUtils.closeIfCloseable(found, null);
        }

        static final class Missing extends SdkClientException {
            Missing(SdkClientException cause) {
                super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
            }

            /** The SDK tells only by a sentence that there were credentials: a session of single sign-on or a token has ended. */
            boolean haveExpired() {
                return String.valueOf(getMessage()).contains("expired");
            }
        }
    }

    /** That an answer came but can't be read has a type here, in place of the SDK's general one. */
    static final class UnreadableAnswers implements ExecutionInterceptor {
        @Override
        public Throwable modifyException(Context.FailedExecution failed, ExecutionAttributes attributes) {
            return failed.httpResponse().isPresent()
                            && failed.exception() instanceof SdkClientException e
                            && !(e instanceof ApiCallTimeoutException)
                    ? new Unreadable(e)
                    : failed.exception();
        }

        static final class Unreadable extends SdkClientException {
            Unreadable(SdkClientException cause) {
                super(SdkClientException.builder().message(cause.getMessage()).cause(cause));
            }
        }
    }

    /**
     * Leaves times out of an answer that can't be read, because the SDK refuses the whole answer for one of them. Other members stay as they
     * are: a number or a list that is missing often means something, while a time that is missing is not known.
     */
    static final class UnreadableTimes implements ExecutionInterceptor {
        private static final Logger log = LoggerFactory.getLogger(UnreadableTimes.class);
        private static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();

        @Override
        public Optional<InputStream> modifyHttpResponseContent(
                Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
            Optional<InputStream> body = context.responseBody();
            boolean json = context.httpResponse()
                    .firstMatchingHeader("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            SdkPojo answer = context.httpResponse().isSuccessful() && json && body.isPresent()
                    ? answer(context.request().getClass())
                    : null;
            if (answer == null || body.isEmpty()) {
                return body;
            }
            try (InputStream stream = body.get()) {
                return Optional.of(new ByteArrayInputStream(readable(stream.readAllBytes(), answer)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** What the SDK knows of the answer to a request; null where its classes are named otherwise than the SDK names them. */
        private static @Nullable SdkPojo answer(Class<?> request) {
            String name = request.getName().replaceFirst("Request$", "Response");
            try {
                Object builder = Class.forName(name, false, request.getClassLoader())
                        .getMethod("builder")
                        .invoke(null);
                return builder instanceof SdkPojo answer ? answer : null;
            } catch (ReflectiveOperationException e) {
                return null;
            }
        }

        /** The same bytes where nothing is left out. */
        static byte[] readable(byte[] bytes, SdkPojo answer) {
            try {
                JsonNode node = JSON.readTree(bytes);
                Set<String> left = new LinkedHashSet<>();
                clean(node, answer, left);
                if (left.isEmpty()) {
                    return bytes;
                }
                log.warn("Times that can\u2019t be read were left out of an answer: {}", left);
                return JSON.writeValueAsBytes(node);
            } catch (JacksonException e) {
                return bytes;
            }
        }

        private static void clean(JsonNode node, SdkPojo model, Set<String> left) {
            if (node instanceof ObjectNode object) {
                for (SdkField<?> field : model.sdkFields()) {
                    JsonNode member = object.get(field.locationName());
                    if (member == null || member.isNull() || field.location() != MarshallLocation.PAYLOAD) {
                        continue;
                    }
                    if (isUnreadable(member, field)) {
                        object.remove(field.locationName());
                        left.add(field.locationName());
                    } else {
                        cleanWithin(member, field, left);
                    }
                }
            }
        }

        private static void cleanWithin(JsonNode node, SdkField<?> field, Set<String> left) {
            MarshallingType<?> type = field.marshallingType();
            if (type == MarshallingType.SDK_POJO) {
                clean(node, field.constructor().get(), left);
            } else if (type == MarshallingType.LIST) {
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                node.values().forEach(item -> cleanWithin(item, member, left));
            } else if (type == MarshallingType.MAP) {
                SdkField<?> value = field.getTrait(MapTrait.class).valueFieldInfo();
                for (Map.Entry<String, JsonNode> item : List.copyOf(node.properties())) {
                    cleanWithin(item.getValue(), value, left);
                }
            }
        }

        private static boolean isUnreadable(JsonNode node, SdkField<?> field) {
            if (field.marshallingType() != MarshallingType.INSTANT) {
                return false;
            }
            if (!node.isValueNode()) {
                return true;
            }
            TimestampFormatTrait format = field.getTrait(TimestampFormatTrait.class);
            String text = node.asString();
            try {
                switch (format == null ? TimestampFormatTrait.Format.UNIX_TIMESTAMP : format.format()) {
                    case ISO_8601 -> DateUtils.parseIso8601Date(text);
                    case RFC_822 -> DateUtils.parseRfc822Date(text);
                    case UNIX_TIMESTAMP -> DateUtils.parseUnixTimestampInstant(text);
                    case UNIX_TIMESTAMP_MILLIS -> DateUtils.parseUnixTimestampMillisInstant(text);
                    default -> {}
                }
                return false;
            } catch (RuntimeException e) {
                return true;
            }
        }
    }
}
