package io.github.metrckeys.testkit.internal;

import com.github.tomakehurst.wiremock.common.Notifier;

/** Keeps WireMock's reports, which print headers and bodies, away from the user's logs. */
final class SilentNotifier implements Notifier {

    @Override
    public void info(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Throwable failure) {}
}
