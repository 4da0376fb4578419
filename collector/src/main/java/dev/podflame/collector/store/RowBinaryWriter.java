package dev.podflame.collector.store;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/// Rows in ClickHouse's format RowBinary: columns one after the other, numbers little-endian, lengths as LEB128.
/// `LowCardinality` columns are written as what they hold.
public final class RowBinaryWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;
    private int rows;

    public RowBinaryWriter(int expectedBytes) {
        bytes = new byte[Math.max(64, expectedBytes)];
    }

    /// Ends a row; only counts it, the format has no row separator.
    public void endRow() {
        rows++;
    }

    public int rows() {
        return rows;
    }

    public int size() {
        return size;
    }

    /// `UInt64`, `Int64`.
    public RowBinaryWriter int64(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
        return this;
    }

    /// `UInt32`, `Int32`, and `DateTime` as seconds since the Unix epoch.
    public RowBinaryWriter int32(int value) {
        reserve(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
        return this;
    }

    /// `Date`: days since the Unix epoch.
    public RowBinaryWriter date(int epochDay) {
        reserve(Short.BYTES);
        bytes[size++] = (byte) epochDay;
        bytes[size++] = (byte) (epochDay >>> 8);
        return this;
    }

    public RowBinaryWriter float64(double value) {
        return int64(Double.doubleToRawLongBits(value));
    }

    public RowBinaryWriter string(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        length(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
        return this;
    }

    /// `Array(UInt64)`.
    public RowBinaryWriter int64s(long[] values) {
        length(values.length);
        for (long value : values) {
            int64(value);
        }
        return this;
    }

    /// `Array(UInt16)`: of each value its lower 16 bits.
    public RowBinaryWriter int16s(int[] values) {
        length(values.length);
        reserve(values.length * Short.BYTES);
        for (int value : values) {
            bytes[size++] = (byte) value;
            bytes[size++] = (byte) (value >>> 8);
        }
        return this;
    }

    /// `Map(String, String)`.
    public RowBinaryWriter map(Map<String, String> values) {
        length(values.size());
        values.forEach((name, value) -> string(name).string(value));
        return this;
    }

    /// What was written so far, without a copy: valid until the next write.
    public InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    private void length(int value) {
        reserve(5);
        int rest = value;
        while (rest >= 0x80) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            int needed = Math.addExact(size, more);
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
    }
}
