package dev.bursar;

import dev.bursar.cli.CommandLine;
import dev.bursar.cli.StartFailure;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the portal, or runs a command. */
@SpringBootApplication
public class Bursar {
    static void main(String[] args) {
        if (CommandLine.isCommand(args)) {
            System.exit(CommandLine.run(args));
        }
        var failure = new StartFailure();
        var portal = new SpringApplication(Bursar.class);
        portal.addListeners(failure);
        try {
            portal.run(args);
        } catch (RuntimeException e) {
            if (!failure.happened()) {
                throw e;
            }
            System.exit(1);
        }
    }
}
