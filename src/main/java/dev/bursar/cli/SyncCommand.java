package dev.bursar.cli;

import dev.bursar.sync.Prerequisite;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.SyncJob;
import dev.bursar.sync.SyncJobs;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.sync.text.ProblemText;
import module java.base;
import org.springframework.stereotype.Component;

/**
 * Runs all jobs to their end, or waits for the node that is running them. A job that can't run before an admin has done something
 * is named, and is no failure: a portal that lives on imported files has such jobs for ever.
 */
@Component
class SyncCommand implements Command {
    private final SyncJobs jobs;
    private final SyncRunner runner;

    SyncCommand(SyncJobs jobs, SyncRunner runner) {
        this.jobs = jobs;
        this.runner = runner;
    }

    @Override
    public String name() {
        return "sync";
    }

    @Override
    public String usage() {
        return "bursar sync --wait   (exit code 0 done, 1 failed, 2 done with failures, 3 stopped, 4 stopped at a cap)";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        if (!Options.of(arguments, List.of(), List.of("--wait")).has("--wait")) {
            throw new Usage("Specify --wait: this command runs the jobs until they finish.");
        }
        int worst = 0;
        for (SyncJob job : jobs.all()) {
            Optional<Prerequisite> wait = job.waitsFor();
            if (wait.isPresent()) {
                out.println(job.title() + ": waiting\n  " + wait.get().sentence() + " An admin can do this in Admin, "
                        + wait.get().title() + ".");
                continue;
            }
            RunRow run = runner.runOrAwait(job, "command line");
            out.println(job.title() + ": " + words(run));
            int code = switch (run.state()) {
                case DONE -> 0;
                case FAILED, RUNNING -> 1;
                case DONE_WITH_FAILURES -> 2;
                case STOPPED -> 3;
                case STOPPED_AT_CAP -> 4;
            };
            if (worst == 0 || code == 1) {
                worst = code == 0 ? worst : code;
            }
        }
        return worst;
    }

    private static String words(RunRow run) {
        var text = new StringBuilder(run.state().label())
                .append(", ")
                .append(run.requests())
                .append(" requests ($")
                .append(run.costUsd().setScale(2, java.math.RoundingMode.HALF_UP))
                .append("), ")
                .append(run.progress().rowsChanged())
                .append(" rows changed");
        if (run.problem() != null) {
            text.append("\n  ").append(ProblemText.what(run.problem()));
            String whatToDo = ProblemText.whatToDo(run.problem());
            text.append(whatToDo.isEmpty() ? "" : "\n  " + whatToDo);
        }
        return text.toString();
    }
}
