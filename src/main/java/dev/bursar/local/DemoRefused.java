package dev.bursar.local;

/** The demo does not start here; says why and what to do instead. */
class DemoRefused extends RuntimeException {
    private final String whatToDo;

    DemoRefused(String why, String whatToDo) {
        super(why);
        this.whatToDo = whatToDo;
    }

    String whatToDo() {
        return whatToDo;
    }
}
