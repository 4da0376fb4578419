package dev.podflame.collector.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads rows in ClickHouse's format RowBinary as they stream in: `while (rows.next()) { rows.int64() … }`, each
/// column in the order of the SELECT, by the method of its type. `LowCardinality` reads as what it holds.
public final class RowBinaryReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_LENGTH = 256 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[64 << 10];
    private int position;
    private int limit;

    public RowBinaryReader(InputStream in) {
        this.in = in;
    }

    /// Whether another row begins here.
    public boolean next() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    /// `UInt64` (as its 64 bits) or `Int64`.
    public long int64() throws IOException {
        need(Long.BYTES);
        long value = (long) LONG.get(buffer, position);
        position += Long.BYTES;
        return value;
    }

    /// `UInt32` (as its 32 bits) or `Int32`.
    public int int32() throws IOException {
        need(Integer.BYTES);
        int value = (int) INT.get(buffer, position);
        position += Integer.BYTES;
        return value;
    }

    /// `DateTime`: seconds since the Unix epoch.
    public long dateTime() throws IOException {
        return Integer.toUnsignedLong(int32());
    }

    /// `Date`: days since the Unix epoch.
    public int date() throws IOException {
        return int8() | int8() << 8;
    }

    /// `UInt8`, also what comparisons and `Bool` give.
    public int int8() throws IOException {
        need(1);
        return buffer[position++] & 0xff;
    }

    public double float64() throws IOException {
        return Double.longBitsToDouble(int64());
    }

    public String string() throws IOException {
        int length = length();
        need(length);
        String value = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    /// `Array(UInt64)`.
    public long[] int64s() throws IOException {
        long[] values = new long[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = int64();
        }
        return values;
    }

    /// `Array(String)`.
    public String[] strings() throws IOException {
        String[] values = new String[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = string();
        }
        return values;
    }

    /// `Array(Float64)`.
    public double[] float64s() throws IOException {
        double[] values = new double[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = float64();
        }
        return values;
    }

    /// `Map(String, String)`, in the order it was stored.
    public Map<String, String> map() throws IOException {
        int length = length();
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < length; i++) {
            String name = string();
            values.put(name, string());
        }
        return values;
    }

    /// A length as LEB128, for arrays of other types: that many elements follow.
    public int length() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = int8();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                if (value > MAX_LENGTH) {
                    throw new IOException("ClickHouse announces a value of length " + value);
                }
                return (int) value;
            }
        }
        throw new IOException("ClickHouse sent a length that never ends");
    }

    /// Makes `count` bytes available at `position`.
    private void need(int count) throws IOException {
        if (limit - position >= count) {
            return;
        }
        byte[] target = count > buffer.length ? new byte[Math.max(count, buffer.length * 2)] : buffer;
        System.arraycopy(buffer, position, target, 0, limit - position);
        limit -= position;
        position = 0;
        buffer = target;
        while (limit < count) {
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                throw new EOFException("ClickHouse's answer ends in the middle of a row");
            }
            limit += read;
        }
    }
}
