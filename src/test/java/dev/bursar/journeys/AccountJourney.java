package dev.bursar.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import module java.base;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** What people do with their own account: a second factor from start to end, their sessions, their look. */
class AccountJourney extends InBrowser {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /** What an authenticator app shows so many steps from now. */
    private static String code(String key, int steps) {
        var bits = new StringBuilder();
        for (var letter : key.replace(" ", "").toCharArray()) {
            bits.append("%5s"
                    .formatted(Integer.toBinaryString(LETTERS.indexOf(letter)))
                    .replace(' ', '0'));
        }
        var secret = new byte[bits.length() / 8];
        for (var i = 0; i < secret.length; i++) {
            secret[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
        }
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(8)
                    .putLong(Instant.now().getEpochSecond() / 30 + steps)
                    .array());
            var number = ByteBuffer.wrap(hash).getInt(hash[19] & 0xF) & 0x7FFF_FFFF;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Page account(String role, Browser.NewContextOptions options) {
        var page = signedInAnew(role, options);
        go(page, "account");
        assertThat(heading(page)).hasText("Account");
        return page;
    }

    private static Locator dialog(Page page, String title) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(title));
    }

    private static Locator card(Page page, String title) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(title));
    }

    private static void fill(Locator where, String label, String text) {
        where.getByLabel(label, new Locator.GetByLabelOptions().setExact(true)).fill(text);
    }

    private static void press(Locator where, String name) {
        where.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void menu(Page page, String item) {
        page.getByRole(AriaRole.MENUITEM, new Page.GetByRoleOptions().setName(Pattern.compile("^User menu of ")))
                .first()
                .click();
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    @Test
    void aSecondFactorFromSettingUpToTurningOff() {
        var page = signedInAnew("auditor", wide());
        menu(page, "Account");
        assertThat(heading(page)).hasText("Account");
        assertThat(card(page, "Two-factor authentication")).containsText("Off");
        press(card(page, "Two-factor authentication"), "Set up…");
        var setUp = dialog(page, "Set up two-factor authentication");
        var key = setUp.locator(".enrolment-key").innerText();
        assertThat(setUp.getByRole(AriaRole.IMG)).isVisible();
        picture(page, "account-set-up-1440");
        isAccessible(page, "setting up two-factor authentication");
        fill(setUp, "Code from the app", "000000");
        fill(setUp, "Your password", "not the password");
        press(setUp, "Set up");
        assertThat(setUp).containsText("This is not your password");
        fill(setUp, "Code from the app", code(key, 0));
        fill(setUp, "Your password", Portal.PASSWORD);
        press(setUp, "Set up");
        var codes = dialog(page, "Save your recovery codes");
        assertThat(codes.getByRole(AriaRole.LISTITEM)).hasCount(10);
        var recovery = codes.getByRole(AriaRole.LISTITEM).allInnerTexts();
        picture(page, "account-codes-1440");
        isAccessible(page, "recovery codes");
        try {
            press(codes, "I have saved them");
            assertThat(card(page, "Two-factor authentication")).containsText("10 recovery codes are left.");
            menu(page, "Sign out");
            signIn(page, "auditor", Portal.PASSWORD);
            assertThat(heading(page)).hasText("Two-factor authentication");
            picture(page, "code-1440");
            isAccessible(page, "the second step");
            var stranger = page.context().newPage();
            stranger.navigate(portal.at("spend"));
            assertThat(heading(stranger)).hasText("Sign in");
            stranger.close();
            page.getByLabel("Code").fill("000000");
            page.keyboard().press("Enter");
            assertThat(page.locator("[slot=error-message]")).containsText("This code is incorrect or was used before.");
            page.getByLabel("Code").fill(code(key, 1));
            button(page, "Sign in").click();
            assertThat(heading(page)).hasText(Pattern.compile("Spend|Overview"));
        } finally {
            turnOff(recovery);
        }
    }

    @Test
    void aPasskeyStandsForTheCode() {
        var page = account("auditor", wide());
        var devices = page.context().newCDPSession(page);
        devices.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var device = new JsonObject();
        device.add("options", options);
        devices.send("WebAuthn.addVirtualAuthenticator", device);

        press(card(page, "Two-factor authentication"), "Set up…");
        var setUp = dialog(page, "Set up two-factor authentication");
        var key = setUp.locator(".enrolment-key").innerText();
        fill(setUp, "Code from the app", code(key, 0));
        fill(setUp, "Your password", Portal.PASSWORD);
        press(setUp, "Set up");
        var codes = dialog(page, "Save your recovery codes");
        assertThat(codes.getByRole(AriaRole.LISTITEM)).hasCount(10);
        var recovery = codes.getByRole(AriaRole.LISTITEM).allInnerTexts();
        press(codes, "I have saved them");
        try {
            press(card(page, "Two-factor authentication"), "New passkey…");
            var add = dialog(page, "New passkey");
            fill(add, "Passkey name", "Laptop");
            fill(add, "Code from your app, or a recovery code", code(key, 1));
            press(add, "New passkey");
            assertThat(card(page, "Two-factor authentication")).containsText("Laptop");
            picture(page, "account-passkey-1440");
            menu(page, "Sign out");
            signIn(page, "auditor", Portal.PASSWORD);
            assertThat(heading(page)).hasText("Two-factor authentication");
            button(page, "Use a passkey").click();
            assertThat(heading(page)).hasText("Overview");
        } finally {
            turnOff(recovery);
        }
    }

    private void turnOff(List<String> recovery) {
        var page = somebody();
        page.navigate(portal.at("login"));
        signIn(page, "auditor", Portal.PASSWORD);
        page.getByLabel("Code").fill(recovery.get(0));
        button(page, "Sign in").click();
        assertThat(heading(page)).hasText("Overview");
        go(page, "account");
        press(card(page, "Two-factor authentication"), "New recovery codes…");
        var renew = dialog(page, "New recovery codes");
        assertThat(renew).containsText("The old codes stop working.");
        press(renew, "Cancel");
        press(card(page, "Two-factor authentication"), "Turn off…");
        var off = dialog(page, "Turn off two-factor authentication");
        fill(off, "Code from your app, or a recovery code", recovery.get(0));
        press(off, "Turn off two-factor authentication");
        assertThat(off).containsText("This code is incorrect or was used before.");
        fill(off, "Code from your app, or a recovery code", recovery.get(1));
        press(off, "Turn off two-factor authentication");
        assertThat(card(page, "Two-factor authentication")).containsText("Off");
        page.context().close();
    }

    @Test
    void figuresAndColoursAreAsThePersonLikesThem() {
        var page = account("lead", wide());
        var look = card(page, "Appearance");
        press(look, "Dark");
        assertThat(page.locator("html")).hasAttribute("theme", Pattern.compile("dark"));
        menu(page, "Light");
        assertThat(look.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Light")))
                .hasAttribute("aria-pressed", "true");
        choose(page, "1.234,56");
        try {
            go(page, "");
            assertThat(new OverviewPage(page).loaded().spend()).containsText(Pattern.compile("\\$[\\d.]+,\\d\\d\\b"));
        } finally {
            go(page, "account");
            choose(page, "1,234.56");
        }
        go(page, "");
        assertThat(new OverviewPage(page).loaded().spend()).containsText(Pattern.compile("\\$[\\d,]+\\.\\d\\d\\b"));
    }

    private static void choose(Page page, String style) {
        page.getByLabel("Number format").click();
        // a page that is left at once takes what it has not sent with it
        page.waitForResponse(
                answer -> String.valueOf(answer.request().postData()).contains("\"property\":\"value\""),
                () -> page.getByRole(
                                AriaRole.OPTION,
                                new Page.GetByRoleOptions().setName(style).setExact(true))
                        .click());
    }

    @Test
    void aSessionElsewhereEndsFromHere() {
        var here = account("finance", wide());
        var elsewhere = signedInAnew("finance", wide());
        here.reload();
        assertThat(card(here, "Sessions")).containsText("This session");
        press(card(here, "Sessions"), "End all other sessions");
        assertThat(card(here, "Sessions").getByText("This session")).hasCount(1);
        // it has ended once the button's request is answered, which no word on the page tells
        elsewhere.waitForCondition(() -> {
            elsewhere.navigate(portal.at("spend"));
            return heading(elsewhere).innerText().equals("Sign in");
        });
    }

    @Test
    void theAccountIsAccessibleAndFitsAPhone() {
        var page = account("admin", wide().setColorScheme(ColorScheme.LIGHT));
        looksRightInBothSchemes(page, "account-1440", "Account");
        go(page, "admin/sign-in");
        assertThat(heading(page)).hasText("Sign-in rules");
        looksRightInBothSchemes(page, "sign-in-rules-1440", "Sign-in rules");
        var phone = signedIn(
                "admin",
                new Browser.NewContextOptions().setViewportSize(390, 844).setHasTouch(true));
        go(phone, "account");
        assertThat(heading(phone)).hasText("Account");
        picture(phone, "account-390");
        assertThat((Boolean) phone.evaluate(
                        "() => document.querySelector('main').scrollWidth <= document.documentElement.clientWidth"))
                .isTrue();
    }
}
