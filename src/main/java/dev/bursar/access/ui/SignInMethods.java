package dev.bursar.access.ui;

import dev.bursar.access.sso.SsoOverview;
import dev.bursar.ui.OtherSignIns;
import module java.base;
import org.springframework.stereotype.Component;

/** Tells the sign-in page which places vouch for people. */
@Component
class SignInMethods implements OtherSignIns {
    private final SsoOverview sso;

    SignInMethods(SsoOverview sso) {
        this.sso = sso;
    }

    @Override
    public List<Way> ways() {
        return sso.starts().entrySet().stream()
                .map(start -> new Way(start.getValue(), start.getKey()))
                .toList();
    }

    @Override
    public boolean passwordToo() {
        return sso.passwordShown();
    }
}
