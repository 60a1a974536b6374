package dev.bursar.access.rights;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
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
}
