package dev.bursar.access.connections;

import dev.bursar.notify.PortalUrl;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Serves each request on a virtual thread, so that slow ones take no thread from others, and ends those that are too slow.
 * Where people reach the portal by https, each request counts as one: the proxy that ends TLS talks http.
 */
@Configuration(proxyBeanMethods = false)
class Connections {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webServer(PortalUrl portal) {
        return factory -> {
            factory.setProtocol(RequestTimeoutProtocol.class.getName());
            factory.addProtocolHandlerCustomizers((TomcatProtocolHandlerCustomizer<AbstractHttp11Protocol<?>>)
                    protocol -> protocol.setExecutor(new VirtualThreadExecutor("http-")));
            if (portal.isSecure()) {
                factory.addConnectorCustomizers(connector -> {
                    connector.setScheme("https");
                    connector.setSecure(true);
                });
                factory.getSettings().getSession().getCookie().setSecure(true);
            }
        };
    }
}
