package io.github.metrckeys.testkit.internal;

import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

/**
 * Takes query and headers off a request before WireMock sees it, and keeps them for the engine.
 *
 * <p>Before it asks the engine, WireMock parses the query, cookies, forms and multiparts; it answers what it cannot parse
 * with a 500 of its own, stack trace included. What it does not see it cannot fail on, nor print.
 */
final class RequestShield extends AbstractHandler {

    private static final String ATTRIBUTE = RequestShield.class.getName();

    private static final String UNPARSED = "application/octet-stream";

    /** What was taken off. */
    record Hidden(String query, HttpFields headers) {}

    static Hidden hiddenFrom(Request request) {
        return (Hidden) request.getAttribute(ATTRIBUTE);
    }

    @Override
    public void handle(String target, Request request, HttpServletRequest servlet, HttpServletResponse response) {
        HttpURI uri = request.getHttpURI();
        String query = uri.getQuery();
        request.setAttribute(ATTRIBUTE, new Hidden(query == null ? "" : query, request.getHttpFields()));
        request.setHttpFields(HttpFields.EMPTY);
        // Jetty would look it up behind the fields.
        request.setContentType(UNPARSED);
        if (query != null) {
            request.setHttpURI(HttpURI.build(uri).query(null));
        }
    }
}
