package dev.bursar.aws;

import dev.bursar.costexplorer.spi.CostSource;
import dev.bursar.sync.RequestMeter;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Tells whose costs the credentials show: the account they belong to, asked once. Only who does not offer the question makes it
 * "unknown": costs stored under that name would be another payer's once the question is answered.
 */
@Component
public class Payer {
    static final String UNKNOWN = CostSource.UNKNOWN_PAYER;
    private final StsClient client;
    private final RetriedRequests attempts;
    private final AtomicReference<@Nullable String> known = new AtomicReference<>();

    Payer(StsClient client, RetriedRequests attempts) {
        this.client = client;
        this.attempts = attempts;
    }

    /** Twelve digits, or "unknown". */
    public String id(RequestMeter meter) {
        String id = known.get();
        if (id != null) {
            return id;
        }
        String found = ask(meter);
        known.set(found);
        return found;
    }

    private String ask(RequestMeter meter) {
        try {
            String account = attempts.send(
                    "sts:GetCallerIdentity",
                    UNKNOWN,
                    BigDecimal.ZERO,
                    meter,
                    () -> client.getCallerIdentity().account());
            return account == null || !account.matches("[0-9]{12}") ? UNKNOWN : account;
        } catch (SourceProblem e) {
            return switch (e.kind()) {
                case CREDENTIALS, LIMITED, UNAVAILABLE -> throw e;
                case ACCESS_DENIED, BAD_ANSWER, BAD_QUESTION, SETTINGS, OFF -> UNKNOWN;
            };
        }
    }
}
