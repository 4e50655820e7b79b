package io.github.metrckeys.internal.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceTableTest {

    @Test
    void aRowIsReadCellByCellPastCommentsAndEmptyLines() {
        assertThat(ResourceTable.read(ResourceTableTest.class, "numbers.txt", row -> row.text(0) + "=" + row.text(1)))
                .containsExactly("one=1", "two=-");
    }

    @Test
    void aCellWithADashHasNoParts() {
        assertThat(ResourceTable.read(ResourceTableTest.class, "numbers.txt", row -> row.list(1, ",")))
                .containsExactly(List.of("1"), List.of());
    }

    @Test
    void partsAreReadWithoutTheWhiteSpaceAround() {
        assertThat(ResourceTable.split("a , b,c", ",")).containsExactly("a", "b", "c");
    }

    @Test
    void aMissingTableIsNamed() {
        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> ResourceTable.read(ResourceTableTest.class, "nowhere.txt", row -> row))
                .withMessage(
                        "The table nowhere.txt of metrc-keys is damaged (it is missing): replace the jar with a new copy.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_DAMAGED));
    }

    @Test
    void aRowThatIsNotUnderstoodIsNamed() {
        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() ->
                        ResourceTable.read(ResourceTableTest.class, "numbers.txt", row -> Integer.valueOf(row.text(1))))
                .withMessage("The table numbers.txt of metrc-keys is damaged (this row is not understood: two | -):"
                        + " replace the jar with a new copy.")
                .withCauseInstanceOf(NumberFormatException.class)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_DAMAGED));
    }

    @Test
    void aRowThatLacksACellIsNamed() {
        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(
                        () -> ResourceTable.read(ResourceTableTest.class, "numbers.txt", row -> row.text(row.size())))
                .withMessageContaining("this row is not understood: one | 1")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CATALOG_DAMAGED));
    }
}
