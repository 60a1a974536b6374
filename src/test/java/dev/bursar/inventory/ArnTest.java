package dev.bursar.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArnTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            arn:aws:ec2:eu-central-1:111122223333:instance/i-0abc, ec2:instance, i-0abc, i-0abc
            arn:aws:s3:::acme-bucket, s3:bucket, acme-bucket, acme-bucket
            arn:aws:s3:eu-west-1:111122223333:accesspoint/one, s3:accesspoint, one, one
            arn:aws:lambda:us-east-1:111122223333:function:scoring, lambda:function, scoring, scoring
            arn:aws:logs:us-east-1:111122223333:log-group:/aws/lambda/a, logs:log-group, /aws/lambda/a, a
            arn:aws:rds:us-east-1:111122223333:db:main, rds:db, main, main
            arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/5f2, elasticloadbalancing:loadbalancer/app, web/5f2, 5f2
            arn:aws:sns:us-east-1:111122223333:alerts, sns:topic, alerts, alerts
            arn:aws:apigateway:us-east-1::/restapis/a1, apigateway:restapis, a1, a1
            arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/Y, iam:role, aws-service-role/x.amazonaws.com/Y, Y
            arn:aws:dax:us-east-1:111122223333:odd one, dax, odd one, odd one
            """)
    void takesArnsApart(String text, String type, String name, String last) {
        Arn arn = Arn.of(text);
        assertThat(arn.type()).isEqualTo(type);
        assertThat(arn.name()).isEqualTo(name);
        assertThat(arn.lastPart()).isEqualTo(last);
    }

    @Test
    void keepsWhatIsNoArnAsItIs() {
        for (String text : new String[] {"", "i-0abc", "arn:aws:ec2", "arn:aws:ec2:eu:1:", "\u202Emarkup<b>"}) {
            assertThat(Arn.of(text)).isEqualTo(new Arn("", "", "", "", Arn.OTHER, text));
        }
    }
}
