package dev.bursar.aws.places;

import dev.bursar.aws.AwsClients;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.bedrock.BedrockClient;
import software.amazon.awssdk.services.budgets.BudgetsClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.computeoptimizer.ComputeOptimizerClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.resourceexplorer2.ResourceExplorer2Client;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.xray.XRayClient;

/**
 * An API that is asked in each account and Region by itself, and how many requests a second each of them may get.
 *
 * @param <C> the SDK's client
 */
record PlaceApi<C extends SdkClient>(Class<C> type, int perSecond, Maker<C> maker) {
    /** Makes the SDK's client. */
    interface Maker<C> {
        C make(AwsClients clients, AwsCredentialsProvider credentials, Region region);
    }

    static final PlaceApi<StsClient> STS = new PlaceApi<>(
            StsClient.class,
            5,
            (clients, credentials, region) -> clients.client(StsClient.builder(), credentials, region));

    static final PlaceApi<AccountClient> ACCOUNT = new PlaceApi<>(
            AccountClient.class,
            1,
            (clients, credentials, region) -> clients.client(AccountClient.builder(), credentials, region));

    static final PlaceApi<ResourceGroupsTaggingApiClient> TAGGING = new PlaceApi<>(
            ResourceGroupsTaggingApiClient.class,
            5,
            (clients, credentials, region) ->
                    clients.client(ResourceGroupsTaggingApiClient.builder(), credentials, region));

    static final PlaceApi<BudgetsClient> BUDGETS = new PlaceApi<>(
            BudgetsClient.class,
            2,
            (clients, credentials, region) -> clients.rawClient(BudgetsClient.builder(), credentials, region));

    static final PlaceApi<CostExplorerClient> COST_EXPLORER = new PlaceApi<>(
            CostExplorerClient.class,
            2,
            (clients, credentials, region) -> clients.client(CostExplorerClient.builder(), credentials, region));

    static final PlaceApi<CloudTrailClient> CLOUDTRAIL = new PlaceApi<>(
            CloudTrailClient.class,
            2,
            (clients, credentials, region) -> clients.client(CloudTrailClient.builder(), credentials, region));

    static final PlaceApi<ResourceExplorer2Client> RESOURCE_EXPLORER = new PlaceApi<>(
            ResourceExplorer2Client.class,
            5,
            (clients, credentials, region) -> clients.client(ResourceExplorer2Client.builder(), credentials, region));

    static final PlaceApi<SageMakerClient> SAGEMAKER = new PlaceApi<>(
            SageMakerClient.class,
            3,
            (clients, credentials, region) -> clients.client(SageMakerClient.builder(), credentials, region));

    static final PlaceApi<BedrockClient> BEDROCK = new PlaceApi<>(
            BedrockClient.class,
            5,
            (clients, credentials, region) -> clients.client(BedrockClient.builder(), credentials, region));

    static final PlaceApi<ApplicationAutoScalingClient> APPLICATION_AUTOSCALING = new PlaceApi<>(
            ApplicationAutoScalingClient.class,
            5,
            (clients, credentials, region) ->
                    clients.client(ApplicationAutoScalingClient.builder(), credentials, region));

    static final PlaceApi<CloudWatchClient> CLOUDWATCH = new PlaceApi<>(
            CloudWatchClient.class,
            20,
            (clients, credentials, region) -> clients.client(CloudWatchClient.builder(), credentials, region));

    static final PlaceApi<CloudWatchLogsClient> LOGS = new PlaceApi<>(
            CloudWatchLogsClient.class,
            5,
            (clients, credentials, region) -> clients.client(CloudWatchLogsClient.builder(), credentials, region));

    static final PlaceApi<XRayClient> XRAY = new PlaceApi<>(
            XRayClient.class,
            5,
            (clients, credentials, region) -> clients.client(XRayClient.builder(), credentials, region));

    static final PlaceApi<ComputeOptimizerClient> COMPUTE_OPTIMIZER = new PlaceApi<>(
            ComputeOptimizerClient.class,
            5,
            (clients, credentials, region) -> clients.client(ComputeOptimizerClient.builder(), credentials, region));
}
