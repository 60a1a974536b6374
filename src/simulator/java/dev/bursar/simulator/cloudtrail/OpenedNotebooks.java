package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.resources.Resource;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who opens notebook instances and Studio apps. Of those that are charged the first one of each kind is opened on Mondays, the second one
 * was opened once, long ago, and the others never.
 */
final class OpenedNotebooks {

    private static final String NOTEBOOK = "sagemaker:notebook-instance";
    private static final String APP = "sagemaker:app";
    private static final int LONG_AGO = 30;

    private final List<Resource> resources;

    OpenedNotebooks(List<Resource> resources) {
        this.resources = resources.stream()
                .filter(OpenedNotebooks::isCharged)
                .sorted(Comparator.comparing(Resource::arn))
                .toList();
    }

    private static boolean isCharged(Resource resource) {
        return switch (resource.type()) {
            case NOTEBOOK -> resource.arn().matches(".*-\\d\\d");
            case APP -> resource.arn().split("/", -1).length == 5;
            default -> false;
        };
    }

    private Stream<Resource> number(int index, String type, LocalDate day) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .skip(index)
                .limit(1)
                .filter(resource -> resource.existsOn(day));
    }

    List<Event> on(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.MONDAY ? opened(0, day) : List.of();
    }

    /** @param story the day of the cost stories */
    List<Event> once(LocalDate story) {
        return opened(1, story.minusDays(LONG_AGO));
    }

    private List<Event> opened(int index, LocalDate day) {
        return Stream.of(NOTEBOOK, APP)
                .flatMap(type -> number(index, type, day))
                .map(resource -> opened(resource, at(day, resource)))
                .toList();
    }

    private static Instant at(LocalDate day, Resource resource) {
        return day.atTime(LocalTime.of(8, 40))
                .toInstant(ZoneOffset.UTC)
                .plusSeconds(Ids.number(resource.arn() + day, 1_800));
    }

    private static Event opened(Resource resource, Instant time) {
        var users = AccountUsers.of(resource.account());
        var person = Actors.sso(users.account(), "MLEngineer", users.people().getFirst(), time.minusSeconds(240));
        if (resource.type().equals(NOTEBOOK)) {
            var draft = new Draft(person, resource.region(), time, "sagemaker:CreatePresignedNotebookInstanceUrl")
                    .asks("{'notebookInstanceName':'$'}", Calls.id(resource));
            return Calls.named(draft, resource).made();
        }
        var parts = resource.arn().split("/", -1);
        return new Draft(person, resource.region(), time, "sagemaker:CreatePresignedDomainUrl")
                .asks(
                        "{'domainId':'$','userProfileName':'$','spaceName':'$'}",
                        parts[1],
                        users.people().getFirst(),
                        parts[2])
                .made();
    }
}
