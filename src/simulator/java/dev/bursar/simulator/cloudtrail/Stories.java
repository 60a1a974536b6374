package dev.bursar.simulator.cloudtrail;

import static dev.bursar.simulator.organisation.OrganisationModel.CHECKOUT;
import static dev.bursar.simulator.organisation.OrganisationModel.DATA_LAKE;
import static dev.bursar.simulator.organisation.OrganisationModel.RECOMMENDATIONS;
import static dev.bursar.simulator.organisation.OrganisationModel.RESEARCH;
import static dev.bursar.simulator.organisation.OrganisationModel.SANDBOX;
import static dev.bursar.simulator.organisation.OrganisationModel.SHARED;
import static dev.bursar.simulator.organisation.OrganisationModel.VISION;

import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.simulator.resources.Resource;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/** What happens once, and what people ask about afterwards: counted in days before the day of the cost stories. */
final class Stories {

    private static final String MAIN = "us-east-1";
    private static final String IRELAND = "eu-west-1";

    private final LocalDate story;
    private final List<Resource> resources;
    private final Denials denials = new Denials();
    private final List<Event> events = new ArrayList<>();

    private Stories(LocalDate story, List<Resource> resources) {
        this.story = story;
        this.resources = resources;
    }

    static List<Event> of(LocalDate story, List<Resource> resources) {
        var stories = new Stories(story, resources);
        stories.training();
        stories.endpointGoes();
        stories.bucketBecomesPublic();
        stories.snapshotIsShared();
        stories.rights();
        stories.signIns();
        stories.failedSignIns();
        stories.roleChain();
        stories.sourceIdentity();
        stories.otherIdentities();
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

    private void bucketBecomesPublic() {
        var bucket = "acme-uploads-ireland";
        var actor = person(CHECKOUT, "PowerUserAccess", "shop-ops", at(11, "14:05:00"));
        add(bucket(actor, at(11, "14:05:31"), "DeleteBucketPublicAccessBlock", bucket, ""));
        var policy = Draft.json("{'bucketName':'$','Host':'$.s3.eu-west-1.amazonaws.com','policy':''}", bucket, bucket);
        policy.set(
                "bucketPolicy",
                Draft.json(
                        "{'Version':'2012-10-17','Statement':[{'Sid':'PublicRead','Effect':'Allow','Principal':'*',"
                                + "'Action':['s3:GetObject'],'Resource':['arn:aws:s3:::$/*']}]}",
                        bucket));
        add(new Draft(actor, IRELAND, at(11, "14:06:10"), "s3:PutBucketPolicy")
                .asks(policy)
                .about("AWS::S3::Bucket", bucket, "arn:aws:s3:::" + bucket));
        add(bucket(actor, at(11, "14:07:44"), "PutBucketAcl", bucket, ",'x-amz-acl':'public-read'"));
        var auditor = person(CHECKOUT, "SecurityAudit", "net-admin", at(10, "07:30:00"));
        add(bucket(auditor, at(10, "07:31:02"), "GetBucketPolicyStatus", bucket, ""));
        add(bucket(
                person(CHECKOUT, "PowerUserAccess", "checkout-lead", at(10, "07:50:00")),
                at(10, "07:52:19"),
                "PutBucketPublicAccessBlock",
                bucket,
                ",'PublicAccessBlockConfiguration':{'RestrictPublicBuckets':true,'BlockPublicPolicy':true,"
                        + "'BlockPublicAcls':true,'IgnorePublicAcls':true}"));
    }

    private static Draft bucket(Actor actor, Instant time, String call, String bucket, String more) {
        return new Draft(actor, IRELAND, time, "s3:" + call)
                .asks("{'bucketName':'$','Host':'$.s3.eu-west-1.amazonaws.com'" + more + "}", bucket, bucket)
                .about("AWS::S3::Bucket", bucket, "arn:aws:s3:::" + bucket);
    }

    private void snapshotIsShared() {
        var snapshot = "snap-0" + Ids.hex("shared snapshot", 16);
        var actor = person(DATA_LAKE, "PowerUserAccess", "lake-ops", at(7, "10:14:00"));
        add(new Draft(actor, MAIN, at(7, "10:15:03"), "ec2:CreateSnapshot")
                .asks("{'volumeId':'vol-0$','description':'for the partner'}", Ids.hex("lake volume", 16))
                .answers("{'requestId':'$','snapshotId':'$','status':'pending'}", Ids.uuid(snapshot), snapshot)
                .about("AWS::EC2::Snapshot", snapshot));
        add(new Draft(actor, MAIN, at(7, "10:41:27"), "ec2:ModifySnapshotAttribute")
                .asks(
                        "{'snapshotId':'$','createVolumePermission':{'add':{'items':[{'group':'all'}]}},"
                                + "'attributeType':'CREATE_VOLUME_PERMISSION'}",
                        snapshot)
                .answers("{'requestId':'$','_return':true}", Ids.uuid("shared " + snapshot))
                .about("AWS::EC2::Snapshot", snapshot));
    }

    private void rights() {
        var admin = person(SHARED, "AdministratorAccess", "platform-ops", at(14, "08:55:00"));
        add(new Draft(admin, MAIN, at(14, "09:02:11"), "iam:AttachRolePolicy")
                .asks(
                        "{'roleName':'$','policyArn':'arn:aws:iam::aws:policy/AdministratorAccess'}",
                        AccountUsers.DEPLOYER)
                .about("AWS::IAM::Role", AccountUsers.DEPLOYER));
        var owner = person(SANDBOX, "AdministratorAccess", "anna", at(13, "15:59:00"));
        add(new Draft(owner, MAIN, at(13, "16:01:40"), "iam:CreateUser")
                .asks("{'userName':'contractor'}")
                .answers(
                        "{'user':{'userName':'contractor','path':'/','userId':'$','arn':'arn:aws:iam::$:user/contractor'}}",
                        Ids.principal("AIDA", SANDBOX + "contractor"),
                        SANDBOX)
                .about("AWS::IAM::User", "contractor"));
        add(new Draft(owner, MAIN, at(13, "16:02:05"), "iam:CreateAccessKey")
                .asks("{'userName':'contractor'}")
                .answers(
                        "{'accessKey':{'userName':'contractor','accessKeyId':'$','status':'Active'}}",
                        Ids.accessKey("AKIA", SANDBOX + "contractor"))
                .about("AWS::IAM::User", "contractor"));
        add(new Draft(owner, MAIN, at(13, "16:03:30"), "iam:PutUserPolicy")
                .asks(
                        Draft.json("{'userName':'contractor','policyName':'all'}")
                                .put(
                                        "policyDocument",
                                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"))
                .about("AWS::IAM::User", "contractor"));
        add(new Draft(Actors.user(SANDBOX, "contractor"), "us-west-2", at(12, "02:13:44"), "ec2:DescribeInstances")
                .asks("{'instancesSet':{},'filterSet':{}}"));
        events.add(denials.runInstances(
                Actors.user(SANDBOX, "contractor").from("203.0.113.200"),
                "us-west-2",
                at(12, "02:14:20"),
                "p5.48xlarge"));
        add(new Draft(
                        person(Organisation.PAYER, "AdministratorAccess", "org-admin", at(9, "12:00:00")),
                        MAIN,
                        at(9, "12:04:18"),
                        "organizations:AttachPolicy")
                .asks("{'policyId':'p-gpulimit','targetId':'$'}", SANDBOX));
    }

    private void signIns() {
        events.add(SignIns.root(SANDBOX, at(6, "21:12:09")));
        add(new Draft(Actors.root(SANDBOX, at(6, "21:12:09")), MAIN, at(6, "21:15:50"), "iam:DeactivateMFADevice")
                .asks("{'userName':'contractor','serialNumber':'arn:aws:iam::$:mfa/contractor'}", SANDBOX));
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

    private void otherIdentities() {
        add(new Draft(Actors.portal(Organisation.PAYER, "finops"), MAIN, at(3, "09:12:00"), "sso:Authenticate")
                .type("AwsServiceEvent"));
        add(new Draft(
                        Actors.federated(DATA_LAKE, "kenji", at(22, "10:00:00")),
                        MAIN,
                        at(22, "10:20:00"),
                        "glue:GetJobs")
                .asks("{'maxResults':100}"));
        add(new Draft(
                        Actors.user(Organisation.PAYER, "billing-export").with(Actors.PYTHON),
                        MAIN,
                        at(21, "05:00:30"),
                        "budgets:ViewBudget")
                .asks("{'accountId':'$'}", Organisation.PAYER)
                .change(record -> record.put("readOnly", true)));
    }
}
