package dev.bursar.admin.people;

import dev.bursar.access.KnownPerson;
import dev.bursar.access.LedTeam;
import dev.bursar.access.PersonState;
import dev.bursar.admin.organisation.TeamTimes;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import module java.base;

/** Says in words what people are. */
public final class PersonText {
    private PersonText() {}

    static String role(Role role) {
        return switch (role) {
            case LEAD -> "Lead";
            case FINANCE -> "Finance";
            case ADMIN -> "Admin";
            case AUDITOR -> "Auditor";
        };
    }

    /** What the role lets a person do, in one line. */
    static String about(Role role) {
        return switch (role) {
            case LEAD -> "sees the costs of the teams below";
            case FINANCE -> "sees all costs, charges teams";
            case ADMIN -> "sees and configures everything";
            case AUDITOR -> "sees everything, changes nothing";
        };
    }

    /** {@code Admin, Finance}; {@code no role}. */
    static String roles(Collection<Role> roles) {
        return roles.isEmpty()
                ? "no role"
                : roles.stream().sorted().map(PersonText::role).collect(Collectors.joining(", "));
    }

    static StatusBadge badge(PersonState state) {
        return switch (state) {
            case ACTIVE -> new StatusBadge(Kind.SUCCESS, Icons.CIRCLE_CHECK, "Active");
            case INVITED -> new StatusBadge(Kind.INFO, Icons.HOURGLASS, "Invited");
            case INVITATION_OVER -> new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, "Invitation expired");
            case NO_PASSWORD -> new StatusBadge(Kind.NEUTRAL, Icons.KEY_ROUND, "No password");
            case DISABLED -> new StatusBadge(Kind.NEUTRAL, Icons.LOCK, "Disabled");
        };
    }

    /** {@code maya@example.org}; with the user name before it where that is another. */
    static String handle(KnownPerson person) {
        var email = person.email();
        return email == null || email.equalsIgnoreCase(person.userName())
                ? person.userName()
                : person.userName() + " \u00b7 " + email;
    }

    /** {@code Fraud, Search}: the teams led on a day. */
    static String teams(KnownPerson person, LocalDate day, Map<TeamId, String> names) {
        return person.ledOn(day).stream()
                .map(time -> TeamTimes.name(time.team(), names))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    /** {@code Fraud since 1 May 2026, Search 1 Jan 2025 to 30 Jun 2026}. */
    static String times(List<LedTeam> times, Map<TeamId, String> names) {
        return times.isEmpty()
                ? "none"
                : times.stream()
                        .map(time -> TeamTimes.name(time.team(), names) + " " + time(time))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    static String time(LedTeam time) {
        var from = Formats.date(time.from());
        return time.to() == null
                ? "since " + from
                : from + " to " + Formats.date(time.to().minusDays(1));
    }
}
