package dev.bursar.simulator.http;

import org.jspecify.annotations.Nullable;

/** An error answer of an AWS service: its code, its text and the HTTP status. */
public final class AwsRefusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final String text;
    private final int status;
    private final @Nullable String reason;

    public AwsRefusal(String code, String text, int status) {
        this(code, text, status, null);
    }

    private AwsRefusal(String code, String text, int status, @Nullable String reason) {
        super(code + ": " + text);
        this.code = code;
        this.text = text;
        this.status = status;
        this.reason = reason;
    }

    /** Whether a token of a page is refused, of which most services speak in words of their own. */
    public boolean isOfToken() {
        return switch (code) {
            case "RequestChangedException", "InvalidNextTokenException", "ExpiredNextTokenException" -> true;
            default -> false;
        };
    }

    public static AwsRefusal of(String code, String text) {
        return new AwsRefusal(code, text, 400);
    }

    public static AwsRefusal invalid(String text) {
        return of("ValidationException", text);
    }

    /** The same error with a reason, which some errors of Organizations have. */
    public AwsRefusal because(String why) {
        return new AwsRefusal(code, text, status, why);
    }

    public @Nullable String reason() {
        return reason;
    }

    public String code() {
        return code;
    }

    public String text() {
        return text;
    }

    public int status() {
        return status;
    }
}
