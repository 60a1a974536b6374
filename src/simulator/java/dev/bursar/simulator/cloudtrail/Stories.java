package dev.bursar.simulator.cloudtrail;

import static dev.bursar.simulator.organisation.OrganisationModel.CHECKOUT;
import static dev.bursar.simulator.organisation.OrganisationModel.DATA_LAKE;
import static dev.bursar.simulator.organisation.OrganisationModel.RECOMMENDATIONS;
import static dev.bursar.simulator.organisation.OrganisationModel.RESEARCH;
import static dev.bursar.simulator.organisation.OrganisationModel.SANDBOX;
import static dev.bursar.simulator.organisation.OrganisationModel.SHARED;
import static dev.bursar.simulator.organisation.OrganisationModel.VISION;

import dev.bursar.simulator.cloudtrail.Actors.AccountUsers;
import dev.bursar.simulator.files.Data;
import dev.bursar.simulator.http.Json;
import dev.bursar.simulator.organisation.OrganisationModel;
import dev.bursar.simulator.resources.Resource;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What happens once, and what people ask about afterwards: counted in days before the day of the cost stories. */
final class Stories {
    private static final String MAIN = "us-east-1";
    private static final List<Session> SESSIONS = Data.list("stories.yaml", Session.class);
    private static final int ARNS = 60;
    private static final Pattern FILLED = Pattern.compile("@(account|principal|key|uuid)(?:-(\\w+))?");

    private final LocalDate story;
    private final List<Resource> resources;
    private final Denials denials = new Denials();
    private final List<Event> events = new ArrayList<>();

    /**
     * What one actor does on a day.
     *
     * @param by what kind of identity it is
     * @param set the permission set of a person
     * @param since when it signed in; a person did so some minutes earlier
     */
    private record Session(
            String account,
            String by,
            @Nullable String login,
            @Nullable String set,
            @Nullable String agent,
            int days,
            @Nullable String since,
            @Nullable String region,
            List<Told> calls) {
        Draft draft(Told told, LocalDate story) {
            var day = story.minusDays(days);
            var actor = actor(OrganisationModel.id(account), day);
            var draft = new Draft(
                    agent == null ? actor : actor.with(agent),
                    region == null ? MAIN : region,
                    Stories.at(day, told.at),
                    told.call);
            told.say(draft, actor.account());
            return draft;
        }

        private Actor actor(String id, LocalDate day) {
            var name = String.valueOf(login);
            var start = since == null ? Instant.EPOCH : Stories.at(day, since);
            return switch (by) {
                case "person" -> person(id, String.valueOf(set), name, start);
                case "user" -> Actors.user(id, name);
                case "root" -> Actors.root(id, start);
                case "federated" -> Actors.federated(id, name, start);
                case "portal" -> Actors.portal(id, name);
                default -> throw new IllegalArgumentException(by);
            };
        }
    }

    /**
     * A call.
     *
     * @param about type, name and, where the record has it, ARN of a resource
     * @param type of the event where it is no call of an API
     * @param without members that the record lacks
     */
    private record Told(
            String at,
            String call,
            @Nullable JsonNode asks,
            @Nullable JsonNode answers,
            @Nullable List<String> about,
            @Nullable String type,
            boolean readOnly,
            @Nullable List<String> without,
            int minutesEarly) {
        void say(Draft draft, String account) {
            if (asks != null) {
                draft.asks(filled(asks, account));
            }
            if (answers != null) {
                draft.answers(filled(answers, account));
            }
            if (about != null && about.size() == 2) {
                draft.about(about.get(0), about.get(1));
            } else if (about != null) {
                draft.about(about.get(0), about.get(1), about.get(2));
            }
            if (type != null) {
                draft.type(type);
            }
            if (readOnly) {
                draft.change(record -> record.put("readOnly", true));
            }
            if (without != null) {
                draft.change(record -> record.remove(without));
            }
            draft.early(Duration.ofMinutes(minutesEarly));
        }

        private static JsonNode filled(JsonNode template, String account) {
            return Json.MAPPER.readTree(FILLED.matcher(template.toString()).replaceAll(found -> switch (found.group(
                    1)) {
                case "account" -> account;
                case "principal" -> Ids.principal("AIDA", account + found.group(2));
                case "key" -> Ids.accessKey("AKIA", account + found.group(2));
                default -> Ids.uuid(found.group(2));
            }));
        }
    }

    private Stories(LocalDate story, List<Resource> resources) {
        this.story = story;
        this.resources = resources;
    }

    static List<Event> of(LocalDate story, List<Resource> resources) {
        var stories = new Stories(story, resources);
        stories.training();
        stories.endpointGoes();
        stories.launchIsDenied();
        stories.signIns();
        stories.failedSignIns();
        stories.roleChain();
        stories.sourceIdentity();
        stories.manyArns();
        for (var session : SESSIONS) {
            session.calls.forEach(call -> stories.add(session.draft(call, story)));
        }
        return stories.events;
    }

    private Instant at(int daysBefore, String time) {
        return at(story.minusDays(daysBefore), time);
    }

