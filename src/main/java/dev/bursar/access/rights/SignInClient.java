package dev.bursar.access.rights;

import jakarta.servlet.http.HttpServletRequest;
import module java.base;
import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Who asks to come in, as the person later finds it among their sessions.
 *
 * @param place what throttling goes by
 * @param address the client's whole address
 * @param browser in words, {@code Firefox on Linux}
 */
public record SignInClient(SignInOrigin place, String address, String browser) implements Serializable {
    private static final int LONGEST = 100;

    public static SignInClient of(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        return new SignInClient(
                SignInOrigin.of(request),
                address.length() > LONGEST ? address.substring(0, LONGEST) : address,
                BrowserName.of(request.getHeader(HttpHeaders.USER_AGENT)));
    }

    /** Says in words which browser calls: enough to tell one's own devices apart, and nothing that a page could be tricked by. */
    static final class BrowserName {
        private static final int LONGEST = 1_000;

        /** In order: what imitates others comes before them. */
        private static final Map<String, Pattern> BROWSERS = patterns(
                "Edge", "Edg(?:e|A|iOS)?/(\\d+)",
                "Opera", "OPR/(\\d+)",
                "Samsung Internet", "SamsungBrowser/(\\d+)",
                "Firefox", "(?:Firefox|FxiOS)/(\\d+)",
                "Chrome", "(?:Headless)?(?:Chrome|CriOS)/(\\d+)",
                "Chromium", "Chromium/(\\d+)",
                "Safari", "Version/(\\d+)[\\d.]* (?:Mobile/\\S+ )?Safari/");

        private static final Map<String, Pattern> SYSTEMS = patterns(
                "iPhone", "iPhone",
                "iPad", "iPad",
                "Android", "Android",
                "Windows", "Windows",
                "ChromeOS", "CrOS",
                "macOS", "Macintosh|Mac OS X",
                "Linux", "Linux|X11");

        private BrowserName() {}

        /** {@code Firefox 145 on Linux}, {@code Another program}. */
        static String of(@Nullable String userAgent) {
            if (userAgent == null || userAgent.isBlank()) {
                return "Other client";
            }
            var text = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
            var browser = "Other client";
            for (Entry<String, Pattern> one : BROWSERS.entrySet()) {
                var found = one.getValue().matcher(text);
                if (found.find()) {
                    var version = found.group(1);
                    browser = one.getKey() + " " + version.substring(0, Math.min(4, version.length()));
                    break;
                }
            }
            for (Entry<String, Pattern> one : SYSTEMS.entrySet()) {
                if (one.getValue().matcher(text).find()) {
                    return browser + " on " + one.getKey();
                }
            }
            return browser;
        }

        private static Map<String, Pattern> patterns(String... namesAndPatterns) {
            var all = new LinkedHashMap<String, Pattern>();
            for (var i = 0; i < namesAndPatterns.length; i += 2) {
                all.put(namesAndPatterns[i], Pattern.compile(namesAndPatterns[i + 1]));
            }
            return all;
        }
    }
}
