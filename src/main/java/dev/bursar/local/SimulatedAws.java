package dev.bursar.local;

import dev.bursar.aws.AwsEndpoint;
import dev.bursar.simulator.Simulator;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The demo's AWS. The portal and commands started beside it share one simulator, found by a file in the data folder; the day of
 * the first start is kept there too, because the organisation's story hangs on it.
 */
@Component
@Profile("demo")
class SimulatedAws implements AwsEndpoint, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SimulatedAws.class);
    /** Keeps the day of the first start in the data folder. */
    static final String SINCE = "simulator-since";

    private static final int SPLIT_MONTHS = 3;
    private static final int SPLIT_YEARS = 10;

    private final URI uri;
    private final @Nullable Simulator own;

    SimulatedAws(@Value("${bursar.data}") Path data, Clock clock) {
        Path file = data.resolve("simulator");
        Optional<URI> running = running(file);
        if (running.isPresent()) {
            own = null;
            uri = running.get();
        } else {
            LocalDate story = story(data.resolve(SINCE), clock);
            own = Simulator.start(Organisation.demo(clock, story), clock, 0);
            offByALittle(own, YearMonth.from(story));
            own.splitCostAllocation(
                    YearMonth.from(story).minusMonths(SPLIT_MONTHS).atDay(1), story.plusYears(SPLIT_YEARS));
            uri = own.endpoint();
            write(file, uri.toString());
        }
        log.info("The simulated AWS organisation answers at {}", uri);
    }

    /** The invoices of the two months that the demo's finance issues ask for some cents more or less than their lines. */
    private static void offByALittle(Simulator aws, YearMonth month) {
        aws.invoiceOff(month.minusMonths(3), new BigDecimal("0.37"));
        aws.invoiceOff(month.minusMonths(2), new BigDecimal("-0.26"));
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }

    private static Optional<URI> running(Path file) {
        try {
            URI uri = URI.create(Files.readString(file).strip());
            if (!"127.0.0.1".equals(uri.getHost())) {
                return Optional.empty();
            }
            var connection = (HttpURLConnection)
                    uri.resolve("/_simulator/requests").toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(2_000);
            return connection.getResponseCode() == 200 ? Optional.of(uri) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static LocalDate story(Path file, Clock clock) {
        try {
            return LocalDate.parse(Files.readString(file).strip());
        } catch (IOException | DateTimeException e) {
            LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
            write(file, today.toString());
            return today;
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
