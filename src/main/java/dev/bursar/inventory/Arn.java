package dev.bursar.inventory;

import module java.base;

/**
 * An Amazon Resource Name taken apart.
 *
 * @param region "" where the resource has none
 * @param account "" where the name has none
 * @param type as Resource Explorer names it, such as {@code ec2:instance}; a name of an unknown form has {@link #OTHER}
 * @param name what stands behind the type
 */
public record Arn(String partition, String service, String region, String account, String type, String name) {
    /** The type of what has a name of an unknown form. */
    public static final String OTHER = "other";

    private static final Pattern FORM = Pattern.compile("arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)", Pattern.DOTALL);
    /** A kind and, behind a slash or colon, an id. */
    private static final Pattern KIND_AND_ID = Pattern.compile("/?([A-Za-z][A-Za-z0-9_.-]*)([/:])(.+)", Pattern.DOTALL);

    /** Takes any text apart; what is no ARN keeps it whole as its name. */
    public static Arn of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return new Arn("", "", "", "", OTHER, text);
        }
        String service = form.group(2);
        String rest = form.group(5);
        Optional<String> alone = aloneType(service);
        if (alone.isPresent() && rest.indexOf('/') < 0) {
            return arn(form, service + ":" + alone.get(), rest);
        }
        Matcher kind = KIND_AND_ID.matcher(rest);
        if (!kind.matches()) {
            return arn(form, service, rest);
        }
        if (service.equals("elasticloadbalancing") && kind.group(1).equals("loadbalancer")) {
            return loadBalancer(form, kind.group(3));
        }
        return arn(form, service + ":" + kind.group(1), kind.group(3));
    }

    /** Services whose names are an id alone. */
    private static Optional<String> aloneType(String service) {
        return Optional.ofNullable(
                switch (service) {
                    case "s3" -> "bucket";
                    case "sns" -> "topic";
                    case "sqs" -> "queue";
                    default -> null;
                });
    }

    private static Arn loadBalancer(Matcher form, String rest) {
        int slash = rest.indexOf('/');
        return slash < 0
                ? arn(form, "elasticloadbalancing:loadbalancer", rest)
                : arn(form, "elasticloadbalancing:loadbalancer/" + rest.substring(0, slash), rest.substring(slash + 1));
    }

    private static Arn arn(Matcher form, String type, String name) {
        return new Arn(form.group(1), form.group(2), form.group(3), form.group(4), type, name);
    }

    /** What a bill may call the resource instead of its name: {@code i-0abc} of {@code instance/i-0abc}. */
    public String lastPart() {
        int cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'));
        return cut < 0 || cut == name.length() - 1 ? name : name.substring(cut + 1);
    }
}
