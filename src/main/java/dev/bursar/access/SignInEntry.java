package dev.bursar.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/**
 * Says on the sign-in page that a session has ended to those who come with one, such as from a page that was open. It is
 * remembered until they sign in: such a page may come twice, once for what was clicked and once for its lost connection.
 */
class SignInEntry extends LoginUrlAuthenticationEntryPoint {
    private static final String ENDED = SignInEntry.class.getName();

    SignInEntry(String page) {
        super(page);
    }

    @Override
    protected String determineUrlToUseForThisRequest(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException problem) {
        var known = request.getSession(false);
        if (request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid()) {
            known = request.getSession();
            known.setAttribute(ENDED, true);
        }
        return getLoginFormUrl() + (known != null && known.getAttribute(ENDED) != null ? "?expired" : "");
    }
}
