package dev.bursar.aws.places;

import dev.bursar.efficiency.spi.MlComponent;
import dev.bursar.efficiency.spi.MlEndpoint;
import dev.bursar.efficiency.spi.MlEndpoint.Model;
import dev.bursar.efficiency.spi.MlEndpoint.Serverless;
import dev.bursar.efficiency.spi.MlEndpoint.Variant;
import dev.bursar.efficiency.spi.MlSource.Listed;
import module java.base;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointConfigResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeEndpointResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeInferenceComponentResponse;
import software.amazon.awssdk.services.sagemaker.model.DescribeModelResponse;
import software.amazon.awssdk.services.sagemaker.model.InferenceComponentComputeResourceRequirements;
import software.amazon.awssdk.services.sagemaker.model.InferenceComponentRuntimeConfigSummary;
import software.amazon.awssdk.services.sagemaker.model.InferenceComponentSpecificationSummary;
import software.amazon.awssdk.services.sagemaker.model.MetricsConfig;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariant;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantManagedInstanceScaling;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantServerlessConfig;
import software.amazon.awssdk.services.sagemaker.model.ProductionVariantSummary;

/** Joins what an endpoint says, which is how many instances run, with what its configuration says, which is of what type they are. */
final class EndpointReader {
    private static final int SECONDS_BETWEEN_POINTS = 60;

    private EndpointReader() {}

    /**
     * @param config null where it is gone
     * @param models by name
     * @return empty where the answer has no name or ARN
     */
    static Optional<MlEndpoint> endpoint(
            DescribeEndpointResponse endpoint,
            @Nullable DescribeEndpointConfigResponse config,
            Map<String, Model> models) {
        Optional<Listed> read = SageMakerReader.listed(
                endpoint.endpointName(),
                endpoint.endpointArn(),
                endpoint.endpointStatusAsString(),
                endpoint.creationTime(),
                endpoint.lastModifiedTime());
        return read.map(listed -> {
            List<Variant> variants = new ArrayList<>(variants(
                    false,
                    config == null ? List.of() : config.productionVariants(),
                    endpoint.productionVariants(),
                    models));
            variants.addAll(variants(
                    true,
                    config == null ? List.of() : config.shadowProductionVariants(),
                    endpoint.shadowProductionVariants(),
                    models));
            String name = SageMakerReader.word(endpoint.endpointConfigName());
            return new MlEndpoint(
                    listed.name(),
                    listed.arn(),
                    listed.status(),
                    listed.created(),
                    SageMakerReader.modified(listed),
                    name == null ? "" : name,
                    endpoint.asyncInferenceConfig() != null || config != null && config.asyncInferenceConfig() != null,
                    publishSeconds(endpoint.metricsConfig(), config == null ? null : config.metricsConfig()),
                    variants);
        });
    }

    /** A model of several containers is of no single package. */
    static Model model(String name, DescribeModelResponse model) {
        String source = model.primaryContainer() == null
                ? null
                : model.primaryContainer().modelPackageName();
        return new Model(name, SageMakerReader.isArn(source) ? source : null, model.creationTime());
    }

