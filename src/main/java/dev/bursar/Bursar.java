package dev.bursar;

import dev.bursar.cli.CommandLine;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the portal, or runs a command. */
@SpringBootApplication
public class Bursar {
    static void main(String[] args) {
        if (CommandLine.isCommand(args)) {
            System.exit(CommandLine.run(args));
        }
        SpringApplication.run(Bursar.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
