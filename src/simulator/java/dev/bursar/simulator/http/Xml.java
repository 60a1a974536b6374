package dev.bursar.simulator.http;

import module java.base;

/** Writes the little XML that the query protocol and S3 need. */
public final class Xml {
    private Xml() {}

    public static String element(String name, String text) {
        return "<" + name + ">" + escaped(text) + "</" + name + ">";
    }

    /** The answer of a query service's operation. */
    static String result(QueryService service, String operation, String inside) {
        var result = "<" + operation + "Result>" + inside + "</" + operation + "Result>";
        var metadata = "<ResponseMetadata>" + requestId() + "</ResponseMetadata>";
        return root(operation + "Response", service, result + metadata);
    }

    static String error(QueryService service, AwsRefusal refusal) {
        var error = "<Error>" + element("Type", "Sender") + element("Code", code(refusal))
                + element("Message", refusal.text()) + "</Error>" + requestId();
        return root("ErrorResponse", service, error);
    }

    /** Services that speak XML write common errors without the ending. */
    public static String code(AwsRefusal refusal) {
        return refusal.code().endsWith("Exception")
                ? refusal.code().substring(0, refusal.code().length() - "Exception".length())
                : refusal.code();
    }

    public static String requestId() {
        return element("RequestId", UUID.randomUUID().toString());
    }

    private static String root(String name, QueryService service, String inside) {
        var namespace = "https://" + service.name() + ".amazonaws.com/doc/" + service.version() + "/";
        return "<" + name + " xmlns=\"" + namespace + "\">" + inside + "</" + name + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
