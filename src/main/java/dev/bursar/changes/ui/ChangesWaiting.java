package dev.bursar.changes.ui;

import dev.bursar.changes.ChangeLinks;
import dev.bursar.changes.text.AwsChangeText;
import dev.bursar.changes.write.AwsChange;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeQuestion.Which;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Changes to AWS that wait for whoever acts: an admin's to approve and to try again, and how a person's own proposals came out. */
@Configuration
class ChangesWaiting {
    @Bean
    @Order(10)
    Waiting changesToApprove(AwsChangeService service) {
        return new Kind(
                service,
                Which.TO_APPROVE,
                "changes-to-approve",
                "change to AWS to approve",
                "changes to AWS to approve");
    }

    @Bean
    @Order(60)
    Waiting itemsFailed(AwsChangeService service) {
        return new Kind(
                service, Which.FAILED, "items-failed", "change to AWS failed in part", "changes to AWS failed in part");
    }

    @Bean
    @Order(50)
    Waiting proposalsAnswered(AwsChangeService service) {
        return new Kind(
                service,
                Which.ANSWERED,
                "proposals-answered",
                "proposal of yours was not carried out in full",
                "proposals of yours were not carried out in full");
    }

    private record Kind(AwsChangeService service, Which which, String kind, String one, String many)
            implements Waiting {
        @Override
        public String page() {
            return ChangeLinks.CHANGES;
        }

        @Override
        public Optional<Waits> look() {
            return service.waiting(which)
                    .map(found -> new Waits(
                            found.count(),
                            found.costs(),
                            found.by(),
                            first(found.first()),
                            AwsChangeList.address(which),
                            found.first() == null
                                    ? ""
                                    : ChangeLinks.change(found.first().id())));
        }

        private static String first(@Nullable AwsChange change) {
            return change == null ? "" : AwsChangeText.title(change);
        }

        @Override
        public String words(int count) {
            return Formats.count(count, one, many);
        }

        @Override
        public String lookedAt() {
            return "changes to AWS";
        }
    }
}
