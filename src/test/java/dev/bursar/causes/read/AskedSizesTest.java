package dev.bursar.causes.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.evidence.Act.Size;
import dev.bursar.causes.evidence.Measure;
import dev.bursar.causes.read.ResourceActs.AskedSizes;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class AskedSizesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ModifyVolume | {'ModifyVolumeRequest':{'VolumeId':'vol-1','Size':200,'Iops':6000,'Throughput':500}}"
                        + " | {'ModifyVolumeResponse':{'volumeModification':{'originalSize':100,'originalIops':3000,'targetSize':200}}}"
                        + " | STORAGE=200 from 100 IOPS=6000 from 3000 THROUGHPUT=500",
                "ModifyVolume | {'ModifyVolumeRequest':{'VolumeId':'vol-1','VolumeType':'gp3'}} | null | ''",
                "ModifyDBInstance | {'dBInstanceIdentifier':'orders','allocatedStorage':400,'iops':12000} | null | STORAGE=400 IOPS=12000",
                "UpdateTable | {'tableName':'t','provisionedThroughput':{'readCapacityUnits':100,'writeCapacityUnits':50},"
                        + "'globalSecondaryIndexUpdates':[{'update':{'provisionedThroughput':{'readCapacityUnits':20,'writeCapacityUnits':5}}}]}"
                        + " | null | READ_CAPACITY=120 WRITE_CAPACITY=55",
                "UpdateTable | {'tableName':'t','billingMode':'PAY_PER_REQUEST'} | null | READ_CAPACITY=0 WRITE_CAPACITY=0",
                "UpdateShardCount | {'streamName':'s','targetShardCount':8,'scalingType':'UNIFORM_SCALING'}"
                        + " | {'currentShardCount':4,'targetShardCount':8} | SHARDS=8 from 4",
                "UpdateJob | {'jobName':'j','jobUpdate':{'workerType':'G.2X','numberOfWorkers':10}} | null | WORKERS=20",
                "UpdateJob | {'jobName':'j','jobUpdate':{'maxCapacity':0.0625}} | null | WORKERS=0.0625",
                "UpdateJob | {'jobName':'j','jobUpdate':{'workerType':'Z.9X','numberOfWorkers':10}} | null | ''",
                "UpdateFunctionConfiguration20150331v2 | {'functionName':'f','memorySize':1024} | null | MEMORY=1024",
                "UpdateFunctionConfiguration20150331v2 | {'functionName':'f','timeout':30} | null | ''",
                "CreateFunction20150331 | {'functionName':'f'} | null | MEMORY=128",
                // what was cut, and what no size is
                "CreateFunction20150331 | '… left out by Bursar: 70,000 characters' | null | ''",
                "ModifyVolume | '… left out by Bursar: 70,000 characters' | null | ''",
                "ModifyVolume | {'ModifyVolumeRequest':{'Size':-5,'Iops':'many'}} | null | ''",
                "ModifyVolume | {'ModifyVolumeRequest':{'Size':1e400}} | null | ''",
                "ModifyVolume | null | null | ''",
                "DescribeVolumes | {'size':7} | null | ''",
            })
    void aCallAsksForSizes(String event, String request, String response, String sizes) {
        String parameters = request.startsWith("{") || request.equals("null")
                ? request.replace('\'', '"')
                : "\"" + request.replace("'", "") + "\"";
        String record =
                "{\"requestParameters\":" + parameters + ",\"responseElements\":" + response.replace('\'', '"') + "}";

        Map<Measure, Size> found = AskedSizes.of(event, JsonMapper.shared().readTree(record));

        var words = new StringBuilder();
        new TreeMap<>(found)
                .forEach((measure, size) -> words.append(' ')
                        .append(measure)
                        .append('=')
                        .append(plain(size.asked()))
                        .append(size.before() == null ? "" : " from " + plain(size.before())));
        assertThat(words.toString().strip()).isEqualTo(sizes.equals("''") ? "" : sizes);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
