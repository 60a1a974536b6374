package dev.bursar.access.web;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.VaadinServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.stereotype.Component;

/**
 * Says in each answer what a page may load, with a nonce of its own for the scripts that Vaadin writes into its first page.
 *
 * <p>Seen with Vaadin 25.2.3 in Chromium: without {@code unsafe-eval} nothing is drawn, since Flow's client builds functions
 * from text; without {@code unsafe-inline} for styles, a nonce given or not, the components' style elements, which they
 * insert while they run, and style attributes are refused. Nothing else is needed: the frame in which Flow would show an
 * offline page is refused, and connection-lost.js says in its place what is the case.
 */
@Component
class ContentSecurityPolicy implements HeaderWriter, VaadinServiceInitListener {
    private static final String NONCE = ContentSecurityPolicy.class.getName();
    private static final String HEADER = "Content-Security-Policy";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HEADER, policy(nonce(request)));
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(page -> {
            var nonce = nonce(((VaadinServletRequest) page.getVaadinRequest()).getHttpServletRequest());
            page.getDocument().select("script").attr("nonce", nonce);
            page.getVaadinResponse().setHeader("X-Frame-Options", "DENY");
        });
    }

    static String policy(String nonce) {
        return "default-src 'none'"
                + "; script-src 'self' 'nonce-" + nonce + "' 'unsafe-eval'"
                + "; style-src 'self' 'unsafe-inline'"
                + "; img-src 'self' data:"
                + "; font-src 'self' data:"
                + "; connect-src 'self'"
                + "; manifest-src 'self'"
                + "; form-action 'self'"
                + "; base-uri 'self'"
                + "; frame-ancestors 'none'";
    }

    private static String nonce(HttpServletRequest request) {
        if (request.getAttribute(NONCE) instanceof String known) {
            return known;
        }
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        var nonce = Base64.getEncoder().encodeToString(bytes);
        request.setAttribute(NONCE, nonce);
        return nonce;
    }
}