    private static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
    }

    private void add(Draft draft) {
        events.add(draft.made());
    }

    private static Actor person(String account, String set, String login, Instant time) {
        return Actors.sso(account, set, login, time.minus(Duration.ofMinutes(12)));
    }

    /** The last Friday evening before the story. */
    private void training() {
        var friday = story.minusDays(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.FRIDAY));
        var time = at(friday, "18:47:12");
        resources.stream()
                .filter(resource ->
                        resource.account().equals(RESEARCH) && resource.type().equals("sagemaker:training-job"))
                .findFirst()
                .ifPresent(job -> add(new Draft(
                                person(RESEARCH, "MLEngineer", "anna", time).with(Actors.PYTHON),
                                MAIN,
                                time,
                                "sagemaker:CreateTrainingJob")
                        .asks(
                                "{'trainingJobName':'$','roleArn':'arn:aws:iam::$:role/SageMakerExecution',"
                                        + "'resourceConfig':{'instanceType':'ml.p4d.24xlarge','instanceCount':4,"
                                        + "'volumeSizeInGB':1000},'stoppingCondition':{'maxRuntimeInSeconds':432000},"
                                        + "'hyperParameters':{'epochs':'40'}}",
                                Calls.id(job),
                                RESEARCH)
                        .answers("{'trainingJobArn':'$'}", job.arn())
                        .about("AWS::SageMaker::TrainingJob", job.arn())));
    }

    /** Before the IAM user deletes the old endpoint, a person without the right tries to. */
    private void endpointGoes() {
        for (var endpoint : resources) {
            if (endpoint.account().equals(VISION)
                    && endpoint.type().equals("sagemaker:endpoint")
                    && endpoint.tags().containsValue("vision-detector")
                    && endpoint.ends().isBefore(story.plusYears(1))) {
                var evening = endpoint.ends().minusDays(1);
                var tried = at(evening, "17:20:05");
                events.add(denials.deleteEndpoint(person(VISION, "MLEngineer", "tomas", tried), endpoint, tried));
                var user = Actors.user(VISION, AccountUsers.of(VISION).user());
                add(Calls.read(user, endpoint, at(evening, "23:58:40"), 0));
            }
        }
    }

    private void launchIsDenied() {
        events.add(denials.runInstances(
                Actors.user(SANDBOX, "contractor").from("203.0.113.200"),
                "us-west-2",
                at(12, "02:14:20"),
                "p5.48xlarge"));
    }

    private void signIns() {
        events.add(SignIns.root(SANDBOX, at(6, "21:12:09")));
        events.add(SignIns.user(SHARED, "backup", MAIN, at(5, "06:40:00"), true));
        events.add(SignIns.user(VISION, "vision-ops", MAIN, at(3, "08:10:33"), false));
        events.add(SignIns.user(RECOMMENDATIONS, "recs-batch", "us-east-2", at(16, "09:44:01"), false));
        events.add(SignIns.user(SANDBOX, "playground", "eu-north-1", at(17, "19:21:37"), false));
        events.add(SignIns.user(CHECKOUT, "shop-deploy", "us-west-2", at(4, "11:08:52"), true));
    }

    private void failedSignIns() {
        for (var second = 10; second < 60; second += 10) {
            events.add(SignIns.failed(SANDBOX, "contractor", MAIN, at(8, "03:51:" + second)));
        }
        events.add(SignIns.failed(SHARED, "backup", MAIN, at(5, "06:39:12")));
        events.add(SignIns.unknownUser(SHARED, MAIN, at(5, "06:38:30")));
    }

    /** A user takes a role, and with it another account's role. */
    private void roleChain() {
        var user = Actors.user(SHARED, "backup");
        var deploy = Actors.role(SHARED, "deploy", "backup", at(2, "13:00:00"));
        var operator = Actors.role(RECOMMENDATIONS, "EndpointOperator", "backup", at(2, "13:01:20"));
        add(Roles.assume(user, deploy, at(2, "13:00:00")));
        add(Roles.assumeElsewhere(deploy, operator, at(2, "13:01:20")));
        add(Roles.assumedFrom(deploy, operator, at(2, "13:01:20")));
        resources.stream()
                .filter(resource -> resource.account().equals(RECOMMENDATIONS)
                        && resource.type().equals("sagemaker:endpoint")
                        && resource.region().equals(MAIN)
                        && resource.existsOn(story))
                .findFirst()
                .ifPresent(endpoint -> add(Calls.change(operator, endpoint, at(2, "13:04:55"), 2)));
    }

    private void sourceIdentity() {
        var emergency =
                Actors.sourceIdentity(Actors.role(SHARED, "emergency", "incident-42", at(19, "22:30:00")), "net-admin");
        add(Roles.assume(Actors.user(SHARED, "backup"), emergency, at(19, "22:30:00")));
        add(new Draft(emergency, MAIN, at(19, "22:33:08"), "ec2:AuthorizeSecurityGroupIngress")
                .asks("{'groupId':'sg-0246800000000001','ipPermissions':{'items':[{'ipProtocol':'tcp','fromPort':22,"
                        + "'toPort':22,'ipRanges':{'items':[{'cidrIp':'0.0.0.0/0'}]}}]}}")
                .answers("{'requestId':'$','_return':true}", Ids.uuid("incident")));
    }

    /** A write of more resources than a list shows. */
    private void manyArns() {
        var parameters = Draft.json("{'tags':{'cost-center':'4200'}}");
        var arns = parameters.putArray("resourceARNList");
        resources.stream()
                .filter(resource -> resource.account().equals(DATA_LAKE))
                .limit(ARNS)
                .forEach(resource -> arns.add(resource.arn()));
        for (var number = arns.size(); number < ARNS; number++) {
            arns.add("arn:aws:glue:us-east-1:" + DATA_LAKE + ":table/lake/part_" + number);
        }
        add(new Draft(Actors.user(DATA_LAKE, "ingest"), MAIN, at(24, "11:30:00"), "tagging:TagResources")
                .asks(parameters)
                .answers("{'failedResourcesMap':{}}"));
    }
}
