package dev.bursar.simulator.resources;

import static dev.bursar.simulator.organisation.OrganisationModel.CHECKOUT;
import static dev.bursar.simulator.organisation.OrganisationModel.DATA_LAKE;
import static dev.bursar.simulator.organisation.OrganisationModel.FRAUD;
import static dev.bursar.simulator.organisation.OrganisationModel.GROWTH;
import static dev.bursar.simulator.organisation.OrganisationModel.ML_PLATFORM;
import static dev.bursar.simulator.organisation.OrganisationModel.RECOMMENDATIONS;
import static dev.bursar.simulator.organisation.OrganisationModel.RESEARCH;
import static dev.bursar.simulator.organisation.OrganisationModel.SANDBOX;
import static dev.bursar.simulator.organisation.OrganisationModel.SEARCH;
import static dev.bursar.simulator.organisation.OrganisationModel.SHARED;
import static dev.bursar.simulator.organisation.OrganisationModel.VISION;

import dev.bursar.simulator.organisation.Organisation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Resources without costs of their own: what people mistag, what services make, what costs nothing, what is gone. */
final class OddResources {

    private static final String MAIN = "us-east-1";
    private static final String FRANKFURT = "eu-central-1";
    private static final List<String> MEMBERS = List.of(
            ML_PLATFORM, RESEARCH, SANDBOX, RECOMMENDATIONS, VISION, SEARCH, DATA_LAKE, FRAUD, CHECKOUT, SHARED);

    private final List<Resource> resources = new ArrayList<>();

    private OddResources() {}

    /** @param story the day around which things come and go */
    static List<Resource> all(LocalDate story) {
        var odd = new OddResources();
        odd.mistagged();
        odd.unusual();
        odd.formerlyTagged();
        odd.deleted();
        odd.madeByServices();
        odd.free();
        odd.recent(story);
        return odd.resources;
    }

    private void mistagged() {
        add(RESEARCH, MAIN, "lambda", "function:label-export", Map.of("Team", "research"));
        add(SHARED, MAIN, "lambda", "function:ticket-sync", Map.of("team", "PLATFORM", "environment", "prod"));
        add(VISION, MAIN, "lambda", "function:frame-cutter", Map.of("TEAM", "vision", "team", "Vision"));
        add(CHECKOUT, MAIN, "dynamodb", "table/carts-archive", Map.of("team", "", "environment", "prod"));
        add(SANDBOX, MAIN, "dynamodb", "table/scratch", Map.of("team", ""));
        add(SHARED, MAIN, "sqs", "jobs-dead-letter", "queue", Map.of("team", "platfrom", "environment", "prod"));
        add(SEARCH, MAIN, "sns", "index-alarms", "topic", Map.of("team", "serach"));
        add(DATA_LAKE, FRANKFURT, "lambda", "function:partition-keeper", Map.of("team", "data lake"));
    }

    private void unusual() {
        add(SANDBOX, MAIN, "ec2", "volume/vol-0a11ce00000000001", Map.of("team", "<img src=x onerror=alert(1)>"));
        add(SANDBOX, MAIN, "ec2", "volume/vol-0a11ce00000000002", Map.of("team", "فريق البحث \u202Eabc"));
        add(SANDBOX, MAIN, "ec2", "volume/vol-0a11ce00000000003", Map.of("team", "🚀 growth"));
        add(SANDBOX, MAIN, "ec2", "volume/vol-0a11ce00000000004", Map.of("team", "=cmd|' /C calc'!A0"));
        var fifty = new HashMap<>(Map.of("team", "platform", "environment", "prod"));
        for (var number = 3; number <= 50; number++) {
            fifty.put("label-%02d".formatted(number), "value " + number);
        }
        add(SHARED, MAIN, "ec2", "instance/i-05015a00000000001", fifty);
        named(
                "arn:aws:apigateway:us-east-1::/restapis/a1b2c3d4e5/stages/prod",
                SHARED,
                MAIN,
                "apigateway:stages",
                Map.of("team", "platform"));
        named("arn:aws:s3:::acme-lake-frankfurt", DATA_LAKE, FRANKFURT, "s3:bucket", Map.of("team", "data-lake"));
        named("arn:aws:s3:::acme-uploads-ireland", CHECKOUT, "eu-west-1", "s3:bucket", Map.of());
    }

