package dev.bursar.simulator;

/** An error answer of an AWS service: its code, its text and the HTTP status. */
final class AwsRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String code;
    private final String text;
    private final int status;

    AwsRefusal(String code, String text, int status) {
        super(code + ": " + text);
        this.code = code;
        this.text = text;
        this.status = status;
    }

    static AwsRefusal of(String code, String text) {
        return new AwsRefusal(code, text, 400);
    }

    static AwsRefusal invalid(String text) {
        return of("ValidationException", text);
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }

    int status() {
        return status;
    }
}
