package dev.bursar.simulator.http;

/** An error answer of an AWS service: its code, its text and the HTTP status. */
public final class AwsRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final String text;
    private final int status;

    public AwsRefusal(String code, String text, int status) {
        super(code + ": " + text);
        this.code = code;
        this.text = text;
        this.status = status;
    }

    public static AwsRefusal of(String code, String text) {
        return new AwsRefusal(code, text, 400);
    }

    public static AwsRefusal invalid(String text) {
        return of("ValidationException", text);
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
