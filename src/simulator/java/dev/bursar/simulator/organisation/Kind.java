package dev.bursar.simulator.organisation;

import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A kind of use: which service it is billed under, in what unit, and how it swings over a week. */
public enum Kind {
    ENDPOINT_G5("Amazon SageMaker", "USE1-Host:ml.g5.12xlarge", "Invoke-Endpoint", "Hrs", "7.09", 94, 4),
    ENDPOINT_G6("Amazon SageMaker", "USE1-Host:ml.g6.12xlarge", "Invoke-Endpoint", "Hrs", "5.752", 94, 4),
    ENDPOINT_LARGE("Amazon SageMaker", "USE1-Host:ml.g6e.48xlarge", "Invoke-Endpoint", "Hrs", "37.6664", 100, 2),
    ENDPOINT_COVERED("Amazon SageMaker", "USE1-Host:ml.m5.4xlarge", "Invoke-Endpoint", "Hrs", "0.922", 96, 3),
    ENDPOINT_ASYNC("Amazon SageMaker", "APN1-AsyncInf:ml.g6.xlarge", "Invoke-Endpoint", "Hrs", "1.4266", 80, 15),
    TRAINING("Amazon SageMaker", "USE1-Train:ml.p4d.24xlarge", "RunInstance", "Hrs", "37.688", 62, 38),
    TRAINING_COVERED("Amazon SageMaker", "USE1-Train:ml.g5.48xlarge", "RunInstance", "Hrs", "20.36", 88, 8),
    PROCESSING("Amazon SageMaker", "EU-Processing:ml.m5.12xlarge", "RunInstance", "Hrs", "3.074", 85, 20),
    NOTEBOOK("Amazon SageMaker", "USE1-Notebk:ml.t3.xlarge", "RunInstance", "Hrs", "0.2", 30, 12),
    NOTEBOOK_VOLUME("Amazon SageMaker", "USE1-Notebk:VolumeUsage.gp2", "CreateVolume-Gp2", "GB-Mo", "0.14", 100, 1),
    STUDIO("Amazon SageMaker", "USE1-Studio:JupyterLab-ml.g5.xlarge", "RunInstance", "Hrs", "1.408", 35, 18),
    GPU("Amazon Elastic Compute Cloud - Compute", "USE1-BoxUsage:g5.12xlarge", "RunInstances", "Hrs", "5.672", 90, 10),
    GPU_SPOT(
            "Amazon Elastic Compute Cloud - Compute",
            "USE1-SpotUsage:p4d.24xlarge",
            "RunInstances:SV001",
            "Hrs",
            "11.9214",
            75,
            30),
    CPU("Amazon Elastic Compute Cloud - Compute", "EUC1-BoxUsage:c6i.4xlarge", "RunInstances", "Hrs", "0.776", 88, 8),
    CPU_COVERED(
            "Amazon Elastic Compute Cloud - Compute",
            "USE1-BoxUsage:m6i.8xlarge",
            "RunInstances",
            "Hrs",
            "1.536",
            95,
            4),
    DISK("EC2 - Other", "USE1-EBS:VolumeUsage.gp3", "CreateVolume-Gp3", "GB-Mo", "0.08", 100, 2),
    NAT("EC2 - Other", "USE1-NatGateway-Bytes", "NatGateway", "GB", "0.045", 82, 10),
    TRANSFER("EC2 - Other", "USE1-DataTransfer-Out-Bytes", "InterZone-Out", "GB", "0.09", 80, 12),
    OBJECTS("Amazon Simple Storage Service", "TimedStorage-ByteHrs", "StandardStorage", "GB-Mo", "0.023", 100, 1),
    OBJECT_REQUESTS("Amazon Simple Storage Service", "Requests-Tier2", "GetObject", "Requests", "0.0000004", 78, 20),
    ETL("AWS Glue", "USE1-ETL-DPU-Hour", "Jobrun", "DPU-Hour", "0.44", 90, 15),
    QUERIES("Amazon Athena", "USE1-DataScannedInTB", "StartQueryExecution", "Terabytes", "5", 55, 25),
    LOGS("AmazonCloudWatch", "USE1-DataProcessing-Bytes", "PutLogEvents", "GB", "0.5", 85, 8),
    METRICS("AmazonCloudWatch", "CW:MetricMonitorUsage", "MetricStorage", "Metrics", "0.3", 100, 1),
    TABLES("Amazon DynamoDB", "ReadRequestUnits", "GetItem", "ReadRequestUnits", "0.000000125", 86, 12),
    STREAMS("Amazon Kinesis", "USE1-Storage-ShardHour", "shardHourStorage", "ShardHour", "0.015", 96, 3),
    CLUSTERS(
            "Amazon Elastic Container Service for Kubernetes",
            "USE1-AmazonEKS-Hours:perCluster",
            "CreateOperation",
            "Hours",
            "0.1",
            100,
            0),
    IMAGES("Amazon EC2 Container Registry (ECR)", "USE1-TimedStorage-ByteHrs", "", "GB-Mo", "0.1", 100, 1),
    DATABASE(
            "Amazon Relational Database Service",
            "USE1-InstanceUsage:db.r6g.2xl",
            "CreateDBInstance:0014",
            "Hrs",
            "0.9",
            100,
            1),
    CACHE("Amazon ElastiCache", "USE1-NodeUsage:cache.r6g.xlarge", "CreateCacheCluster:0002", "Hrs", "0.411", 100, 1),
    FUNCTIONS("AWS Lambda", "USE1-Lambda-GB-Second", "Invoke", "Lambda-GB-Second", "0.0000166667", 75, 14),
    FOUNDATION_MODELS("Amazon Bedrock", "USE1-NovaPro-input-tokens", "InvokeModel", "1K tokens", "0.003", 60, 30),
    BALANCERS("Amazon Elastic Load Balancing", "USE1-LCUUsage", "LoadBalancing:Application", "LCU-Hrs", "0.008", 88, 6),
    KEYS("AWS Key Management Service", "us-east-1-KMS-Requests", "Decrypt", "Requests", "0.000003", 90, 6),
    COST_EXPLORER("AWS Cost Explorer", "USE1-APIRequest", "GetCostAndUsage", "Requests", "0.01", 100, 0);

