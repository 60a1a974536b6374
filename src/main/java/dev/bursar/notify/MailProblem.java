package dev.bursar.notify;

/** Why a mail was not delivered. */
public enum MailProblem {
    NO_SERVER("No mail server is configured.", "Set spring.mail.host and restart Bursar."),
    UNREACHABLE(
            "The mail server does not answer.",
            "Check spring.mail.host, spring.mail.port and that this machine can connect to them."),
    SIGN_IN_REFUSED(
            "The mail server refused Bursar's sign-in.", "Check spring.mail.username and spring.mail.password."),
    ADDRESS_REFUSED("The mail server refused the address.", "Check the person's e-mail address."),
    NOT_TAKEN("The mail server rejected the e-mail.", "See the mail server's log."),
    UNEXPECTED("The e-mail could not be created.", "See Bursar's log.");

    private final String what;
    private final String whatToDo;

    MailProblem(String what, String whatToDo) {
        this.what = what;
        this.whatToDo = whatToDo;
    }

    public String what() {
        return what;
    }

    public String whatToDo() {
        return whatToDo;
    }
}
