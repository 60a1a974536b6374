package dev.bursar.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Keeps the text of an answer for a request that asks for it: the SDK drops members that it doesn't know. */
final class RawAnswers implements ExecutionInterceptor {
    /** Takes the text; a request sets it in its override configuration. */
    static final ExecutionAttribute<AtomicReference<String>> TEXT = new ExecutionAttribute<>("BursarRawAnswer");

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        AtomicReference<String> wanted = attributes.getAttribute(TEXT);
        Optional<InputStream> body = context.responseBody();
        if (wanted == null || body.isEmpty()) {
            return body;
        }
        try (InputStream stream = body.get()) {
            byte[] bytes = stream.readAllBytes();
            wanted.set(new String(bytes, StandardCharsets.UTF_8));
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
