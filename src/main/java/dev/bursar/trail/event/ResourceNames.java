package dev.bursar.trail.event;

import module java.base;

/** Writes the names of resources as the inventory has them: as ARNs of the Resource Groups Tagging API. */
final class ResourceNames {
    static final String EC2 = "ec2";
    private static final String AS_IS = "-";
    private static final String SCALED = "scaled";

    /** What Application Auto Scaling calls a resource, and the end of its ARN. */
    private static final Pattern VARIANT = Pattern.compile("endpoint/([^/]+)/variant/.+");

    private static final Pattern SCALED_SERVICE = Pattern.compile("service/[^/]+/[^/]+");
    private static final Pattern SCALED_TABLE = Pattern.compile("table/([^/]+)(/index/.+)?");

    private static final Pattern EC2_ID = Pattern.compile("([a-z-]+)-[0-9a-f-]{8,40}");
    private static final Map<String, String> EC2_KINDS = Map.ofEntries(
            Map.entry("i", "instance"),
            Map.entry("vol", "volume"),
            Map.entry("snap", "snapshot"),
            Map.entry("ami", "image"),
            Map.entry("sg", "security-group"),
            Map.entry("sgr", "security-group-rule"),
            Map.entry("nat", "natgateway"),
            Map.entry("vpc", "vpc"),
            Map.entry("subnet", "subnet"),
            Map.entry("eni", "network-interface"),
            Map.entry("eipalloc", "elastic-ip"),
            Map.entry("key", "key-pair"),
            Map.entry("lt", "launch-template"),
            Map.entry("fleet", "fleet"),
            Map.entry("sir", "spot-instances-request"),
            Map.entry("sfr", "spot-fleet-request"),
            Map.entry("rtb", "route-table"),
            Map.entry("igw", "internet-gateway"),
            Map.entry("eigw", "egress-only-internet-gateway"),
            Map.entry("acl", "network-acl"),
            Map.entry("vpce", "vpc-endpoint"),
            Map.entry("vpce-svc", "vpc-endpoint-service"),
            Map.entry("pcx", "vpc-peering-connection"),
            Map.entry("tgw", "transit-gateway"),
            Map.entry("tgw-attach", "transit-gateway-attachment"),
            Map.entry("vpn", "vpn-connection"),
            Map.entry("cgw", "customer-gateway"),
            Map.entry("vgw", "vpn-gateway"),
            Map.entry("dopt", "dhcp-options"),
            Map.entry("cr", "capacity-reservation"),
            Map.entry("h", "dedicated-host"),
            Map.entry("fl", "vpc-flow-log"),
            Map.entry("pl", "prefix-list"));

    /** The ARN of what LookupEvents names by type; other names stay as they are. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("AWS::S3::Bucket", "arn:{p}:s3:::{v}"),
            Map.entry("AWS::Lambda::Function", "function:{v}"),
            Map.entry("AWS::RDS::DBInstance", "db:{l}"),
            Map.entry("AWS::RDS::DBCluster", "cluster:{l}"),
            Map.entry("AWS::RDS::DBSnapshot", "snapshot:{l}"),
            Map.entry("AWS::IAM::User", "arn:{p}:iam::{a}:user/{v}"),
            Map.entry("AWS::IAM::Role", "arn:{p}:iam::{a}:role/{v}"),
            Map.entry("AWS::IAM::Group", "arn:{p}:iam::{a}:group/{v}"),
            Map.entry("AWS::IAM::InstanceProfile", "arn:{p}:iam::{a}:instance-profile/{v}"),
            Map.entry("AWS::DynamoDB::Table", "table/{v}"),
            Map.entry("AWS::KMS::Key", "key/{v}"),
            Map.entry("AWS::ECR::Repository", "repository/{v}"),
            Map.entry("AWS::EKS::Cluster", "cluster/{v}"),
            Map.entry("AWS::ECS::Cluster", "cluster/{v}"),
            Map.entry("AWS::Kinesis::Stream", "stream/{v}"),
            Map.entry("AWS::Logs::LogGroup", "log-group:{v}"),
            Map.entry("AWS::SageMaker::Endpoint", "endpoint/{l}"),
            Map.entry("AWS::SageMaker::NotebookInstance", "notebook-instance/{l}"));

    /** Event sources that ARNs call otherwise. */
    private static final Map<String, String> SERVICES = Map.of(
            "monitoring", "cloudwatch",
            "email", "ses",
            "tagging", "tag",
            "streams.dynamodb", "dynamodb",
            "bedrock-runtime", "bedrock",
            "ecr-public", "ecr");

