package dev.bursar.simulator.organisation;

/**
 * A service as exports name it, which differs from Cost Explorer's name: several of those may be one product.
 *
 * @param code the product code of a CUR
 * @param name the product name of a CUR and FOCUS's ServiceName
 * @param category FOCUS's ServiceCategory
 * @param subcategory FOCUS's ServiceSubcategory
 */
public record Product(String code, String name, String category, String subcategory) {

    private static final String ML = "AI and Machine Learning";
    private static final String GOVERNANCE = "Management and Governance";
    private static final Product EC2 =
            new Product("AmazonEC2", "Amazon Elastic Compute Cloud", "Compute", "Virtual Machines");

    /** The product of a cell's service, under the name that exports have for it. */
    public static Product of(Cell cell) {
        var product = of(cell.service());
        var name = cell.exportedAs();
        return name == null
                ? product
                : new Product(name.replace(" ", ""), name, product.category(), product.subcategory());
    }

    /** The product of a Cost Explorer SERVICE; tax is that of a product, of which there is always EC2. */
    public static Product of(String service) {
        return switch (service) {
            case "Amazon Elastic Compute Cloud - Compute", "EC2 - Other", "Tax" -> EC2;
            case "Amazon SageMaker" -> new Product("AmazonSageMaker", service, ML, "AI Platforms");
            case "Amazon Bedrock" -> new Product("AmazonBedrock", service, ML, "Generative AI");
            case "Amazon Simple Storage Service" -> new Product("AmazonS3", service, "Storage", "Object Storage");
            case "AWS Glue" -> new Product("AWSGlue", service, "Analytics", "Data Processing");
            case "Amazon Athena" -> new Product("AmazonAthena", service, "Analytics", "Analytics Platforms");
            case "Amazon Kinesis" -> new Product("AmazonKinesis", service, "Analytics", "Streaming Analytics");
            case "AmazonCloudWatch" -> new Product("AmazonCloudWatch", service, GOVERNANCE, "Observability");
            case "AWS Cost Explorer" -> new Product("AWSCostExplorer", service, GOVERNANCE, "Cost Management");
            case "AWS Support (Business)" -> new Product("AWSSupportBusiness", service, GOVERNANCE, "Support");
            case "Amazon DynamoDB" -> new Product("AmazonDynamoDB", service, "Databases", "NoSQL Databases");
            case "Amazon ElastiCache" -> new Product("AmazonElastiCache", service, "Databases", "Caching");
            case "Amazon Relational Database Service" ->
                new Product("AmazonRDS", service, "Databases", "Relational Databases");
            case "Amazon Elastic Container Service for Kubernetes" ->
                new Product("AmazonEKS", service, "Compute", "Containers");
            case "Amazon EC2 Container Registry (ECR)" -> new Product("AmazonECR", service, "Compute", "Containers");
            case "AWS Lambda" -> new Product("AWSLambda", service, "Compute", "Serverless Compute");
            case "Amazon Elastic Load Balancing" ->
                new Product("AWSELB", "Elastic Load Balancing", "Networking", "Application Networking");
            case "AWS Key Management Service" -> new Product("awskms", service, "Security", "Secret Management");
            case "Savings Plans for AWS Machine Learning" ->
                new Product("MachineLearningSavingsPlans", service, ML, "AI Platforms");
            case "Savings Plans for AWS Compute usage" ->
                new Product("ComputeSavingsPlans", service, "Compute", "Virtual Machines");
            default -> new Product(service.replace(" ", ""), service, "Other", "Other (Other)");
        };
    }
}