    /** The models that a configuration names; none where it is gone. */
    static Set<String> models(@Nullable DescribeEndpointConfigResponse config) {
        return config == null
                ? Set.of()
                : Stream.concat(config.productionVariants().stream(), config.shadowProductionVariants().stream())
                        .map(ProductionVariant::modelName)
                        .filter(SageMakerReader::isName)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static int publishSeconds(@Nullable MetricsConfig endpoint, @Nullable MetricsConfig config) {
        if (endpoint != null && endpoint.metricPublishFrequencyInSeconds() != null) {
            return endpoint.metricPublishFrequencyInSeconds();
        }
        return config == null || config.metricPublishFrequencyInSeconds() == null
                ? SECONDS_BETWEEN_POINTS
                : config.metricPublishFrequencyInSeconds();
    }

    /** Those that run and those that are only configured: an endpoint that is being created has no running ones. */
    private static List<Variant> variants(
            boolean shadow,
            List<ProductionVariant> configured,
            List<ProductionVariantSummary> running,
            Map<String, Model> models) {
        Map<String, ProductionVariant> types = new LinkedHashMap<>();
        configured.stream()
                .filter(one -> SageMakerReader.isName(one.variantName()))
                .forEach(one -> types.put(one.variantName(), one));
        Map<String, ProductionVariantSummary> counts = new LinkedHashMap<>();
        running.stream()
                .filter(one -> SageMakerReader.isName(one.variantName()))
                .forEach(one -> counts.put(one.variantName(), one));
        Set<String> names = new LinkedHashSet<>(types.keySet());
        names.addAll(counts.keySet());
        return names.stream()
                .map(name -> variant(name, shadow, types.get(name), counts.get(name), models))
                .toList();
    }

    private static Variant variant(
            String name,
            boolean shadow,
            @Nullable ProductionVariant configured,
            @Nullable ProductionVariantSummary running,
            Map<String, Model> models) {
        Serverless serverless = serverless(running == null ? null : running.currentServerlessConfig());
        if (serverless == null) {
            serverless = serverless(configured == null ? null : configured.serverlessConfig());
        }
        return new Variant(
                name,
                shadow,
                serverless == null && configured != null
                        ? SageMakerReader.word(configured.instanceTypeAsString())
                        : null,
                serverless == null && running != null ? running.currentInstanceCount() : null,
                weight(configured, running),
                serverless,
                least(configured, running),
                configured != null && configured.capacityReservationConfig() != null
                        || running != null && running.capacityReservationConfig() != null,
                configured == null || configured.modelName() == null ? null : models.get(configured.modelName()));
    }

    private static @Nullable Serverless serverless(@Nullable ProductionVariantServerlessConfig config) {
        return config == null
                ? null
                : new Serverless(
                        config.memorySizeInMB() == null ? 0 : config.memorySizeInMB(),
                        config.provisionedConcurrency() == null ? 0 : config.provisionedConcurrency());
    }

    private static double weight(@Nullable ProductionVariant configured, @Nullable ProductionVariantSummary running) {
        if (running != null && running.currentWeight() != null) {
            return running.currentWeight();
        }
        return configured == null || configured.initialVariantWeight() == null ? 1 : configured.initialVariantWeight();
    }

    private static @Nullable Integer least(
            @Nullable ProductionVariant configured, @Nullable ProductionVariantSummary running) {
        ProductionVariantManagedInstanceScaling scaling = running == null ? null : running.managedInstanceScaling();
        if (scaling == null && configured != null) {
            scaling = configured.managedInstanceScaling();
        }
        return scaling == null || !"ENABLED".equals(scaling.statusAsString()) ? null : scaling.minInstanceCount();
    }

    /** Empty where the answer has no name, ARN, endpoint or variant. */
    static Optional<MlComponent> component(DescribeInferenceComponentResponse component) {
        String endpoint = SageMakerReader.word(component.endpointName());
        String variant = SageMakerReader.word(component.variantName());
        Optional<Listed> read = SageMakerReader.listed(
                component.inferenceComponentName(),
                component.inferenceComponentArn(),
                component.inferenceComponentStatusAsString(),
                component.creationTime(),
                component.lastModifiedTime());
        if (endpoint == null || variant == null || read.isEmpty()) {
            return Optional.empty();
        }
        InferenceComponentSpecificationSummary specification = component.specification();
        InferenceComponentComputeResourceRequirements reserved =
                specification == null ? null : specification.computeResourceRequirements();
        InferenceComponentRuntimeConfigSummary runtime = component.runtimeConfig();
        return read.map(listed -> new MlComponent(
                listed.name(),
                listed.arn(),
                endpoint,
                variant,
                listed.status(),
                reserved == null ? null : number(reserved.numberOfCpuCoresRequired()),
                reserved == null ? null : number(reserved.numberOfAcceleratorDevicesRequired()),
                reserved == null ? null : reserved.minMemoryRequiredInMb(),
                runtime == null ? null : runtime.currentCopyCount()));
    }

    private static @Nullable Double number(@Nullable Float number) {
        return number == null ? null : number.doubleValue();
    }
}
