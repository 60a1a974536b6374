package dev.bursar.aws;

import dev.bursar.files.ObjectPlace;
import dev.bursar.files.ObjectStores;
import module java.base;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.S3Client;

/** Opens buckets by addresses such as {@code s3://bucket/exports/}; the client is made when the first one is opened. */
@Component
class S3Stores implements ObjectStores {
    /** A hundredth of what S3 allows on one prefix. */
    private static final int REQUESTS_PER_SECOND = 50;

    private static final int SIMULATED_PER_SECOND = 1_000;

    private static final Pattern ADDRESS = Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

    private final ObjectProvider<S3Client> client;
    private final RetriedRequests attempts;

    S3Stores(ObjectProvider<S3Client> client, AwsSettings settings, AwsClients clients) {
        int perSecond = clients.isSimulated() ? SIMULATED_PER_SECOND : REQUESTS_PER_SECOND;
        this.client = client;
        this.attempts = new RetriedRequests(settings, () -> perSecond);
    }

    @Override
    public Optional<ObjectPlace> at(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String folder = parts.group(2) == null ? "" : parts.group(2);
        return Optional.of(new ObjectPlace(
                new S3Store(client::getObject, attempts, parts.group(1)),
                folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/"));
    }
}
