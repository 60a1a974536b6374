package dev.bursar.charges.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.models.ModelLine.Direction;
import dev.bursar.charges.models.ModelLine.Routing;
import dev.bursar.charges.models.ModelLine.Seller;
import dev.bursar.charges.models.ModelLine.Tier;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelLineTest {
    private static final String CLAUDE = "Claude Sonnet 4.6 (Amazon Bedrock Edition)";
    private static final BigDecimal MILLION = new BigDecimal("1000000");

    @ParameterizedTest
    @CsvSource({
        "USE1-NovaPro-input-tokens, Nova Pro, INPUT, ON_DEMAND, NOT_STATED",
        "NovaPro-input-tokens, Nova Pro, INPUT, ON_DEMAND, NOT_STATED",
        "EU-NovaPro-output-tokens, Nova Pro, OUTPUT, ON_DEMAND, NOT_STATED",
        "APN1-NovaLite-cache-read-input-token-count, Nova Lite, CACHE_READ, ON_DEMAND, NOT_STATED",
        "USE1-NovaPro-cache-write-input-token-count, Nova Pro, CACHE_WRITE, ON_DEMAND, NOT_STATED",
        "USE1-NovaPro-input-tokens-batch, Nova Pro, INPUT, BATCH, NOT_STATED",
        "USE1-NovaPro-output-tokens-flex, Nova Pro, OUTPUT, FLEX, NOT_STATED",
        "USE1-NovaPro-output-tokens-priority, Nova Pro, OUTPUT, PRIORITY, NOT_STATED",
        "USE1-NovaPro-input-tokens-cross-region-global, Nova Pro, INPUT, ON_DEMAND, GLOBAL",
        "USE1-NovaPro-input-tokens-cross-region, Nova Pro, INPUT, ON_DEMAND, GEOGRAPHIC",
        "USE1-Nova2.0Lite-input-tokens-cross-region-global-flex, Nova 2.0 Lite, INPUT, FLEX, GLOBAL",
        "USE2-gpt-oss-120b-mantle-input-tokens, gpt-oss-120b, INPUT, ON_DEMAND, NOT_STATED",
        "USE2-gpt-oss-120b-input-tokens-mantle-priority, gpt-oss-120b, INPUT, PRIORITY, NOT_STATED",
        "USW2-Llama3-3-70B-input-tokens-latency-optimized, Llama3-3-70B, INPUT, LATENCY_OPTIMIZED, NOT_STATED",
        "USE1-GLM-4.5-output-tokens, GLM-4.5, OUTPUT, ON_DEMAND, NOT_STATED",
        "USE1-NovaSonic-speech-input-tokens, Nova Sonic, INPUT, ON_DEMAND, NOT_STATED",
        "USE1-NovaSonic-text-output-tokens, Nova Sonic, OUTPUT, ON_DEMAND, NOT_STATED",
        "USE1-TitanEmbeddingsG1-Multimodal-input-tokens, Titan Embeddings G1-Multimodal, INPUT, ON_DEMAND, NOT_STATED",
        "USE1-TitanEmbeddingsG1-Text-input-tokens, Titan Embeddings G1-Text, INPUT, ON_DEMAND, NOT_STATED",
        "USE1-NovaSonic-speech-input-tokens, Nova Sonic, INPUT, ON_DEMAND, NOT_STATED"
    })
    void amazonsUsageTypesNameModelDirectionTierAndRouting(
            String usageType, String model, Direction direction, Tier tier, Routing routing) {
        assertThat(ModelLine.of("Amazon Bedrock", usageType, "1K tokens", ""))
                .isEqualTo(ModelLine.of("AmazonBedrock", usageType, "1K tokens", ""))
                .isEqualTo(new ModelLine(model, direction, tier, routing, Seller.AMAZON, new BigDecimal("1000")));
    }

    @ParameterizedTest
    @CsvSource({
        "USE1-MP:USE1_InputTokenCount-Units, INPUT, ON_DEMAND, NOT_STATED",
        "USE1-USE1_InputTokenCount-Units, INPUT, ON_DEMAND, NOT_STATED",
        "MP:USE1_InputTokenCount-Units, INPUT, ON_DEMAND, NOT_STATED",
        "InputTokenCount-Units, INPUT, ON_DEMAND, NOT_STATED",
        "USE1-MP:USE1_OutputTokenCount-Units, OUTPUT, ON_DEMAND, NOT_STATED",
        "USE1-MP:USE1_OutputTokenCount_Global-Units, OUTPUT, ON_DEMAND, GLOBAL",
        "EUC1-MP:EUC1_ResponseTokenCount-Units, OUTPUT, ON_DEMAND, NOT_STATED",
        "USE1-MP:USE1_CacheReadInputTokenCount-Units, CACHE_READ, ON_DEMAND, NOT_STATED",
        "USE1-MP:USE1_CacheReadInputTokenCount_Global-Units, CACHE_READ, ON_DEMAND, GLOBAL",
        "USE1-MP:USE1_CacheWriteInputTokenCount-Units, CACHE_WRITE, ON_DEMAND, NOT_STATED",
        "USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units, CACHE_WRITE, ON_DEMAND, GLOBAL",
        "USE1-MP:USE1_InputTokenCount_Batch-Units, INPUT, BATCH, NOT_STATED",
        "USE1-MP:USE1_MillionBatchInputTokens-Units, INPUT, BATCH, NOT_STATED",
        "USE1-MP:USE1_MillionBatchResponseTokens-Units, OUTPUT, BATCH, NOT_STATED",
        "USE1-MP:USE1_InputTokenCount_LatencyOptimized-Units, INPUT, LATENCY_OPTIMIZED, NOT_STATED",
        "USE1-MP:USE1_input_tokens_standard-Units, INPUT, ON_DEMAND, NOT_STATED",
        "input_tokens_standard, INPUT, ON_DEMAND, NOT_STATED",
        "output_tokens_global_standard, OUTPUT, ON_DEMAND, GLOBAL",
        "cache_read_tokens_standard, CACHE_READ, ON_DEMAND, NOT_STATED",
        "cache_read_tokens_global_standard, CACHE_READ, ON_DEMAND, GLOBAL",
        "cache_write_tokens_standard, CACHE_WRITE, ON_DEMAND, NOT_STATED",
        "cache_write_tokens_1h_global_standard, CACHE_WRITE, ON_DEMAND, GLOBAL",
        "cache_write_tokens_30m_global_standard, CACHE_WRITE, ON_DEMAND, GLOBAL",
        "input_tokens_batch, INPUT, BATCH, NOT_STATED",
        "output_tokens_global_batch, OUTPUT, BATCH, GLOBAL",
        "input_tokens_priority, INPUT, PRIORITY, NOT_STATED",
        "input_tokens_flex, INPUT, FLEX, NOT_STATED"
    })
    void othersUsageTypesNameAllButTheModelWhichTheServiceNames(
            String usageType, Direction direction, Tier tier, Routing routing) {
        assertThat(ModelLine.of(CLAUDE, usageType, "Units", ""))
                .isEqualTo(new ModelLine("Claude Sonnet 4.6", direction, tier, routing, Seller.MARKETPLACE, MILLION));
        assertThat(ModelLine.of("5ylrwvx8kpuwq1c8eyvtnp2b4", usageType, "Units", ""))
                .as("an export without products' names")
                .isEqualTo(new ModelLine("", direction, tier, routing, Seller.MARKETPLACE, MILLION));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS Marketplace software usage|us-east-1|Million Input Tokens Standard, INPUT, NOT_STATED",
        "'AWS Marketplace software usage|us-east-1|Input Tokens - Standard, Global', INPUT, GLOBAL",
        "'AWS Marketplace software usage|us-east-1|Million Response Tokens', OUTPUT, NOT_STATED",
        "'AWS Marketplace software usage|us-east-1|Million Cache Read Input Tokens Global', CACHE_READ, GLOBAL"
    })
    void theDescriptionSaysWhatTheUsageTypeDoesNot(String description, Direction direction, Routing routing) {
        ModelLine line = ModelLine.of(CLAUDE, "USE1-MP:USE1_SoftwareUsage-Units", "Units", description);
        assertThat(line.direction()).isEqualTo(direction);
        assertThat(line.routing()).isEqualTo(routing);
        assertThat(line.tokensPerUnit()).isEqualByComparingTo(MILLION);
        assertThat(ModelLine.of(CLAUDE, "OutputTokenCount", "Units", description)
                        .direction())
                .as("the usage type counts first")
                .isEqualTo(Direction.OUTPUT);
    }

    @ParameterizedTest
    @CsvSource({
        "USE1-NovaCanvas-T2I-1024-Standard, Nova Canvas, IMAGE, ON_DEMAND",
        "USE1-TitanImageGeneratorG1-I2I-512-Standard, Titan Image Generator G1, IMAGE, ON_DEMAND",
        "USE1-TitanEmbeddingsG1-Image-input-image, Titan Embeddings G1-Image, IMAGE, ON_DEMAND",
        "USE1-NovaPro-ProvisionedThroughput-1MonthCommit-ModelUnits, Nova Pro, MODEL_UNIT_HOUR, PROVISIONED",
        "USE1-NovaPro-Customization-Training, Nova Pro, CUSTOMIZATION, OTHER",
        "USE1-NovaPro-Customization-Storage, Nova Pro, STORAGE, OTHER",
        "USE1-AmazonRerank-search-units, Amazon Rerank, SEARCH_UNIT, ON_DEMAND"
    })
    void whatIsNotCountedInTokensHasNone(String usageType, String model, Direction direction, Tier tier) {
        for (String unit : List.of("1K tokens", "Units", "Hrs", "")) {
            assertThat(ModelLine.of("Amazon Bedrock", usageType, unit, ""))
                    .isEqualTo(new ModelLine(model, direction, tier, Routing.NOT_STATED, Seller.AMAZON, null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "USE1-MP:USE1_created_image-Units, IMAGE",
        "search_units, SEARCH_UNIT",
        "USE1-MP:USE1_ProvisionedThroughput_ModelUnits, MODEL_UNIT_HOUR"
    })
    void othersImagesAndSearchUnitsAreNoTokens(String usageType, Direction direction) {
        ModelLine line = ModelLine.of(CLAUDE, usageType, "Units", "");
        assertThat(line.direction()).isEqualTo(direction);
        assertThat(line.tokensPerUnit()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USE1-Guardrail-ContentPolicyUnitsConsumed",
                "USE1-KnowledgeBase-Storage",
                "USE1-CustomModelImport-CMU",
                "USE1-NovaReel-video-seconds",
                "USE1-DataAutomation-input-tokens",
                "USE1-NovaPro-input-tokens-and-output-tokens",
                "USE1-NovaPro-cache-read-cache-write",
                "USE1-NovaPro-tokens",
                "NoUsageType",
                "input",
                "USE1-",
                "MP:",
                ""
            })
    void theRestIsOther(String usageType) {
        assertThat(ModelLine.of("Amazon Bedrock", usageType, "1K tokens", "")).satisfies(line -> {
            assertThat(line.model()).isEmpty();
            assertThat(line.direction()).isEqualTo(Direction.OTHER);
            assertThat(line.tier()).isEqualTo(Tier.OTHER);
            assertThat(line.tokensPerUnit()).isNull();
        });
    }

    @Test
    void twoHundredUnknownUsageTypesAreOther() {
        for (int i = 0; i < 200; i++) {
            ModelLine line = ModelLine.of(CLAUDE, "USE1-MP:USE1_Measure" + i + "-Units", "Units", "A thing|" + i);
            assertThat(line)
                    .isEqualTo(new ModelLine(
                            "Claude Sonnet 4.6",
                            Direction.OTHER,
                            Tier.OTHER,
                            Routing.NOT_STATED,
                            Seller.MARKETPLACE,
                            null));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1K tokens, 1000",
        "1k Token, 1000",
        "1000 tokens, 1000",
        "'1,000 tokens', 1000",
        "Thousand tokens, 1000",
        "1M tokens, 1000000",
        "1 million tokens, 1000000",
        "Million Tokens, 1000000",
        "Tokens, 1"
    })
    void unitsThatSayTokensAreCounted(String unit, BigDecimal tokens) {
        assertThat(ModelLine.of("Amazon Bedrock", "USE1-NovaPro-input-tokens", unit, "")
                        .tokensPerUnit())
                .isEqualByComparingTo(tokens);
        assertThat(ModelLine.of(CLAUDE, "InputTokenCount", unit, "").tokensPerUnit())
                .isEqualByComparingTo(tokens);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Requests", "Request", "Hrs", "Count", "2K tokens", "K", "tokens tokens", "GB-Mo"})
    void ofOtherUnitsTokensAreNotKnown(String unit) {
        assertThat(ModelLine.of("Amazon Bedrock", "USE1-NovaPro-input-tokens", unit, ""))
                .isEqualTo(new ModelLine(
                        "Nova Pro", Direction.INPUT, Tier.ON_DEMAND, Routing.NOT_STATED, Seller.AMAZON, null));
        assertThat(ModelLine.of(CLAUDE, "InputTokenCount", unit, "").tokensPerUnit())
                .isNull();
    }

    @Test
    void unitsAreAMillionTokensOfMarketplaceAlone() {
        assertThat(ModelLine.of("Amazon Bedrock", "USE1-NovaPro-input-tokens", "Units", "")
                        .tokensPerUnit())
                .isNull();
        assertThat(ModelLine.of(CLAUDE, "cache_read", "Units", "").tokensPerUnit())
                .as("nothing says tokens")
                .isNull();
    }

    @Test
    void veryLongTextsAreReadByTheirBeginning() {
        String long1 = "x".repeat(1_000_000);
        assertThat(ModelLine.of(long1, long1, long1, long1).direction()).isEqualTo(Direction.OTHER);
        assertThat(ModelLine.of("Amazon Bedrock", "cache-".repeat(100_000), "1K tokens", "input ".repeat(100_000))
                        .direction())
                .isEqualTo(Direction.OTHER);
        assertThat(ModelLine.of("Amazon Bedrock", "Nova".repeat(50) + "-input-tokens", "1K tokens", "")
                        .model())
                .as("no name of a model")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Amazon Bedrock",
                "AmazonBedrock",
                "AmazonBedrockFoundationModels",
                "Amazon Bedrock AgentCore",
                CLAUDE,
                "Cohere Embed 3 Model - English (Amazon Bedrock Edition)"
            })
    void bedrockAndItsOtherSellersProductsAreOfModels(String service) {
        assertThat(ModelLine.isOfModels(service)).isTrue();
        assertThat(ModelLine.isProductCode(service)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Amazon SageMaker",
                "Bedrock Analytics",
                "Claude Monet Prints",
                "AWS Support (Business)",
                "",
                "5ylrwvx8kpuwq1c8eyvtnp2b4"
            })
    void otherServicesAreNot(String service) {
        assertThat(ModelLine.isOfModels(service)).isFalse();
    }
}
