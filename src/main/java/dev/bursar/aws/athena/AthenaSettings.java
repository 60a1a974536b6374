package dev.bursar.aws.athena;

import module java.base;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where statements run and what they may write.
 *
 * @param results folder of a bucket in the Region where Athena runs, with a slash at its end
 * @param database where tables are made
 * @param queryGigabytes after which a statement is cancelled
 */
@ConfigurationProperties("bursar.athena")
record AthenaSettings(
        String results,
        String database,
        @DefaultValue("primary") String workgroup,
        @DefaultValue("AwsDataCatalog") String catalog,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("100") int queryGigabytes) {
    private static final Pattern FOLDER =
            Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]/(?:[A-Za-z0-9!_.()=-]+/)*");
    private static final Pattern DATABASE = Pattern.compile("[a-z0-9_]{1,255}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final long GIGABYTE = 1L << 30;

    AthenaSettings {
        check(FOLDER, "RESULTS", results, "a folder such as s3://bucket/bursar/");
        check(DATABASE, "DATABASE", database, "lower-case letters, digits and underscores");
        check(NAME, "WORKGROUP", workgroup, "letters, digits, full stops, hyphens and underscores");
        check(NAME, "CATALOG", catalog, "letters, digits, full stops, hyphens and underscores");
        check(NAME, "REGION", region, "a Region such as eu-west-1");
        if (queryGigabytes < 1) {
            throw new IllegalArgumentException("BURSAR_ATHENA_QUERY_GB has to be at least 1");
        }
    }

    private static void check(Pattern pattern, String setting, String value, String expected) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "BURSAR_ATHENA_%s has to be %s, not \"%s\"".formatted(setting, expected, value));
        }
    }

    /** Bytes after which a statement is cancelled. */
    long mostBytes() {
        return queryGigabytes * GIGABYTE;
    }

    /**
     * Where Athena puts what it writes of its own accord: rows of queries and lists of files.
     *
     * @param delivery whose statement it is; "" for none
     */
    String ownResults(String delivery) {
        return results + (delivery.isEmpty() ? "" : delivery + "/") + "queries/";
    }
}
