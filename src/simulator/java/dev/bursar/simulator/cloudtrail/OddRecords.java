package dev.bursar.simulator.cloudtrail;

import static dev.bursar.simulator.organisation.OrganisationModel.DATA_LAKE;
import static dev.bursar.simulator.organisation.OrganisationModel.RESEARCH;
import static dev.bursar.simulator.organisation.OrganisationModel.SANDBOX;
import static dev.bursar.simulator.organisation.OrganisationModel.SHARED;

import dev.bursar.simulator.resources.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Records that a careless reader stumbles over. */
final class OddRecords {

    private static final String MAIN = "us-east-1";
    private static final int ARNS = 60;

    private OddRecords() {}

    static List<Event> of(LocalDate story, List<Resource> resources) {
        var user = Actors.user(SANDBOX, "playground");
        var events = new ArrayList<Event>();
        events.add(new Draft(user, MAIN, at(story, 4, "12:00:01"), "ec2:ReportInstanceStatus")
                .change(record -> record.remove("userIdentity"))
                .made());
        events.add(new Draft(user, MAIN, at(story, 4, "12:10:00"), "health:DescribeEventAggregates")
                .change(record -> record.remove(List.of("requestParameters", "responseElements", "requestID")))
                .made());
        events.add(new Draft(
                        user.with("<script>alert('agent')</script> \u001B[31mred\u001B[0m \u202Egnp.exe"),
                        MAIN,
                        at(story, 4, "12:20:00"),
                        "sts:GetCallerIdentity")
                .made());
        events.add(new Draft(Actors.user(RESEARCH, "trainer"), MAIN, at(story, 4, "12:30:00"), "sts:GetCallerIdentity")
                .early(Duration.ofMinutes(1))
                .made());
        events.add(secretWithin(story));
        events.add(manyArns(story, resources));
        return events;
    }

    private static Instant at(LocalDate story, int daysBefore, String time) {
        return story.minusDays(daysBefore).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }

    /** A parameter that is JSON again, with a secret in it. */
    private static Event secretWithin(LocalDate story) {
        var parameters = Draft.json(
                        "{'rule':'nightly','targets':[{'id':'1','arn':'arn:aws:sqs:us-east-1:$:jobs'}]}", SHARED)
                .put("input", "{\"client\":{\"clientId\":\"crm\",\"clientSecret\":\"s3cr3t-of-no-use\"},\"retry\":3}");
        return new Draft(Actors.user(SHARED, "backup"), MAIN, at(story, 23, "04:00:00"), "events:PutTargets")
                .asks(parameters)
                .answers("{'failedEntryCount':0,'failedEntries':[]}")
                .made();
    }

    private static Event manyArns(LocalDate story, List<Resource> resources) {
        var parameters = Draft.json("{'tags':{'cost-center':'4200'}}");
        var arns = parameters.putArray("resourceARNList");
        resources.stream()
                .filter(resource -> resource.account().equals(DATA_LAKE))
                .limit(ARNS)
                .forEach(resource -> arns.add(resource.arn()));
        for (var number = arns.size(); number < ARNS; number++) {
            arns.add("arn:aws:glue:us-east-1:" + DATA_LAKE + ":table/lake/part_" + number);
        }
        return new Draft(Actors.user(DATA_LAKE, "ingest"), MAIN, at(story, 24, "11:30:00"), "tagging:TagResources")
                .asks(parameters)
                .answers("{'failedResourcesMap':{}}")
                .made();
    }
}
