package io.github.cdknat.handler.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainSettingsTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "4000, 4000", "0,", "4001,", "10000,", "-1,", "1.5,", "soon,"})
    void drainSecondsAreReadIfEc2WouldTakeThem(String declared, Integer seconds) {
        DrainSettings read = DrainSettings.of(Map.of("MaxDrainDurationSeconds", declared));
        assertThat(read)
                .isEqualTo(new DrainSettings(Optional.ofNullable(seconds), Optional.of(DrainWait.UNTIL_ENDED), false));
    }

    @Test
    void aReleaseWaitsUntilTheEndUnlessTheDeclarationSaysOtherwise() {
        assertThat(DrainSettings.of(Map.of("DrainWait", "UNTIL_STARTED", "MaxDrainDurationSeconds", 20)))
                .isEqualTo(new DrainSettings(Optional.of(20), Optional.of(DrainWait.UNTIL_STARTED), false));
        assertThat(DrainSettings.of(Map.of("DrainWait", "never")))
                .isEqualTo(new DrainSettings(Optional.empty(), Optional.of(DrainWait.UNTIL_ENDED), false));
    }
}
