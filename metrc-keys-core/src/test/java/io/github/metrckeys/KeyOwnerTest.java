package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.testing.EqualsTester;
import org.junit.jupiter.api.Test;

class KeyOwnerTest {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final Facility SHOP = Facility.of(COLORADO, "402-00001");

    @Test
    void theMasterKeyBelongsToAFacility() {
        KeyOwner owner = KeyOwner.master(SHOP);

        assertThat(owner).hasToString("master key of CO 402-00001");
        assertThat(owner.mode()).isEqualTo(KeyMode.MASTER);
        assertThat(owner.jurisdiction()).isEqualTo(COLORADO);
    }

    @Test
    void anIndividualKeyBelongsToAPersonOnOneServer() {
        KeyOwner owner = KeyOwner.individual(COLORADO, UserId.of("emp-7"));

        assertThat(owner).hasToString("key of emp-7 in CO");
        assertThat(owner.mode()).isEqualTo(KeyMode.INDIVIDUAL);
        assertThat(owner.jurisdiction()).isEqualTo(COLORADO);
    }

    @Test
    void ownersDifferByPersonFacilityAndServer() {
        new EqualsTester()
                .addEqualityGroup(
                        KeyOwner.master(SHOP), KeyOwner.master(Facility.of(Jurisdiction.of("co"), "402-00001")))
                .addEqualityGroup(KeyOwner.master(Facility.of(COLORADO, "402-00002")))
                .addEqualityGroup(KeyOwner.master(Facility.of(COLORADO.sandbox(), "402-00001")))
                .addEqualityGroup(KeyOwner.individual(COLORADO, UserId.of("emp-7")))
                .addEqualityGroup(KeyOwner.individual(COLORADO, UserId.of("emp-8")))
                .addEqualityGroup(KeyOwner.individual(COLORADO.sandbox(), UserId.of("emp-7")))
                .testEquals();
    }
}
