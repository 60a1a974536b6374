package dev.bursar.causes.recurring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Family.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {
    @ParameterizedTest
    @CsvSource({
        "search-embed,       search-embed-2026-11-27-01-00-00-123, search-embed-2026-10-03-01-00-00-007",
        "search-embed,       search-embed-20261127t010000z, search-embed-20261003T010000Z",
        "search-embed,       search-embed-1764205200, search-embed-1759453200123",
        "search-embed,       search_embed.20261127, search-embed-2026.10.03",
        "search-embed,       search-embed-17, search-embed-18",
        "search-embed-run,   search-embed-run17, search-embed-run2",
        "search-embed,       search-embed-4f9c2e1a, search-embed-0b7d3e95",
        "search-embed,       search-embed-9f86d081884c7d659a2feaa0c55ad015, search-embed-e3b0c44298fc1c149afbf4c8996fb924",
        "search-embed,       search-embed-6fa459ea-ee8a-3ca4-894e-db77e160355e, search-embed-16fd2706-8baf-433b-82eb-8c7fada847da",
        "search-embed,       search-embed-7d4b9c6f5d-x2x8v, search-embed-5bc8d7f9b4-qkzvw",
        "search-embed,       search-embed-xkqvz, search-embed-2h7wd",
        "pipelines-train,    pipelines-a1b2c3d4e5f6-train-zfdp4qp0qm, pipelines-zk2p9q8r7s6t-train-8q2w7e5r4t",
        "rds-orders,         rds:orders-2026-11-27-03-05, rds:orders-2026-10-03-03-06",
        "nightly-eu,         nightly-eu-03h, nightly-eu-4am",
        "'',                 6fa459ea-ee8a-3ca4-894e-db77e160355e, 16fd2706-8baf-433b-82eb-8c7fada847da",
        "search-embed,       search-embed-xk29sd, search-embed-q9zt4w",
        "'',                 2026-11-27, 1764205200",
    })
    void namesThatDifferByDatesTimesCountersAndHashesAloneHaveOneStem(String stem, String one, String other) {
        assertThat(List.of(Stem.of(one), Stem.of(other))).containsExactly(stem, stem);
    }

    @ParameterizedTest
    @CsvSource({
        "word2vec-train, img2img-train",
        "llama2-finetune, llama3-finetune",
        "train-p4d-24xlarge, train-g5-48xlarge",
        "search-embed, search-index",
        "train-fraud, train-search",
        "features-https, features-pgsql",
        "model-v2, model-v3",
        "eval-gpt4o, eval-llama70b",
        "ml-4xlarge, ml-8xlarge",
        "decade, facade",
    })
    void otherNamesHaveOtherStems(String one, String other) {
        assertThat(Stem.of(one)).isNotEqualTo(Stem.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // resource, tags, kind, name, whether AWS says the definition
                "arn:aws:sagemaker:eu-west-1:1:training-job/embed-2026-11-27, -, RUN, embed, false",
                "arn:aws:sagemaker:eu-west-1:1:processing-job/embed-17, -, RUN, embed, false",
                "arn:aws:sagemaker:eu-west-1:1:transform-job/embed-17, -, RUN, embed, false",
                "arn:aws:sagemaker:eu-west-1:1:hyper-parameter-tuning-job/embed-17, -, RUN, embed, false",
                "arn:aws:bedrock:eu-west-1:1:model-customization-job/tune-4f9c2e1a, -, RUN, tune, false",
                "arn:aws:sagemaker:eu-west-1:1:training-job/2026-11-27, -, RUN, training-job, false",
                "arn:aws:sagemaker:eu-west-1:1:training-job/x-1, sagemaker:pipeline-execution-arn=arn:aws:sagemaker:eu-west-1:1:pipeline/nightly/execution/ab1, RUN, nightly, true",
                "arn:aws:glue:eu-west-1:1:job/orders/jr_4f9c2e1a, -, RUN, orders, true",
                "arn:aws:emr-serverless:eu-west-1:1:/applications/00f1/jobruns/00f2, -, RUN, 00f1, true",
                "arn:aws:elasticmapreduce:eu-west-1:1:cluster/j-3KVXXLCQ2ZNGU, -, RUN, cluster, false",
                "arn:aws:codebuild:eu-west-1:1:build/shop:6fa459ea-ee8a, -, RUN, shop, true",
                "arn:aws:batch:eu-west-1:1:job/6fa459ea-ee8a-3ca4-894e-db77e160355e, -, RUN, job, false",
                "arn:aws:ecs:eu-west-1:1:task/web/4f9c2e1a, -, TASK, web, true",
                "arn:aws:ecs:eu-west-1:1:task/web/4f9c2e1a, aws:ecs:serviceName=cart, TASK, cart, true",
                "arn:aws:ecs:eu-west-1:1:task/web/4f9c2e1a, aws:batch:job-definition=etl, RUN, etl, true",
                "arn:aws:ec2:eu-west-1:1:snapshot/snap-0a1b2c3d4e5f60718, -, SNAPSHOT, snapshot, false",
                "snap-0a1b2c3d4e5f60718, aws:dlm:lifecycle-policy-id=policy-1, SNAPSHOT, policy-1, true",
                "arn:aws:rds:eu-west-1:1:snapshot:rds:orders-2026-11-27-03-05, -, SNAPSHOT, rds-orders, false",
                "arn:aws:rds:eu-west-1:1:cluster-snapshot:rds:orders-2026-11-27-03-05, -, SNAPSHOT, rds-orders, false",
                "i-0a1b2c3d4e5f60718, aws:autoscaling:groupName=web, INSTANCE, web, true",
                "arn:aws:ec2:eu-west-1:1:instance/i-0a1b2c3d4e5f60718, karpenter.sh/nodepool=spot, INSTANCE, spot, true",
                // what lives on is no run, whatever its name
                "i-0a1b2c3d4e5f60718, Name=web-1, -, -, false",
                "arn:aws:sagemaker:eu-west-1:1:endpoint/a-1, -, -, -, false",
                "arn:aws:sagemaker:eu-west-1:1:endpoint/a-1, aws:autoscaling:groupName=web, -, -, false",
                "arn:aws:glue:eu-west-1:1:job/orders-17, -, -, -, false",
                "arn:aws:rds:eu-west-1:1:db:orders-1, -, -, -, false",
                "vol-0a1b2c3d4e5f60718, -, -, -, false",
                "training-job/embed-17, -, -, -, false",
            })
    void tagsOrTheArnSayWhatAResourceIsARunOf(
            String resource, @Nullable String tags, @Nullable Kind kind, @Nullable String name, boolean named) {
        Map<String, String> its = tags == null
                ? Map.of()
                : Map.of(tags.substring(0, tags.indexOf('=')), tags.substring(tags.indexOf('=') + 1));

        assertThat(Definition.of(resource, its).map(one -> Arrays.asList(one.kind(), one.name(), one.named())))
                .isEqualTo(
                        kind == null
                                ? java.util.Optional.empty()
                                : java.util.Optional.of(Arrays.asList(kind, name, named)));
    }
}
