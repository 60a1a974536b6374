package dev.bursar.trail.event;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    @Test
    void whatStandsUnderTheNameOfASecretIsMaskedAtAnyDepth() {
        masked("{'masterUserPassword':'hunter2'}", "{'masterUserPassword':'masked by Bursar'}");
        masked("{'a':[{'b':{'Auth-Token':'x','n':1}}]}", "{'a':[{'b':{'Auth-Token':'masked by Bursar','n':1}}]}");
        masked("{'credentials':{'accessKeyId':'ASIAX','x':'y'}}", "{'credentials':'masked by Bursar'}");
        masked("{'pwd':12345}", "{'pwd':'masked by Bursar'}");
        masked("{'userData':'IyEvYmluL3No'}", "{'userData':'masked by Bursar'}");
        masked("{'api_key':'k','private key':'k'}", "{'api_key':'masked by Bursar','private key':'masked by Bursar'}");
    }

    @Test
    void whatOnlySoundsLikeASecretStays() {
        stays("{'accessKeyId':'AKIAX','publicKey':'ssh-rsa AAAA'}");
        stays(
                "{'secretId':'prod/db','secretArn':'arn:aws:secretsmanager:eu-central-1:111122223333:secret:prod/db-AbCdEf'}");
        stays("{'resetPassword':true,'sessionCredentialFromConsole':'true','passwordLastUsed':null}");
        stays("{'message':'User anna is not authorized to perform: secretsmanager:GetSecretValue on resource: x'}");
    }

    @Test
    void aSecretIsFoundBehindItsNameInAPair() {
        masked(
                "{'environment':[{'name':'DB_PASSWORD','value':'hunter2'},{'name':'STAGE','value':'prod'}]}",
                "{'environment':[{'name':'DB_PASSWORD','value':'masked by Bursar'},{'name':'STAGE','value':'prod'}]}");
        masked(
                "[{'parameterKey':'ApiToken','parameterValue':'x'}]",
                "[{'parameterKey':'ApiToken','parameterValue':'masked by Bursar'}]");
    }

    @Test
    void jsonWithinTextIsMaskedAsWell() {
        String inner = "{\\'password\\':\\'hunter2\\'}";
        masked("{'body':'" + inner + "'}", "{'body':'{\\'password\\':\\'masked by Bursar\\'}'}");
        String twice = "{'body':'{\\'deep\\':\\'{\\\\\\'token\\\\\\':\\\\\\'hunter2\\\\\\'}\\'}'}";
        assertThat(mask(twice)).doesNotContain("hunter2").contains("masked by Bursar");
        String cut = "{'body':'{\\'password\\':\\'hunter2\\',\\'note\\':\\'cut of'}";
        assertThat(mask(cut)).doesNotContain("hunter2").contains("cut of");
        stays("{'policy':'{ \\'Statement\\' : [] }'}");
    }

    @Test
    void secretsInTextAreKnownByTheirForm() {
        assertThat(Masking.mask("curl -H 'Authorization: Bearer abc.def'")).doesNotContain("abc.def");
        assertThat(Masking.mask("Basic dXNlcjpwYXNz")).isEqualTo("Basic masked by Bursar");
        assertThat(Masking.mask("-----BEGIN RSA PRIVATE KEY-----\nMIIE")).isEqualTo("masked by Bursar");
        assertThat(Masking.mask("https://b.s3.amazonaws.com/k?X-Amz-Signature=ab12&X-Amz-Security-Token=Fwo%3D&x=1"))
                .isEqualTo("https://b.s3.amazonaws.com/k?X-Amz-Signature=masked by Bursar"
                        + "&X-Amz-Security-Token=masked by Bursar&x=1");
        assertThat(Masking.mask("postgres://app:hunter2@db:5432/x"))
                .isEqualTo("postgres://app:masked by Bursar@db:5432/x");
        assertThat(Masking.mask("export DB_PASSWORD=hunter2 STAGE=prod"))
                .isEqualTo("export DB_PASSWORD=masked by Bursar STAGE=prod");
        assertThat(Masking.mask("a plain text")).isEqualTo("a plain text");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql --password hunter2 -h db | mysql --password *** -h db",
                "aws rds modify-db-instance --master-user-password 'hun ter2' | aws rds modify-db-instance"
                        + " --master-user-password ***'",
                "Connect -Password hunter2 -Server db | Connect -Password *** -Server db",
                "aws configure set aws_secret_access_key hunter2 && ls | aws configure set aws_secret_access_key ***"
                        + " && ls",
                "aws configure set profile.x.aws_session_token hunter2 | aws configure set profile.x.aws_session_token"
                        + " ***",
                "jdbc:x://db?user=app&pass=hunter2&ssl=1 | jdbc:x://db?user=app&pass=***&ssl=1",
                "https://a.blob.core.windows.net/c?sv=1&sig=hunter2%3D&se=2 |"
                        + " https://a.blob.core.windows.net/c?sv=1&sig=***&se=2",
                "AccountName=a;AccountKey=hunter2==;Suffix=x | AccountName=a;AccountKey=***;Suffix=x",
                "Endpoint=sb://x/;SharedAccessKey=hunter2= | Endpoint=sb://x/;SharedAccessKey=***",
                "export DB_PASS=hunter2 dbPass=hunter2 | export DB_PASS=*** dbPass=***",
            })
    void secretsOfCommandsAndAddressesAreKnownByTheirNames(String from, String to) {
        assertThat(Masking.mask(from).replace("masked by Bursar", "***")).isEqualTo(to);
        assertThat(mask("{'commands':['" + from.replace("'", "") + "']}")).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker login --username AWS --password-stdin 111122223333.dkr.ecr.eu-central-1.amazonaws.com",
                "aws secretsmanager get-secret-value --secret-id prod/db --region eu-central-1",
                "aws configure set region eu-central-1",
                "cat --password-file /run/secrets/db",
                "the password is wrong, the token expired, cannot set password for user",
                "bypass=true compass=north passive=1 passed=3 design=x",
                "--no-password --host db",
            })
    void whatOnlyLooksLikeAnOptionWithASecretStays(String text) {
        assertThat(Masking.mask(text)).isEqualTo(text);
    }

    @Test
    void aSecretIsFoundBehindItsOptionInAListOfWords() {
        masked("['mysql','--password','hunter2','-h','db']", "['mysql','--password','masked by Bursar','-h','db']");
        masked(
                "['configure','set','aws_secret_access_key','hunter2']",
                "['configure','set','aws_secret_access_key','masked by Bursar']");
        masked("{'name':'DB_PASS','value':'hunter2'}", "{'name':'DB_PASS','value':'masked by Bursar'}");
        masked("{'dbPass':'x','sig':'x'}", "{'dbPass':'masked by Bursar','sig':'masked by Bursar'}");
        stays("['--no-password','--host','db']");
        stays("{'bypass':'x','passRole':'x','signal':'x'}");
    }

    @Test
    void noTextOfAnEventSaysWhatItsJsonMasks() {
        TrailEvent event = Events.call(
                "s3",
                "CreateBucket",
                "\"errorCode\":\"Bad\",\"errorMessage\":\"token=hunter2 is wrong\",\"requestParameters\":{\"bucketName\":\"Bearer hunter2\"}");
        assertThat(event.toString()).doesNotContain("hunter2");
        assertThat(event.errorMessage()).isEqualTo("token=masked by Bursar is wrong");
    }

    private static void masked(String from, String to) {
        assertThat(mask(from)).isEqualTo(to.replace('\'', '"'));
    }

    private static void stays(String json) {
        masked(json, json);
    }

    private static String mask(String json) {
        return Json.write(Masking.mask(
                Objects.requireNonNull(Json.parse(json.replace('\'', '"'))).node()));
    }
}
