package dev.bursar.trino;

import module java.base;
import org.springframework.core.env.Environment;

/**
 * Where Trino is and who Bursar is there, as the environment says.
 *
 * @param url {@code https://host:port}; http only without password and token, as Trino's driver demands
 * @param user of queries
 * @param password "" where there is none
 * @param token an access token (JWT); "" where there is none
 * @param authority a file with the certificate, as PEM, of a private authority that signed Trino's; "" where Java knows it
 * @param catalog one of the hive connector
 * @param schema for tables over deliveries, which come and go
 * @param results a folder for results, as the store names it, with a slash at its end
 */
record TrinoSettings(
        URI url,
        String user,
        String password,
        String token,
        String authority,
        String catalog,
        String schema,
        String results) {
    static final String NAME = "BURSAR_TRINO_URL";

    private static final Pattern NAMES = Pattern.compile("[A-Za-z0-9_]{1,128}");

    TrinoSettings {
        if (url.getHost() == null || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw new IllegalArgumentException(NAME + " is not an address such as https://trino.example.com:8443");
        }
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "Set BURSAR_TRINO_USER and BURSAR_TRINO_PASSWORD; " + NAME + " has no user");
        }
        if (!NAMES.matcher(catalog).matches() || !NAMES.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "BURSAR_TRINO_CATALOG and BURSAR_TRINO_SCHEMA have letters, digits and underscores");
        }
        if (!results.startsWith("/") && !results.startsWith("s3://")) {
            throw new IllegalArgumentException("BURSAR_TRINO_RESULTS is s3://BUCKET/PREFIX or an absolute path");
        }
        if (!authority.isEmpty() && !"https".equals(url.getScheme())) {
            throw new IllegalArgumentException("BURSAR_TRINO_CA needs an address of " + NAME + " with https");
        }
        if (!authority.isEmpty() && !Files.isReadable(Path.of(authority))) {
            throw new IllegalArgumentException(
                    "BURSAR_TRINO_CA is a file that Bursar can read, with a certificate as PEM");
        }
        results = results.endsWith("/") ? results : results + "/";
    }

    /** Empty where no address is set. */
    static Optional<TrinoSettings> of(Environment environment) {
        String url = text(environment, "url", "");
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrinoSettings(
                        URI.create(url),
                        text(environment, "user", "bursar"),
                        text(environment, "password", ""),
                        text(environment, "token", ""),
                        text(environment, "ca", ""),
                        text(environment, "catalog", "hive"),
                        text(environment, "schema", "bursar"),
                        text(environment, "results", "")));
    }

    private static String text(Environment environment, String name, String otherwise) {
        String text = Objects.requireNonNullElse(environment.getProperty("bursar.trino." + name), "")
                .strip();
        return text.isEmpty() ? otherwise : text;
    }

    String address() {
        boolean secure = "https".equals(url.getScheme());
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        return "jdbc:trino://" + url.getHost() + ":" + port + "/" + catalog + "/" + schema;
    }

    Properties properties() {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("source", "bursar");
        if ("https".equals(url.getScheme())) {
            properties.setProperty("SSL", "true");
        }
        if (!authority.isEmpty()) {
            properties.setProperty("SSLTrustStorePath", authority);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        if (!token.isEmpty()) {
            properties.setProperty("accessToken", token);
        }
        // microseconds, as the files have them
        properties.setProperty(
                "sessionProperties",
                catalog + ".timestamp_precision:MICROSECONDS;" + catalog + ".compression_codec:ZSTD");
        return properties;
    }

    /** Without secrets, for people. */
    String reached() {
        return "%s, %s.%s as %s".formatted(url, catalog, schema, user);
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return address();
    }
}