    private static final Map<String, String> REGIONS =
            Map.of("USE1", "us-east-1", "EU", "eu-west-1", "EUC1", "eu-central-1", "APN1", "ap-northeast-1");

    final String service;
    final String usageType;
    final String operation;
    final String unit;
    public final BigDecimal price;
    final int weekendPercent;
    final int swingPercent;

    Kind(
            String service,
            String usageType,
            String operation,
            String unit,
            String price,
            int weekendPercent,
            int swingPercent) {
        this.service = service;
        this.usageType = usageType;
        this.operation = operation;
        this.unit = unit;
        this.price = new BigDecimal(price);
        this.weekendPercent = weekendPercent;
        this.swingPercent = swingPercent;
    }

    @Nullable
    Plan plan() {
        return switch (this) {
            case ENDPOINT_COVERED, TRAINING_COVERED -> Plan.MACHINE_LEARNING;
            case CPU_COVERED -> Plan.COMPUTE;
            default -> null;
        };
    }

    /** The price of a unit of what the cell uses, null where it is of no kind. */
    public static @Nullable BigDecimal price(Cell cell) {
        return price(cell.service(), cell.usageType());
    }

    /** The same by service and usage type. */
    public static @Nullable BigDecimal price(String service, String usageType) {
        for (var kind : values()) {
            if (kind.usageType.equals(usageType) && kind.service.equals(service)) {
                return kind.price;
            }
        }
        return null;
    }

    Cell cell(String account, Map<String, String> tags) {
        var covered = plan() != null;
        return new Cell(
                account,
                service,
                covered ? "SavingsPlanCoveredUsage" : "Usage",
                usageType,
                operation,
                instanceType(),
                region(),
                covered ? "Savings Plans" : usageType.contains("SpotUsage") ? "Spot Instances" : "On Demand Instances",
                unit,
                tags);
    }

    private String instanceType() {
        var colon = usageType.indexOf(':');
        var rest = usageType.substring(colon + 1);
        return unit.equals("Hrs") && colon > 0 ? rest.substring(rest.lastIndexOf('-') + 1) : "";
    }

    private String region() {
        var dash = usageType.indexOf('-');
        return dash < 0 ? "us-east-1" : REGIONS.getOrDefault(usageType.substring(0, dash), "us-east-1");
    }
}
