package io.github.metrckeys.check;

import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ValidationReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A probe whose answers the test gives by hand. */
final class HandProbe implements PermissionProbe {

    /** A request, and the report to come. */
    record Call(ProbeRequest request, CompletableFuture<ValidationReport> report) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();

    @Override
    public ValidationReport validate(ProbeRequest request) {
        throw new AssertionError("nothing waits");
    }

    @Override
    public CompletableFuture<ValidationReport> validateAsync(ProbeRequest request) {
        CompletableFuture<ValidationReport> report = new CompletableFuture<>();
        calls.add(new Call(request, report));
        return report;
    }

    void answer(int index, ValidationReport report) {
        calls.get(index).report().complete(report);
    }

    long underWay() {
        return calls.stream().filter(call -> !call.report().isDone()).count();
    }
}
