package dev.bursar.trail.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.trail.event.TrailEvent.ActedOn;
import module java.base;
import org.junit.jupiter.api.Test;

/** Events of real accounts, from 2015 on. */
class SampleEventsTest {
    @Test
    void eachIsReadWithWhoDidItAndOnWhat() {
        var read = new TreeMap<String, String>();
        for (Path file : Events.samples()) {
            TrailEvent event = Events.read(Events.text(file));
            String who =
                    event.identity().kind().stored() + " " + event.identity().person();
            String what = event.resources().stream().map(ActedOn::arn).collect(Collectors.joining(" "));
            String made = event.resources().stream().anyMatch(ActedOn::created) ? " +" : "";
            String name = file.getFileName()
                    .toString()
                    .replace("event-cloud-trail-", "")
                    .replace(".json", "");
            read.put(name, who + " | " + event.service() + " " + event.name() + " | " + what + made);
        }
        String user = "role-session HarishAchappa";
        assertThat(read)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry(
                                "appelb-add-tags",
                                user + " | elasticloadbalancing AddTags |"
                                        + " arn:aws:elasticloadbalancing:us-east-1:123456789123:loadbalancer/app/test/433ae0ba96204181"),
                        Map.entry(
                                "bedrock-create-customization-jobs",
                                "unknown unknown | bedrock CreateModelCustomizationJob |"
                                        + " arn:aws:bedrock:us-east-1:644160558196:model-customization-job/cohere.command-text-v14:7:4k/q4ad8z8tioq8 +"),
                        Map.entry(
                                "catalog-put-resource-policy",
                                "iam-user person@example.com | glue PutResourcePolicy |"
                                        + " arn:aws:glue:us-east-1:644160558196:catalog"),
                        Map.entry(
                                "catalog-set-encryption",
                                "role-session custodian-net-change-encryption | glue PutDataCatalogEncryptionSettings |"
                                        + " arn:aws:glue:us-east-1:644160558196:catalog"),
                        Map.entry(
                                "create-bucket",
                                "root root | s3 CreateBucket | arn:aws:s3:::custodian-create-bucket-v4 +"),
                        Map.entry(
                                "create-db",
                                "role-session userid | rds CreateDBInstance |"
                                        + " arn:aws:rds:us-east-1:101010101111:db:onenessdb +"),
                        Map.entry(
                                "create-distribution",
                                user + " | cloudfront CreateDistribution |"
                                        + " arn:aws:cloudfront::012345678912:distribution/E53370FUHBNLK +"),
                        Map.entry(
                                "create-efs-mount-target",
                                "iam-user Jerry | elasticfilesystem CreateMountTarget |"
                                        + " arn:aws:elasticfilesystem:us-east-1:644160558196:file-system/fs-017557a9f00b1bec9"),
                        Map.entry(
                                "create-load-balancer-policy",
                                "role-session userid | elasticloadbalancing CreateLoadBalancerPolicy |"
                                        + " arn:aws:elasticloadbalancing:us-east-1:101010101111:loadbalancer/capione-test"),
                        Map.entry(
                                "create-rest-stage",
                                user + " | apigateway CreateStage |"
                                        + " arn:aws:apigateway:us-east-1::/restapis/abcdef74gh/stages/latest +"),
                        Map.entry(
                                "create-volume",
                                "iam-user AWS_DCS_DEV | ec2 CreateVolume |"
                                        + " arn:aws:ec2:us-east-1:101010101111:volume/vol-97c02b3e +"),
                        Map.entry(
                                "hsm-create-cluster",
                                "iam-user person@example.com | cloudhsm CreateCluster |"
                                        + " arn:aws:cloudhsm:us-east-1:644160558196:cluster/cluster-dqf7m6ithhc +"),
                        Map.entry(
                                "run-instance-creator-assumed",
                                "role-session Radiant | ec2 RunInstances |"
                                        + " arn:aws:ec2:us-east-1:644160558196:instance/i-0f7c711dc84bedda0 +"),
                        Map.entry(
                                "run-instance-creator",
                                "iam-user c7nbot | ec2 RunInstances |"
                                        + " arn:aws:ec2:us-east-1:644160558196:instance/i-0f7c711dc84bedda0 +"),
                        Map.entry(
                                "run-instances",
                                "service autoscaling.amazonaws.com | ec2 RunInstances |"
                                        + " arn:aws:ec2:us-west-1:619193117841:instance/i-784cdacd"
                                        + " arn:aws:ec2:us-west-1:619193117841:instance/i-7b4cdace +"),
                        Map.entry("s3", "role-session user | s3 CreateBucket | arn:aws:s3:::cwe-test +"),
                        Map.entry(
                                "tag-distribution",
                                user + " | cloudfront TagResource |"
                                        + " arn:aws:cloudfront::351936369470:distribution/E53370FUHBNLK"),
                        Map.entry(
                                "tag-rest-stage",
                                user + " | apigateway TagResource |"
                                        + " arn:aws:apigateway:us-east-1::/restapis/abcdef74gh/stages/test2"),
                        Map.entry(
                                "update-distribution",
                                user + " | cloudfront UpdateDistribution |"
                                        + " arn:aws:cloudfront::012345678912:distribution/E53370FUHBNLK"),
                        Map.entry(
                                "update-efs-mount-target-security-group",
                                "iam-user Jerry | elasticfilesystem ModifyMountTargetSecurityGroups |"
                                        + " fsmt-07e238762319765b9")));
    }

    @Test
    void whatEventBridgeWrapsIsReadAsWhatIsInside() {
        TrailEvent event = Events.read(Events.text(sample("event-cloud-trail-create-bucket.json")));

        assertThat(event.id()).hasToString("c4fa3db1-2303-40e4-bde0-3b7246bdbf0b");
        assertThat(event.time()).isEqualTo(Instant.parse("2016-06-04T12:19:03Z"));
        assertThat(event.account()).isEqualTo("619193117841");
        assertThat(event.region()).isEqualTo("us-west-2");
        assertThat(event.readOnly()).isFalse();
        assertThat(event.topics()).containsExactly(Topic.MADE_BY_HAND);
        assertThat(event.marks()).isEmpty();
        assertThat(event.json()).startsWith("{\"eventVersion\":\"1.03\"").doesNotContain("detail-type");
    }

    @Test
    void whatCloudFormationMadeIsNotByHand() {
        TrailEvent event = Events.read(Events.text(sample("event-cloud-trail-create-db.json")));

        assertThat(event.identity().via()).isEqualTo("cloudformation.amazonaws.com");
        assertThat(event.identity().role()).isEqualTo("DeveloperRole");
        assertThat(event.topics()).isEmpty();
        assertThat(event.json()).doesNotContain("****");
    }

    @Test
    void whatHasNoIdTimeOrIdentityIsMarked() {
        TrailEvent event = Events.read(Events.text(sample("event-cloud-trail-bedrock-create-customization-jobs.json")));

        assertThat(event.marks()).containsExactlyInAnyOrder(Mark.NO_ID, Mark.NO_TIME, Mark.NO_IDENTITY);
        assertThat(event.time()).isEqualTo(Events.DELIVERED);
    }

    private static Path sample(String name) {
        List<Path> files = Events.samples();
        return files.stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
}
