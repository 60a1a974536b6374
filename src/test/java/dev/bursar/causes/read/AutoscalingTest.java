package dev.bursar.causes.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.trail.query.ResourceEvents.ResourceEvent;
import dev.bursar.trail.query.ResourceEvents.Scaled;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AutoscalingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '"',
            value = {
                // whether a service did it, its name, who called in a person's name, the request, what was scaled
                "true  | sagemaker.application-autoscaling.amazonaws.com | - | {} | an-arn",
                "true  | AWSServiceRoleForAutoScaling | - | {} | an-arn",
                "true  | rds.amazonaws.com | - | {} | -",
                "false | ada | - | {} | -",
                "false | autoscaling | - | {} | -",
                "false | ada | autoscaling.amazonaws.com | {} | an-arn",
                "true  | autoscaling.amazonaws.com | - | {'tagSpecificationSet':{'items':[{'tags':[{'key':'aws:autoscaling:groupName','value':'web'}]}]}} | web",
                "true  | autoscaling.amazonaws.com | - | {'items':[{'key':'aws:autoscaling:groupName','value':''},{'key':7},{'key':'x','value':'y'}]} | an-arn",
            })
    void whatAutoscalingScaled(
            boolean service, String person, @Nullable String via, String request, @Nullable String scaled) {
        Instant time = Instant.parse("2026-11-07T09:30:00Z");
        var event = new ResourceEvent(
                "an-arn",
                false,
                new UUID(1, 1),
                time,
                "1",
                "eu-central-1",
                "ec2",
                "RunInstances",
                service,
                person,
                null,
                via,
                "");

        assertThat(Autoscaling.scaled(event, JsonMapper.shared().readTree(request.replace('\'', '"')))
                        .map(Scaled::resource))
                .isEqualTo(java.util.Optional.ofNullable(scaled));
    }
}
