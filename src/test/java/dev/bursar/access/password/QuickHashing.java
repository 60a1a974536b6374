package dev.bursar.access.password;

import org.springframework.context.annotation.Primary;

/** Hashes passwords of test people in a hundredth of the time; what {@link Hashing} really takes is looked at in SignInTest. */
@Primary
public class QuickHashing extends Hashing {
    public QuickHashing() {
        super(64, 1);
    }
}
