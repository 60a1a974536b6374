package dev.bursar;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the portal. */
@SpringBootApplication
public class Bursar {
    static void main(String[] args) {
        SpringApplication.run(Bursar.class, args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
