package io.github.metrckeys.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.UserId;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import org.junit.jupiter.api.Test;

class ProbeRequestTest {

    private static final VendorApiKey VENDOR = VendorApiKey.of("vendor-key");
    private static final UserApiKey KEY = UserApiKey.of("user-key");
    private static final UserApiKey MASTER_KEY = UserApiKey.of("master-key");

    @Test
    void anEmployeesKeyIsValidatedUnderTheEmployeesName() {
        ProbeRequest request = ProbeRequest.individual(Seen.SHOP, UserId.of("emp-7"), VENDOR, KEY);

        assertThat(request.subject()).isEqualTo(Seen.EMPLOYEE);
        assertThat(request.facility()).isEqualTo(Seen.SHOP);
        assertThat(request.vendorKey()).isEqualTo(VENDOR);
        assertThat(request.userKey()).isEqualTo(KEY);
        assertThat(request).hasToString("ProbeRequest[key of emp-7 in CO at CO 402-00001]");
    }

    @Test
    void aMasterKeyIsValidatedUnderTheFacilitysName() {
        ProbeRequest request = ProbeRequest.master(Seen.SHOP, VENDOR, MASTER_KEY);

        assertThat(request.subject()).isEqualTo(Seen.MASTER);
        assertThat(request.userKey()).isEqualTo(MASTER_KEY);
    }

    @Test
    void thereIsNoControlKeyUnlessOneIsGiven() {
        assertThat(ProbeRequest.individual(Seen.SHOP, UserId.of("emp-7"), VENDOR, KEY)
                        .controlKey())
                .isEmpty();
    }

    @Test
    void theMasterKeyIsAControlForAnEmployeesKey() {
        assertThat(ProbeRequest.individual(Seen.SHOP, UserId.of("emp-7"), VENDOR, KEY)
                        .withMasterKey(MASTER_KEY)
                        .controlKey())
                .contains(MASTER_KEY);
    }

    @Test
    void aKeyIsNoControlForItself() {
        assertThat(ProbeRequest.individual(Seen.SHOP, UserId.of("emp-7"), VENDOR, KEY)
                        .withMasterKey(UserApiKey.of(" user-key "))
                        .controlKey())
                .isEmpty();
    }
}