    private void formerlyTagged() {
        resources.add(of(RESEARCH, MAIN, "lambda", "function:old-labels", "function", Map.of())
                .formerlyTagged());
        resources.add(of(FRAUD, MAIN, "ec2", "volume/vol-0f0de000000000001", "volume", Map.of())
                .formerlyTagged());
        resources.add(Resource.of("arn:aws:s3:::acme-fraud-staging", FRAUD, MAIN, "s3:bucket", Map.of())
                .formerlyTagged());
    }

    private void deleted() {
        var gone = LocalDate.of(2024, 6, 1);
        var tags = Map.of("team", "vision", "environment", "dev");
        resources.add(of(VISION, MAIN, "ec2", "instance/i-0dead000000000001", "instance", tags)
                .deleted(gone));
        resources.add(of(VISION, MAIN, "ec2", "volume/vol-0dead000000000002", "volume", tags)
                .deleted(gone));
        resources.add(of(SANDBOX, MAIN, "sagemaker", "endpoint/prototype-dead", "endpoint", Map.of("owner", "anna"))
                .deleted(gone));
        resources.add(of(SEARCH, FRANKFURT, "lambda", "function:reindex-dead", "function", Map.of("team", "search"))
                .deleted(gone));
    }

    private void madeByServices() {
        var stack = Map.of(
                "aws:cloudformation:stack-name", "StackSet-bursar",
                "aws:cloudformation:logical-id", "Topic");
        add(SHARED, MAIN, "sns", "stack-alarms", "topic", stack);
        add(CHECKOUT, MAIN, "ec2", "instance/i-0a5c0000000000001", Map.of("aws:autoscaling:groupName", "checkout-web"));
        add(
                CHECKOUT,
                MAIN,
                "ec2",
                "instance/i-0a5c0000000000002",
                Map.of("aws:autoscaling:groupName", "checkout-web", "team", "checkout"));
        add(SHARED, MAIN, "ec2", "security-group/sg-0e450000000000001", Map.of("aws:eks:cluster-name", "platform-1"));
        add(
                RESEARCH,
                MAIN,
                "elasticfilesystem",
                "file-system/fs-05a9e0000000000001",
                Map.of("aws:sagemaker:domain-arn", "arn:aws:sagemaker:us-east-1:" + RESEARCH + ":domain/d-research"));
        for (var account : MEMBERS) {
            var number = account.substring(0, 4);
            add(account, MAIN, "ec2", "network-interface/eni-0" + number + "00000000001", Map.of());
            add(account, MAIN, "logs", "log-group:/aws/lambda/housekeeping-" + number, Map.of());
        }
        for (var account : List.of(ML_PLATFORM, RECOMMENDATIONS, VISION, SEARCH, FRAUD)) {
            add(account, MAIN, "logs", "log-group:/aws/sagemaker/Endpoints/serving", Map.of());
        }
    }

    private void free() {
        add(RESEARCH, MAIN, "sagemaker", "notebook-instance/research-nb-archive", Map.of("team", "research"));
        add(VISION, MAIN, "sagemaker", "notebook-instance/vision-nb-old-labels", Map.of("team", "vision"));
        for (var account : MEMBERS) {
            named("arn:aws:iam::" + account + ":role/BursarReader", account, Resource.GLOBAL, "iam:role", Map.of());
            var number = account.substring(0, 4);
            add(account, MAIN, "ec2", "security-group/sg-0" + number + "00000000001", Map.of());
        }
        named(
                "arn:aws:iam::" + SHARED + ":policy/deploy",
                SHARED,
                Resource.GLOBAL,
                "iam:policy",
                Map.of("team", "platform"));
        named(
                "arn:aws:cloudfront::" + CHECKOUT + ":distribution/E1BURSAR0SHOP",
                CHECKOUT,
                Resource.GLOBAL,
                "cloudfront:distribution",
                Map.of("team", "checkout", "environment", "prod"));
        named("arn:aws:route53:::hostedzone/Z0BURSAR0ZONE", SHARED, Resource.GLOBAL, "route53:hostedzone", Map.of());
        named(
                "arn:aws:cloudwatch::" + SHARED + ":dashboard/overview",
                SHARED,
                Resource.GLOBAL,
                "cloudwatch:dashboard",
                Map.of());
        add(Organisation.PAYER, MAIN, "ec2", "vpc/vpc-0ba5e000000000001", Map.of());
    }

