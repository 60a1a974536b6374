package dev.bursar.access.rights;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * Where a sign-in comes from.
 *
 * @param address the client's address; of IPv6 its network (/64), since one client owns that many addresses
 * @param device the secret that an earlier sign-in left in this browser, or empty
 */
public record SignInOrigin(String address, String device) implements Serializable {
    private static final String COOKIE = "bursar-device";
    private static final SecureRandom RANDOM = new SecureRandom();

    public static SignInOrigin of(HttpServletRequest request) {
        return new SignInOrigin(network(request.getRemoteAddr()), device(request));
    }

    /** Leaves a new secret in the browser that has just signed in. */
    public static String mark(HttpServletRequest request, HttpServletResponse response) {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        var device = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(COOKIE, device)
                        .path("/login")
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Strict")
                        .maxAge(Duration.ofDays(90))
                        .build()
                        .toString());
        return device;
    }

    private static String device(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? ""
                : Arrays.stream(cookies)
                        .filter(cookie -> COOKIE.equals(cookie.getName()))
                        .map(Cookie::getValue)
                        .filter(value -> value.length() == 43)
                        .findFirst()
                        .orElse("");
    }

    public static String network(String address) {
        try {
            // an address in figures: nothing is looked up
            var parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, 8) + "/64"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