    private static final Pattern QUEUE_URL = Pattern.compile("https?://[^/]+/(\\d{12})/([^/]+)");
    private static final Pattern QUALIFIED = Pattern.compile("(?:.*:)?function:([^:]+)(?::.*)?|([^:]+)(?::.*)?");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(p|r|a|v|l|q\\.[A-Za-z.]+)}");

    private final Call call;

    ResourceNames(Call call) {
        this.call = call;
    }

    /** The event's service, as ARNs call it. */
    String service() {
        return SERVICES.getOrDefault(call.service(), call.service());
    }

    static boolean isEc2Id(String text) {
        Matcher id = EC2_ID.matcher(text);
        return id.matches() && EC2_KINDS.containsKey(id.group(1));
    }

    /** The ARN by a rule's form; the value itself where the form can't be filled. */
    String of(String form, String value) {
        if (value.startsWith("arn:")) {
            return ofArn(value);
        }
        if (form.equals(AS_IS)) {
            return value;
        }
        if (form.equals(SCALED)) {
            return scaled(value);
        }
        if (form.equals(EC2)) {
            Matcher id = EC2_ID.matcher(value);
            String kind = id.matches() ? EC2_KINDS.get(id.group(1)) : null;
            return kind == null ? value : fill(kind + "/{v}", value);
        }
        return fill(form, plain(value));
    }

    private String scaled(String value) {
        Matcher variant = VARIANT.matcher(value);
        if (variant.matches()) {
            return fill("arn:{p}:sagemaker:{r}:{a}:endpoint/{l}", variant.group(1));
        }
        Matcher table = SCALED_TABLE.matcher(value);
        if (table.matches()) {
            return fill("arn:{p}:dynamodb:{r}:{a}:table/{v}", table.group(1));
        }
        return SCALED_SERVICE.matcher(value).matches() ? fill("arn:{p}:ecs:{r}:{a}:{v}", value) : value;
    }

    String ofType(String type, String name) {
        if (type.startsWith("AWS::EC2::")) {
            return of(EC2, name);
        }
        return of(TYPES.getOrDefault(type, AS_IS), name);
    }

    /** The name by which the resource is known where the ARN names a part or version of it. */
    String ofArn(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6) {
            return arn;
        }
        String name = parts[5];
        String known = switch (parts[2]) {
            case "s3" -> before(name, '/');
            case "sagemaker" -> name.toLowerCase(Locale.ROOT);
            case "lambda" -> name.startsWith("function:") ? "function:" + functionName(name) : name;
            case "dynamodb" -> tableOnly(name);
            case "logs" -> logGroupOnly(name);
            default -> name;
        };
        return arn.substring(0, arn.length() - name.length()) + known;
    }

    /** Values that say more than the id or name. */
    private String plain(String value) {
        return switch (call.service()) {
            case "lambda" -> functionName(value);
            case "route53" -> value.startsWith("/hostedzone/") ? value.substring("/hostedzone/".length()) : value;
            case "ssm" -> value.startsWith("/") ? value.substring(1) : value;
            case "sqs" -> {
                Matcher url = QUEUE_URL.matcher(value);
                yield url.matches() ? url.group(2) : value;
            }
            case "ecs", "athena" -> value.substring(value.lastIndexOf('/') + 1);
            default -> value;
        };
    }

    private static String functionName(String value) {
        Matcher name = QUALIFIED.matcher(value);
        if (!name.matches()) {
            return value;
        }
        return name.group(1) != null ? name.group(1) : name.group(2);
    }

    private String fill(String form, String value) {
        String whole = form.startsWith("arn:") ? form : "arn:{p}:" + service() + ":{r}:{a}:" + form;
        if (call.service().equals("kms") && value.startsWith("alias/")) {
            whole = "arn:{p}:kms:{r}:{a}:{v}";
        }
        var filled = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(whole);
        while (placeholder.find()) {
            String text = text(placeholder.group(1), value);
            if (text.isEmpty()) {
                return value;
            }
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(text));
        }
        return ofArn(placeholder.appendTail(filled).toString());
    }

    private String text(String placeholder, String value) {
        return switch (placeholder) {
            case "p" -> partition();
            case "r" -> call.region();
            case "a" -> call.account();
            case "v" -> value;
            case "l" -> value.toLowerCase(Locale.ROOT);
            default -> {
                String text = Json.text(Json.member(call.request(), placeholder.substring(2)));
                yield text.substring(text.lastIndexOf('/') + 1);
            }
        };
    }

    private String partition() {
        if (call.region().startsWith("cn-")) {
            return "aws-cn";
        }
        return call.region().startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String tableOnly(String name) {
        int end = name.startsWith("table/") ? name.indexOf('/', "table/".length()) : -1;
        return end < 0 ? name : name.substring(0, end);
    }

    private static String logGroupOnly(String name) {
        int end = name.startsWith("log-group:") ? name.indexOf(':', "log-group:".length()) : -1;
        return end < 0 ? name : name.substring(0, end);
    }
}
