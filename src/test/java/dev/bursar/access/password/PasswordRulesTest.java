package dev.bursar.access.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "P@ssw0rd2026!",
                "passwordpassword",
                "123456789012",
                "111111111111",
                "QWERTYUIOP12",
                "Welcome-2026!",
                "!!!!admin!!!!",
                "ｐａｓｓｗｏｒｄ1234",
                "1q1q1q1q1q1q",
                "1q2w3e4r5t6y",
                "monkeydragon1",
                "michaeljordan23",
                "Charlie2026!!",
                "12.04.1985abc!",
                "bursar-2026-bursar",
                "Bursar!Bursar!1a",
                "correcthorsebatterystaple"
            })
    void commonOnesAreRefused(String password) {
        assertThat(rules.broken("somebody", password)).contains(PasswordRule.NOT_A_COMMON_ONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bursar-demo-2026", "a long enough sentence", "Zebra§Kiosk§19", "корова летит домой"})
    void othersAreFine(String password) {
        assertThat(rules.broken("somebody", password)).isEmpty();
    }

    @Test
    void sizesAreBounded() {
        assertThat(rules.broken("somebody", "short enoug")).contains(PasswordRule.AT_LEAST_12_CHARACTERS);
        assertThat(rules.broken("somebody", "ab cd ".repeat(200))).contains(PasswordRule.AT_MOST_1000_CHARACTERS);
    }

    @Test
    void theUserNameIsNoPassword() {
        assertThat(rules.broken("Maya.Dahl@corp", "maya.dahl@CORP")).contains(PasswordRule.NOT_THE_USER_NAME);
        assertThat(rules.broken("mayadahl", "Mayadahl2026!")).contains(PasswordRule.NOT_THE_USER_NAME);
        assertThat(rules.broken("maya.dahl@example.org", "dahl-maya-dahl-1")).contains(PasswordRule.NOT_THE_USER_NAME);
        assertThat(rules.broken("maya.dahl@example.org", "Maya@Bursar-2026")).contains(PasswordRule.NOT_A_COMMON_ONE);
        assertThat(rules.broken("maya.dahl@example.org", "maya sells sea shells"))
                .isEmpty();
    }
}
