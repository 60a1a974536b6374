package dev.bursar.simulator.http;

import module java.base;

/** Names and values as a form's body or an address has them. */
public final class Form {
    private Form() {}

    public static Map<String, String> read(String body) {
        var form = new HashMap<String, String>();
        for (var pair : body.split("&")) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return form;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw AwsRefusal.of("SerializationException", "The request body is not a form");
        }
    }
}
