package dev.bursar.causes.watch;

import dev.bursar.access.Recipient;
import dev.bursar.access.Recipients;
import dev.bursar.access.TeamLead;
import dev.bursar.access.TeamLeads;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.causes.watch.Decisions.Fresh;
import dev.bursar.charges.query.DimensionLabels;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.Mail;
import dev.bursar.notify.Outbox;
import dev.bursar.notify.PortalUrl;
import dev.bursar.org.Organisation;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;

/** Writes to each lead once about all anomalies of a look that are their teams'. */
@Component
class AnomalyMails {
    private final Recipients recipients;
    private final TeamLeads leads;
    private final AnomalyStore store;
    private final Outbox outbox;
    private final PortalUrl portal;
    private final Organisation organisation;
    private final Clock clock;

    AnomalyMails(
            Recipients recipients,
            TeamLeads leads,
            AnomalyStore store,
            Outbox outbox,
            PortalUrl portal,
            Organisation organisation,
            Clock clock) {
        this.recipients = recipients;
        this.leads = leads;
        this.store = store;
        this.outbox = outbox;
        this.portal = portal;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** Queues the mails in the caller's transaction; answers how many. */
    int send(Map<Long, Fresh> fresh, List<Anomaly> reopened) {
        if (!outbox.ready()) {
            return 0;
        }
        List<Anomaly> told = Stream.concat(
                        fresh.entrySet().stream()
                                .filter(one -> one.getValue().told())
                                .map(Map.Entry::getKey),
                        reopened.stream().map(Anomaly::id))
                .flatMap(id -> store.find(id).stream())
                .sorted(Comparator.comparing(Anomaly::excess).reversed())
                .toList();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<TeamLead> leading =
                leads.all().stream().filter(lead -> lead.leads(today)).toList();
        Map<TeamId, String> names = DimensionLabels.markedTeamNames(organisation);
        int sent = 0;
        for (Recipient person : recipients.all()) {
            List<Anomaly> theirs =
                    told.stream().filter(one -> isFor(person, one, leading)).toList();
            if (!theirs.isEmpty()) {
                outbox.send(new Mail(person.address(), subject(theirs, names), text(theirs, names)));
                sent++;
            }
        }
        return sent;
    }

    /** Whoever leads the team now, and led it on all days of the anomaly. */
    private static boolean isFor(Recipient person, Anomaly anomaly, List<TeamLead> leading) {
        return person.roles().contains(Role.LEAD)
                && leading.stream()
                        .anyMatch(lead -> lead.person().equals(person.person())
                                && lead.team().equals(anomaly.series().team())
                                && lead.leads(anomaly.days().from()));
    }

    private static String subject(List<Anomaly> theirs, Map<TeamId, String> names) {
        return theirs.size() == 1
                ? AnomalyText.headline(theirs.getFirst(), team(theirs.getFirst(), names))
                : Formats.count(theirs.size()) + " costs are higher than usual";
    }

    private String text(List<Anomaly> theirs, Map<TeamId, String> names) {
        var text = new StringBuilder();
        for (Anomaly one : theirs) {
            text.append(AnomalyText.headline(one, team(one, names)))
                    .append(".\n  ")
                    .append(AnomalyText.amounts(one))
                    .append(".\n");
            if (one.reopened()) {
                text.append("  It continues, although it was rated: ")
                        .append(AnomalyText.rated(one))
                        .append(".\n");
            }
            text.append("  See why: ")
                    .append(portal.to(CauseLinks.anomaly(one.id())))
                    .append("\n\n");
        }
        return text.append(
                        "Amounts are EffectiveCost. Costs of the last days may still arrive, and AWS may change them.\n")
                .append(
                        "Rate it on its page, so that others know what it is and Bursar doesn\u2019t report it again.\n")
                .toString();
    }

    private static String team(Anomaly anomaly, Map<TeamId, String> names) {
        return names.getOrDefault(anomaly.series().team(), "");
    }
}
