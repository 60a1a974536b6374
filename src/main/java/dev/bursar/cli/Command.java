package dev.bursar.cli;

import module java.base;

/** Something that can be done from the command line. */
interface Command {
    String name();

    /** How to call it, one line. */
    String usage();

    /**
     * @param out for what was asked for and nothing else
     * @return the exit code: 0 when all is well
     */
    int run(List<String> arguments, PrintStream out);
}
