package dev.bursar;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the portal. */
@SpringBootApplication
public class Bursar {
    static void main(String[] args) {
        SpringApplication.run(Bursar.class, args);
    }
}
