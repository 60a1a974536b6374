package dev.bursar.local;

import dev.bursar.access.People;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.OnBehalf;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the choices of {@link DemoSteps}, each as soon as what it needs has been read, whole or not at all, and each once: a file in the data folder names
 * those that were made, so that what a person removes stays removed. {@code BURSAR_DEMO=empty} leaves them to whoever tries Bursar.
 */
@Component
@Profile("demo")
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "bursar.demo", havingValue = "full")
class DemoChoices implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DemoChoices.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(30);

    private final DemoSteps steps;
    private final People people;
    private final BackgroundScope background;
    private final OnBehalf onBehalf;
    private final TransactionTemplate transaction;
    private final Path made;
    private volatile @Nullable Thread worker;

    DemoChoices(
            DemoSteps steps,
            People people,
            BackgroundScope background,
            OnBehalf onBehalf,
            TransactionTemplate transaction,
            @Value("${bursar.data}") Path data) {
        this.steps = steps;
        this.people = people;
        this.background = background;
        this.onBehalf = onBehalf;
        this.transaction = transaction;
        this.made = data.resolve("demo-choices");
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        worker = Thread.ofVirtual().name("demo-choices").start(this::work);
    }

    @Override
    public void close() {
        Thread running = worker;
        if (running != null) {
            running.interrupt();
        }
    }

    private void work() {
        try {
            var left = new ArrayList<>(steps.all());
            List<String> known = made();
            left.removeIf(step -> known.contains(step.name()));
            while (!left.isEmpty()) {
                Thread.sleep(made(left) ? AGAIN : AFTER_A_FAILURE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes what can be made now; false where something failed, which is tried again. */
    private boolean made(List<DemoSteps.Step> left) {
        try {
            left.removeIf(this::isMade);
            return true;
        } catch (RuntimeException e) {
            log.warn("A part of the demo could not be set up; it is tried again", e);
            return false;
        }
    }

    private boolean isMade(DemoSteps.Step step) {
        boolean isMade = background
                .call(() -> people.find(step.person()))
                .map(person -> onBehalf.call(
                        person.id(),
                        () -> Boolean.TRUE.equals(
                                transaction.execute(status -> step.choice().getAsBoolean()))))
                .orElse(true);
        if (isMade) {
            note(step.name());
        }
        return isMade;
    }

    private List<String> made() {
        try {
            return Files.exists(made) ? Files.readAllLines(made) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(String name) {
        try {
            Files.writeString(made, name + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
