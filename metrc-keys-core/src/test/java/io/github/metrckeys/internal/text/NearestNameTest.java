package io.github.metrckeys.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNameTest {

    private static final List<String> NAMES = List.of("RING_SALE", "VOID_SALE", "CORRECT_SALE", "HARVEST");

    @ParameterizedTest
    @ValueSource(strings = {"RING_SALE", "ring_sale", "ring-sale", "Ring Sale", " ring  sale ", "ring - sale"})
    void aNameIsFoundWhateverItsCaseAndWhateverPartsItsWords(String name) {
        assertThat(NearestName.named("operation", name, NAMES, Function.identity()))
                .isEqualTo("RING_SALE");
    }

    @Test
    void whereThereIsNoneOfTheNameTheNearestAreNamed() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> NearestName.named("operation", "ring sail", NAMES, Function.identity()))
                .withMessage("There is no operation \"ring sail\": the nearest are RING_SALE, VOID_SALE, CORRECT_SALE.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @ParameterizedTest
    @CsvSource({
        "RING_SALE, RING_SALE",
        "RING_SALES, RING_SALE",
        "RINGSALE, RING_SALE",
        "VOIT_SALE, VOID_SALE",
        "OID_SALE, VOID_SALE",
        "ARVESD, HARVEST",
        "COR, CORRECT_SALE"
    })
    void theLikeliestIsNamedFirst(String name, String nearest) {
        assertThat(NearestName.of(name, NAMES)).startsWith(nearest).hasSize(3);
    }

    @Test
    void aNameThatBeginsAsTheWantedOneGoesBeforeOneThatDiffersInFewerLetters() {
        assertThat(NearestName.of("RING", List.of("WRING", "RING_SALE", "KING")))
                .containsExactly("RING_SALE", "KING", "WRING");
    }

    @Test
    void ofNamesThatAreEquallyNearTheOneThatIsFirstInTheAlphabetIsFirst() {
        assertThat(NearestName.of("X", List.of("C", "B", "A"))).containsExactly("A", "B", "C");
    }

    @Test
    void aNameOfThirtyTwoCharactersIsRepeated() {
        assertThat(NearestName.shown("a".repeat(32))).isEqualTo("a".repeat(32));
    }

    @Test
    void aLongerNameMayBeAKeyAndIsNotRepeated() {
        assertThat(NearestName.shown("a".repeat(33))).isEqualTo("(a name of 33 characters)");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> NearestName.named("role", "Canary".repeat(8), NAMES, Function.identity()))
                .withMessageStartingWith("There is no role \"(a name of 48 characters)\": the nearest are ")
                .withMessageNotContaining("Canary");
    }
}
