package dev.bursar.aws.places;

import dev.bursar.aws.AwsText;
import dev.bursar.efficiency.spi.MlApp;
import dev.bursar.efficiency.spi.MlNotebook;
import dev.bursar.efficiency.spi.MlSource.Listed;
import dev.bursar.efficiency.spi.MlSource.Violation;
import dev.bursar.setup.spi.Place;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sagemaker.model.AppDetails;
import software.amazon.awssdk.services.sagemaker.model.EndpointSummary;
import software.amazon.awssdk.services.sagemaker.model.MonitoringExecutionSummary;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSummary;

/** Reads the lists of SageMaker; what has no name or ARN is left out and counted in the log. */
final class SageMakerReader {
    private static final Logger log = LoggerFactory.getLogger(SageMakerReader.class);
    private static final int LONGEST_ARN = 2_048;
    private static final int LONGEST_NAME = 256;
    private static final String DELETED = "Deleted";

    private SageMakerReader() {}

    static List<Listed> endpoints(List<EndpointSummary> summaries) {
        return read(
                summaries,
                one -> listed(
                        one.endpointName(),
                        one.endpointArn(),
                        one.endpointStatusAsString(),
                        one.creationTime(),
                        one.lastModifiedTime()));
    }

    static List<MlNotebook> notebooks(List<NotebookInstanceSummary> summaries) {
        return read(
                summaries.stream()
                        .filter(one -> !DELETED.equals(one.notebookInstanceStatusAsString()))
                        .toList(),
                one -> listed(
                                one.notebookInstanceName(),
                                one.notebookInstanceArn(),
                                one.notebookInstanceStatusAsString(),
                                one.creationTime(),
                                one.lastModifiedTime())
                        .map(listed -> new MlNotebook(
                                listed.name(),
                                listed.arn(),
                                listed.status(),
                                word(one.instanceTypeAsString()),
                                listed.created(),
                                modified(listed))));
    }

    static List<MlApp> apps(Place place, List<AppDetails> details) {
        return read(
                details.stream()
                        .filter(one -> !DELETED.equals(one.statusAsString()))
                        .toList(),
                one -> app(place, one));
    }

    /** The list gives no ARNs. */
    private static Optional<MlApp> app(Place place, AppDetails app) {
        String domain = word(app.domainId());
        String space = word(app.spaceName());
        String owner = space == null ? word(app.userProfileName()) : space;
        String type = word(app.appTypeAsString());
        if (domain == null || owner == null || type == null) {
            return Optional.empty();
        }
        String arn = "arn:" + partition(place.region()) + ":sagemaker:" + place.region() + ":" + place.account()
                + ":app/" + domain + "/" + owner + "/" + type.toLowerCase(Locale.ROOT) + "/" + app.appName();
        return listed(app.appName(), arn, app.statusAsString(), app.creationTime(), null)
                .map(listed -> new MlApp(
                        listed.name(),
                        listed.arn(),
                        domain,
                        owner,
                        type,
                        listed.status(),
                        app.resourceSpec() == null
                                ? null
                                : word(app.resourceSpec().instanceTypeAsString()),
                        listed.created()));
    }

    private static String partition(String region) {
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /** Monitors of batch transforms watch no endpoint; their runs are left out. */
    static List<Violation> violations(List<MonitoringExecutionSummary> summaries) {
        return summaries.stream()
                .filter(one -> isName(one.endpointName()) && isName(one.monitoringTypeAsString()))
                .flatMap(one ->
                        Optional.ofNullable(first(one.creationTime(), one.scheduledTime(), one.lastModifiedTime()))
                                .map(at -> new Violation(one.endpointName(), one.monitoringTypeAsString(), at))
                                .stream())
                .toList();
    }

    static @Nullable Instant first(@Nullable Instant... times) {
        for (@Nullable Instant time : times) {
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    static @Nullable Instant modified(Listed listed) {
        Instant modified = listed.modified();
        return modified == null ? listed.created() : modified;
    }

    /** Empty where its name or ARN is missing or can't be kept. */
    static Optional<Listed> listed(
            @Nullable String name,
            @Nullable String arn,
            @Nullable String status,
            @Nullable Instant created,
            @Nullable Instant modified) {
        String kept = word(name);
        String state = word(status);
        return kept == null || arn == null || !isArn(arn)
                ? Optional.empty()
                : Optional.of(new Listed(kept, arn, state == null ? "" : state, created, modified));
    }

    static <S, T> List<T> read(List<S> answered, Function<S, Optional<T>> reader) {
        var read = new ArrayList<T>();
        answered.forEach(one -> reader.apply(one).ifPresent(read::add));
        if (read.size() < answered.size()) {
            log.warn(
                    "{} items of SageMaker were left out, because their names or ARNs are missing or can't be stored",
                    answered.size() - read.size());
        }
        return read;
    }

    static boolean isName(@Nullable String text) {
        return word(text) != null;
    }

    static boolean isArn(@Nullable String text) {
        return text != null && fits(text, LONGEST_ARN);
    }

    /** Null for what is empty, too long or can't be kept. */
    static @Nullable String word(@Nullable String text) {
        return text != null && fits(text, LONGEST_NAME) ? text : null;
    }

    private static boolean fits(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest && AwsText.canBeKept(text);
    }
}
