package dev.bursar.access.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Says on the sign-in page that a session has ended to those who come with one, such as from a page that was open. It is
 * remembered until they sign in, since such a page may come more than once.
 */
public class SignInEntry extends LoginUrlAuthenticationEntryPoint {
    private static final String ENDED = SignInEntry.class.getName();

    public SignInEntry(String page) {
        super(page);
    }

    /** Remembers it in a new session if the one that the request came with is no longer there. */
    static void remember(HttpServletRequest request) {
        if (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid()) {
            request.getSession().setAttribute(ENDED, true);
        }
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException problem) {
        remember(request);
        var known = request.getSession(false);
        return getLoginFormUrl() + (known != null && known.getAttribute(ENDED) != null ? "?expired" : "");
    }
}
