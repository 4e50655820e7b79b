package io.github.metrckeys.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Access;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import org.junit.jupiter.api.Test;

class KeyRequestTest {

    private static final Facility SHOP = Facility.of(Jurisdiction.of("CO"), "402-00001");
    private static final UserId EMPLOYEE = UserId.of("emp-7");

    @Test
    void nobodyActsUntilSomebodyIsNamed() {
        KeyRequest request = KeyRequest.read(SHOP);

        assertThat(request.actor()).isEmpty();
        assertThat(request.access()).isEqualTo(Access.READ);
        assertThat(request).hasToString("READ at CO 402-00001");
    }

    @Test
    void theActorIsAddedToTheSameCall() {
        KeyRequest request = KeyRequest.write(SHOP).by(EMPLOYEE);

        assertThat(request.actor()).contains(EMPLOYEE);
        assertThat(request.access()).isEqualTo(Access.WRITE);
        assertThat(request.facility()).isEqualTo(SHOP);
        assertThat(request).hasToString("WRITE at CO 402-00001 by emp-7");
    }

    @Test
    void namingAnActorLeavesTheRequestBeforeAsItWas() {
        KeyRequest nobody = KeyRequest.write(SHOP);

        KeyRequest somebody = nobody.by(EMPLOYEE);

        assertThat(somebody).isNotSameAs(nobody);
        assertThat(nobody.actor()).isEmpty();
    }
}
