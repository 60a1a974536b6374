package dev.bursar.simulator.cloudtrail;

import dev.bursar.simulator.cloudtrail.Calls.Template;
import dev.bursar.simulator.resources.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls that create resources and delete them, on the days on which the inventory lets them begin and end. */
final class Lifecycles {

    /** What costs something is billed from midnight on, so that it is created on the evening before. */
    private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(14);

    private final List<Event> events = new ArrayList<>();
    private final LocalDate since;

    private Lifecycles(LocalDate since) {
        this.since = since;
    }

    /** The calls since that day. */
    static List<Event> of(List<Resource> resources, LocalDate since) {
        var lifecycles = new Lifecycles(since);
        for (var resource : resources) {
            if (!resource.starts().isBefore(since)) {
                lifecycles.created(resource, lifecycles.start(resource));
            }
            if (!resource.ends().isBefore(since) && resource.ends().isBefore(since.plusYears(2))) {
                lifecycles.deleted(resource);
            }
        }
        return lifecycles.events;
    }

    private static boolean billed(Resource resource) {
        return resource.tags().containsKey("project");
    }

    private Instant start(Resource resource) {
        var midnight = resource.starts().atStartOfDay().toInstant(ZoneOffset.UTC);
        return billed(resource)
                ? midnight.minus(BEFORE_MIDNIGHT).plusSeconds(Ids.number(resource.arn(), 120))
                : midnight.plusSeconds(28_800 + Ids.number(resource.arn(), 28_800));
    }

    private Instant end(Resource resource) {
        var midnight = resource.ends().atStartOfDay().toInstant(ZoneOffset.UTC);
        return billed(resource)
                ? midnight.plusSeconds(420 + Ids.number(resource.arn(), 60))
                : midnight.plusSeconds(30_000 + Ids.number(resource.arn(), 28_800));
    }

    private void created(Resource resource, Instant time) {
        switch (resource.type()) {
            case "sagemaker:endpoint" -> endpoint(resource, time);
            case "sagemaker:training-job", "sagemaker:processing-job" -> job(resource, Calls.id(resource));
            default -> add(Calls.created(resource), resource, time, Calls.id(resource));
        }
    }

    private void add(@Nullable Template template, Resource resource, Instant time, String seed) {
        if (template != null) {
            events.add(Calls.draft(template, actor(template, resource, time), resource, time, seed)
                    .made());
        }
    }

    private static Actor actor(Template template, Resource resource, Instant time) {
        var users = AccountUsers.of(resource.account());
        var user = Actors.user(users.account(), users.user());
        return switch (String.valueOf(template.by())) {
            case "creator" -> byItself(resource, person(resource, time), time);
            case "deleter" -> byItself(resource, user, time);
            case "pipeline" -> pipeline(users, time);
            case "command line" -> person(resource, time).with(Actors.CLI);
            case "person" -> person(resource, time);
            default -> user;
        };
    }

    private static Actor person(Resource resource, Instant time) {
        var users = AccountUsers.of(resource.account());
        return Actors.sso(
                users.account(), "PowerUserAccess", users.people().getFirst(), time.minus(Duration.ofMinutes(9)));
    }

    private static Actor pipeline(AccountUsers users, Instant time) {
        return Actors.pipeline(users.account(), users.gitHost(), "run-4711002", time.minusSeconds(95));
    }

    /** Groups and stacks act for themselves. */
    private static Actor byItself(Resource resource, Actor other, Instant time) {
        if (Services.scales(resource)) {
            return Services.scaling(resource.account(), time);
        }
        return resource.tags().containsKey("aws:cloudformation:stack-name")
                ? other.invokedBy("cloudformation.amazonaws.com")
                : other;
    }

    private void endpoint(Resource resource, Instant time) {
        var name = Calls.id(resource);
        var type = name.endsWith("-assistant")
                ? "ml.g6e.48xlarge"
                : name.contains("-genai") || !billed(resource) ? "ml.g6.12xlarge" : "ml.m5.4xlarge";
        var actor = billed(resource) && type.equals("ml.g6e.48xlarge")
                ? person(resource, time)
                : pipeline(AccountUsers.of(resource.account()), time.minusSeconds(300));
        events.add(new Draft(actor, resource.region(), time.minusSeconds(131), "sagemaker:CreateEndpointConfig")
                .asks(
                        "{'endpointConfigName':'$','productionVariants':[{'variantName':'AllTraffic','modelName':'$',"
                                + "'instanceType':'$','initialInstanceCount':2,'initialVariantWeight':1}]}",
                        name,
                        name,
                        type)
                .answers("{'endpointConfigArn':'$'}", resource.arn().replace(":endpoint/", ":endpoint-config/"))
                .made());
        add(
                new Draft(actor, resource.region(), time, "sagemaker:CreateEndpoint")
                        .asks("{'endpointName':'$','endpointConfigName':'$'}", name, name)
                        .answers("{'endpointArn':'$'}", resource.arn()),
                resource);
    }

    /** Jobs run at the hour that their names say. */
    private void job(Resource resource, String name) {
        var time = resource.starts()
                .atStartOfDay()
                .plusHours(Long.parseLong(name.substring(name.length() - 12, name.length() - 10)))
                .toInstant(ZoneOffset.UTC);
        var training = resource.type().equals("sagemaker:training-job");
        add(
                new Draft(
                                pipeline(AccountUsers.of(resource.account()), time),
                                resource.region(),
                                time,
                                training ? "sagemaker:CreateTrainingJob" : "sagemaker:CreateProcessingJob")
                        .asks(training ? "{'trainingJobName':'$'}" : "{'processingJobName':'$'}", name)
                        .answers(training ? "{'trainingJobArn':'$'}" : "{'processingJobArn':'$'}", resource.arn())
                        .about(
                                training ? "AWS::SageMaker::TrainingJob" : "AWS::SageMaker::ProcessingJob",
                                resource.arn()),
                resource);
    }

    private void deleted(Resource resource) {
        add(Calls.deleted(resource), resource, end(resource), "end" + Calls.id(resource));
    }

    private void add(Draft draft, Resource resource) {
        events.add(Calls.named(draft, resource).made());
    }
}
