package io.github.cdknat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.logs.RetentionDays;

/** CDK's retention names as CloudWatch Logs' numbers of days (PutRetentionPolicy, Amazon CloudWatch Logs API Reference). */
final class RetentionPeriod {
    private static final Map<RetentionDays, Integer> DAYS = new EnumMap<>(Map.ofEntries(
            Map.entry(RetentionDays.ONE_DAY, 1),
            Map.entry(RetentionDays.THREE_DAYS, 3),
            Map.entry(RetentionDays.FIVE_DAYS, 5),
            Map.entry(RetentionDays.ONE_WEEK, 7),
            Map.entry(RetentionDays.TWO_WEEKS, 14),
            Map.entry(RetentionDays.ONE_MONTH, 30),
            Map.entry(RetentionDays.TWO_MONTHS, 60),
            Map.entry(RetentionDays.THREE_MONTHS, 90),
            Map.entry(RetentionDays.FOUR_MONTHS, 120),
            Map.entry(RetentionDays.FIVE_MONTHS, 150),
            Map.entry(RetentionDays.SIX_MONTHS, 180),
            Map.entry(RetentionDays.ONE_YEAR, 365),
            Map.entry(RetentionDays.THIRTEEN_MONTHS, 400),
            Map.entry(RetentionDays.EIGHTEEN_MONTHS, 545),
            Map.entry(RetentionDays.TWO_YEARS, 731),
            Map.entry(RetentionDays.THREE_YEARS, 1096),
            Map.entry(RetentionDays.FIVE_YEARS, 1827),
            Map.entry(RetentionDays.SIX_YEARS, 2192),
            Map.entry(RetentionDays.SEVEN_YEARS, 2557),
            Map.entry(RetentionDays.EIGHT_YEARS, 2922),
            Map.entry(RetentionDays.NINE_YEARS, 3288),
            Map.entry(RetentionDays.TEN_YEARS, 3653)));

    private RetentionPeriod() {}

    /** Empty for INFINITE. */
    static Optional<Integer> days(RetentionDays retention) {
        return Optional.ofNullable(DAYS.get(retention));
    }
}