    /** What came in the last weeks before the story, and what is gone again. */
    private void recent(LocalDate story) {
        var checkout = Map.of("aws:autoscaling:groupName", "checkout-web", "team", "checkout");
        var stack = Map.of("aws:cloudformation:stack-name", "bastion", "aws:cloudformation:logical-id", "Host");
        recent(RESEARCH, "ec2", "instance/i-0e5ea4c4000000001", Map.of("team", "research"), story.minusDays(20))
                .until(story.minusDays(6));
        recent(SANDBOX, "ec2", "volume/vol-05a9db00000000001", Map.of(), story.minusDays(30));
        recent(SANDBOX, "sagemaker", "notebook-instance/scratch-anna", Map.of("owner", "anna"), story.minusDays(25))
                .until(story.minusDays(2));
        recent(SEARCH, "ec2", "natgateway/nat-0c4a31e4000000001", Map.of(), story.minusDays(8));
        recent(GROWTH, "ec2", "instance/i-0960a7b0000000001", Map.of("team", "growth"), story.minusDays(15));
        recent(CHECKOUT, "ec2", "instance/i-0a5c0000000000003", checkout, story.minusDays(10))
                .until(story.minusDays(9));
        recent(CHECKOUT, "ec2", "instance/i-0a5c0000000000004", checkout, story.minusDays(5))
                .until(story.minusDays(4));
        recent(SHARED, "rds", "db:tickets", Map.of("team", "platform"), story.minusDays(35));
        recent(CHECKOUT, "lambda", "function:loyalty-sync", Map.of("team", "checkout"), story.minusDays(18));
        recent(SHARED, "ec2", "instance/i-0c1f0000000000001", stack, story.minusDays(28));
        recent(ML_PLATFORM, "dynamodb", "table/terraform-lock", Map.of("team", "platform"), story.minusDays(45));
        recent(RECOMMENDATIONS, "sagemaker", "endpoint/recs-canary", Map.of("team", "recs"), story.minusDays(33))
                .until(story.minusDays(31));
        recent(DATA_LAKE, "s3", "acme-lake-partners", Map.of("team", "data-lake"), story.minusDays(40));
        recent(DATA_LAKE, "s3", "acme-lake-scratch", Map.of("team", "data-lake"), story.minusDays(60))
                .until(story.minusDays(12));
    }

    private OddResources recent(
            String account, String service, String rest, Map<String, String> tags, LocalDate starts) {
        var arn = service.equals("s3")
                ? "arn:aws:s3:::" + rest
                : "arn:aws:" + service + ":" + MAIN + ":" + account + ":" + rest;
        resources.add(
                new Resource(arn, account, MAIN, Resource.typeOf(arn), tags, !tags.isEmpty(), starts, Resource.NEVER));
        return this;
    }

    /** Deletes what was added last. */
    private void until(LocalDate ends) {
        resources.add(resources.removeLast().deleted(ends));
    }

    private void add(String account, String region, String service, String rest, Map<String, String> tags) {
        add(account, region, service, rest, rest.split("[/:]", 2)[0], tags);
    }

    private void add(
            String account, String region, String service, String rest, String type, Map<String, String> tags) {
        resources.add(of(account, region, service, rest, type, tags));
    }

    private void named(String arn, String account, String region, String type, Map<String, String> tags) {
        resources.add(Resource.of(arn, account, region, type, tags));
    }

    private static Resource of(
            String account, String region, String service, String rest, String type, Map<String, String> tags) {
        var arn = "arn:aws:" + service + ":" + region + ":" + account + ":" + rest;
        return Resource.of(arn, account, region, service + ":" + type, tags);
    }
}
