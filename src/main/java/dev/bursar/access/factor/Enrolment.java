package dev.bursar.access.factor;

/** A second factor that is being set up: nothing is stored before a first code has proved that the app has it. */
public final class Enrolment {
    private final byte[] secret;
    private final String account;

    public Enrolment(byte[] secret, String account) {
        this.secret = secret.clone();
        this.account = account;
    }

    /** What the QR code says. */
    public String uri() {
        return Totp.uri(secret, account);
    }

    /** To be typed where no picture can be taken, in groups of four. */
    public String typed() {
        return Totp.base32(secret).replaceAll("(.{4})(?!$)", "$1 ");
    }

    byte[] secret() {
        return secret.clone();
    }
}
