package dev.bursar.aws;

import module java.base;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Keeps the text of an answer for a request that asks for it, and sends a text in place of what the SDK would write: the SDK drops members
 * that it doesn't know.
 */
public final class RawAnswers implements ExecutionInterceptor {
    /** Takes the text; a request sets it in its override configuration. */
    public static final ExecutionAttribute<AtomicReference<String>> TEXT = new ExecutionAttribute<>("BursarRawAnswer");
    /** The request's JSON; a request sets it in its override configuration. */
    public static final ExecutionAttribute<String> BODY = new ExecutionAttribute<>("BursarRawRequest");

    RawAnswers() {}

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        String body = attributes.getAttribute(BODY);
        return body == null
                ? context.httpRequest()
                : context.httpRequest().toBuilder()
                        .putHeader("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length))
                        .build();
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        String body = attributes.getAttribute(BODY);
        return body == null ? context.requestBody() : Optional.of(RequestBody.fromString(body));
    }

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
