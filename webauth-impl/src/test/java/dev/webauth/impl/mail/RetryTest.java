package dev.webauth.impl.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webauth.impl.mail.MailFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {

    @ParameterizedTest
    @CsvSource({
        "1, PT5S, PT5S",
        "2, PT30S, PT30S",
        "3, PT2M, PT1M",
        "4, PT10M, PT1M",
        "5, PT10M, PT1M",
        "100, PT10M, PT1M"
    })
    void the_delay_grows_but_stays_short_while_the_server_is_down(
            int attempts, Duration wait, Duration inAnOutage) {
        assertThat(Retry.after(attempts, Kind.LATER)).isEqualTo(wait);
        assertThat(Retry.after(attempts, Kind.REFUSED)).isEqualTo(wait);
        assertThat(Retry.after(attempts, Kind.UNAVAILABLE)).isEqualTo(inAnOutage);
    }

    @Test
    void a_mail_is_parked_after_a_day_or_five_refusals() {
        Duration day = Duration.ofHours(24);
        assertThat(Retry.isOver(day, 150, Kind.LATER)).isFalse();
        assertThat(Retry.isOver(day.plusSeconds(1), 1, Kind.UNAVAILABLE)).isTrue();
        assertThat(Retry.isOver(Duration.ofMinutes(3), 4, Kind.REFUSED)).isFalse();
        assertThat(Retry.isOver(Duration.ofMinutes(13), 5, Kind.REFUSED)).isTrue();
        assertThat(Retry.isOver(Duration.ofMinutes(13), 5, Kind.LATER)).isFalse();
    }
}
