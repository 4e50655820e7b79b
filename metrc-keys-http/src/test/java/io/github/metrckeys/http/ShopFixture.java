package io.github.metrckeys.http;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.io.IOException;
import java.net.URI;

/** A retail store, the keys of an employee, and what Metrc would answer to them. */
final class ShopFixture {

    static final String LICENSE = "402-00001";
    static final VendorApiKey VENDOR_KEY = VendorApiKey.of("vendor-key");
    static final UserApiKey USER_KEY = UserApiKey.of("user-key");
    static final UserApiKey MASTER_KEY = UserApiKey.of("master-key");
    /** Base64 of vendor-key:user-key. */
    static final String SIGNATURE = "Basic dmVuZG9yLWtleTp1c2VyLWtleQ==";
    /** Base64 of vendor-key:master-key. */
    static final String MASTER_SIGNATURE = "Basic dmVuZG9yLWtleTptYXN0ZXIta2V5";

    /** Base64 of user-key:vendor-key. */
    static final String SWAPPED_SIGNATURE = "Basic dXNlci1rZXk6dmVuZG9yLWtleQ==";

    private static final String FLAGS = """
            {"CanGrowPlants":false,"CanHaveMemberPatients":false,"CanRecordProcessingJobs":false,\
            "RetailerDelivery":false,"CanSellToConsumers":true}""";

    private ShopFixture() {}

    /** The first call that a line rests on. */
    static Evidence.Observed firstCall(ReportLine line) {
        return (Evidence.Observed) line.evidence().get(0);
    }

    static ProbeRequest request(URI server) {
        return request(Facility.of(Jurisdiction.of("CO", server), LICENSE));
    }

    static ProbeRequest request(Facility facility) {
        return ProbeRequest.individual(facility, UserId.of("emp-7"), VENDOR_KEY, USER_KEY);
    }

    /** A server that grants everything. */
    static RawServer open() throws IOException {
        return new RawServer((request, out) -> RawServer.write(out, answer(request)));
    }

    static String answer(RawServer.Request request) {
        return answer(request, LICENSE);
    }

    static String answer(RawServer.Request request, String license) {
        return json(
                switch (request.path()) {
                    case "/facilities/v2/" -> facilities(license);
                    case "/tags/v2/package/available" -> "[]";
                    case "/packages/v2/active" -> "{\"Data\":[{\"Id\":17}],\"Total\":1}";
                    default -> "{\"Data\":[],\"Total\":0}";
                });
    }

    static String facilities(String license) {
        return "[{\"License\":{\"Number\":\"" + license + "\",\"LicenseType\":\"Retail Store\"},\"FacilityType\":"
                + FLAGS + "}]";
    }

    private static String json(String body) {
        return RawServer.response(200, body, "Content-Type: application/json");
    }
}
