package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class LongIndexTest {
    @Property
    void idsGetTheNumbersOfTheirOrder(@ForAll @UniqueElements @Size(max = 5000) List<Long> ids) {
        LongIndex index = new LongIndex();
        for (int i = 0; i < ids.size(); i++) {
            assertEquals(LongIndex.NONE, index.find(ids.get(i)));
            assertEquals(i, index.add(ids.get(i)));
        }
        for (int i = 0; i < ids.size(); i++) {
            assertEquals(i, index.find(ids.get(i)));
        }
        assertEquals(ids.size(), index.size());
    }
}
