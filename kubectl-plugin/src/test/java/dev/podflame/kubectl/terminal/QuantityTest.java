package dev.podflame.kubectl.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class QuantityTest {
    @Test
    void numbersCarryTheirUnit() {
        assertEquals("250m", Quantity.cores(0.25));
        assertEquals("", Quantity.cores(Double.NaN));
        assertEquals("1023", Quantity.bytes(1023));
        assertEquals("2Ki", Quantity.bytes(2048));
        assertEquals("171Mi", Quantity.bytes(179_306_496));
        assertEquals("1.50s", Quantity.weight(1_500_000_000, "nanoseconds"));
        assertEquals("1Mi", Quantity.weight(1 << 20, "bytes"));
        assertEquals("17", Quantity.weight(17, "count"));
        assertEquals("33.3%", Quantity.share(1, 3));
        assertEquals("", Quantity.share(1, 0));
    }

    @Test
    void agesAreThoseOfKubectl() {
        assertEquals("0s", Quantity.age(Duration.ofSeconds(-3)));
        assertEquals("119s", Quantity.age(Duration.ofSeconds(119)));
        assertEquals("2m", Quantity.age(Duration.ofMinutes(2)));
        assertEquals("9m59s", Quantity.age(Duration.ofSeconds(599)));
        assertEquals("179m", Quantity.age(Duration.ofMinutes(179)));
        assertEquals("5h30m", Quantity.age(Duration.ofMinutes(330)));
        assertEquals("47h59m", Quantity.age(Duration.ofDays(2).minusMinutes(1)));
        assertEquals("3d", Quantity.age(Duration.ofDays(3)));
    }
}
